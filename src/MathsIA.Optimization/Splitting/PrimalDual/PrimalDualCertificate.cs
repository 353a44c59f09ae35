using System.Numerics;
using System.Numerics.Tensors;

namespace MathsIA.Optimization;

/// <summary>The duality gap of <c>f + g + h∘K</c> at a primal and a dual point.</summary>
internal sealed class PrimalDualCertificate<T>(IProximable<T> proximable, bool isWithoutSmooth, T? strongConvexity, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IConjugable<T>? _conjugable = isWithoutSmooth ? ConjugateOf.Function(proximable) : null;
    private readonly T[] _negated = new T[length];

    /// <summary>Whether the gap holds at every point, and not only at the x that p belongs to.</summary>
    public bool HoldsEverywhere => _conjugable is not null;

    /// <summary>The gap; null where there is no certificate.</summary>
    /// <param name="proximableValue">g(x).</param>
    /// <param name="outerValue">h(Kx).</param>
    /// <param name="conjugateValue">h*(u).</param>
    /// <param name="inner">⟨Kx, u⟩.</param>
    /// <param name="adjoint">K*u.</param>
    /// <param name="primalResidual">The norm of a p in <c>∂(f + g)(x) + K*u</c>.</param>
    public T? Gap(T proximableValue, T outerValue, T conjugateValue, T inner, ReadOnlySpan<T> adjoint, T primalResidual)
    {
        if (_conjugable is not null)
        {
            TensorPrimitives.Negate(adjoint, _negated);
            return T.Max(T.Zero, proximableValue + outerValue + conjugateValue + _conjugable.ConjugateValue(_negated));
        }

        // (f + g)* has a 1/μ-Lipschitz gradient, x is its gradient at p − K*u, so at −K*u it lies below its quadratic model there.
        return strongConvexity is { } mu
            ? T.Max(T.Zero, outerValue + conjugateValue - inner) + (primalResidual * primalResidual / (mu + mu))
            : null;
    }
}
