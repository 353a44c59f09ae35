using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The search of the rules that always take the same step.</summary>
internal sealed class ConstantSearch<T>(T step) : IStepSearch<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public T Search(Tensor<T> x, T value, Tensor<T> gradient, Tensor<T> direction, Tensor<T> next)
    {
        Vectors.AddScaled(x, step, direction, next);
        return step;
    }
}
