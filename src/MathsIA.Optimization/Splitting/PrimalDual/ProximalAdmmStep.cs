using System.Numerics;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>The step for x as a prox: K the identity, or <c>K*K = νI</c>, where <c>ρ/2 ‖Kx − v‖²</c> is <c>ρν/2 ‖x − K*v/ν‖²</c> and a constant.</summary>
internal sealed class ProximalAdmmStep<T>(IProximable<T> proximable, ILinearOperator<T>? op, T constant, int length) : IAdmmStep<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _center = new T[length];

    public IProximable<T>? Proximable => proximable;

    public T? StrongConvexity { get; } = StrongConvexityOf.Function(proximable);

    public T Solve(ReadOnlySpan<T> target, T penalty, Tensor<T> x)
    {
        if (op is null)
            return proximable.Prox(target, T.One / penalty, x.AsSpan());
        op.ApplyAdjoint(target, _center);
        Vectors.Scale(_center.AsSpan(), T.One / constant);
        return proximable.Prox(_center, T.One / (penalty * constant), x.AsSpan());
    }

    public T Value(Tensor<T> x) => proximable.Value(x.AsSpan());

    public void CorrectResidual(Tensor<T> x, ReadOnlySpan<T> adjoint, Span<T> residual)
    {
        // A prox is exact.
    }
}
