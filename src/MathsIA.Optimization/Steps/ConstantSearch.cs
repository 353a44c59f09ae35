using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The search of the rules that always take the same step.</summary>
internal sealed class ConstantSearch<T>(T step) : IStepSearch<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public T Search(EvaluatedPoint<T> from, Tensor<T> direction, T? suggested, EvaluatedPoint<T> to)
    {
        to.MoveTo(from.Point, step, direction);
        return step;
    }
}
