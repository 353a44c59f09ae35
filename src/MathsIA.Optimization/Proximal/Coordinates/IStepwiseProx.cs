using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A coordinate struct whose prox needs numbers that are the same at every coordinate of a common step: they are computed once a call.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TAtStep">The coordinate struct that has them; what it is told of the step it may leave aside.</typeparam>
internal interface IStepwiseProx<T, out TAtStep> : ICoordinateProx<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TAtStep : struct, ICoordinateProx<T>
{
    TAtStep At(T step);
}
