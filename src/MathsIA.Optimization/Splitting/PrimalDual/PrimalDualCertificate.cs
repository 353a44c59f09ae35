using System.Numerics;
using System.Numerics.Tensors;

namespace MathsIA.Optimization;

/// <summary>What a primal and a dual point prove of <c>f + g + h∘K</c>: a duality gap, and for indicators that no x of the set of g is carried into that of h.</summary>
/// <remarks>With <c>v = −K*u − ∇f(x)</c> the gap is <c>g(x) + h(Kx) + ⟨∇f(x), x⟩ + g*(v) + h*(u)</c>, for the gradient attains <c>f*(∇f(x)) = ⟨∇f(x), x⟩ − f(x)</c>. Support
/// functions with <c>σ_g(−K*u) + σ_h(u) &lt; 0</c> prove that the sets do not meet, see <see cref="Separation{T}"/>; the dual point of a primal-dual iteration on such sets
/// grows along such a u (G. Banjac et al., J. Optim. Theory Appl. 183, 2019). The proof is tried at the measurements 8, 16, 32, ...</remarks>
internal sealed class PrimalDualCertificate<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int FirstMeasurement = 8;

    private readonly IConjugable<T>? _conjugable;
    private readonly T? _strongConvexity;
    private readonly bool _areIndicators;
    private readonly bool _isConvex;
    private readonly T[] _slope;
    private int _measurements;

    /// <summary>Makes the certificate.</summary>
    /// <param name="proximable">The function g; null where no more is known of it than its strong convexity.</param>
    /// <param name="outer">The function h.</param>
    /// <param name="smooth">The function f; null for none. Where it does not say that it is convex there is no gap.</param>
    /// <param name="strongConvexity">The strong convexity of f + g, where it is known.</param>
    /// <param name="length">The length of x.</param>
    public PrimalDualCertificate(IProximable<T>? proximable, IProximable<T> outer, ISmoothFunction<T>? smooth, T? strongConvexity, int length)
    {
        (_conjugable, _strongConvexity) = (proximable is null ? null : ConjugateOf.Function(proximable), strongConvexity);
        _areIndicators = _conjugable is not null && proximable!.Traits.HasFlag(FunctionTraits.Indicator) && outer.Traits.HasFlag(FunctionTraits.Indicator);
        _isConvex = smooth is null || smooth.StrongConvexity is not null;
        _slope = new T[length];
    }

    /// <summary>Whether the gap holds at every point, and not only at the x that p belongs to.</summary>
    public bool HoldsEverywhere => _conjugable is not null;

    /// <summary>The gap; null where there is no certificate.</summary>
    /// <param name="proximableValue">g(x).</param>
    /// <param name="outerValue">h(Kx).</param>
    /// <param name="conjugateValue">h*(u).</param>
    /// <param name="inner">⟨Kx, u⟩.</param>
    /// <param name="adjoint">K*u.</param>
    /// <param name="primalResidual">The norm of a p in <c>∂(f + g)(x) + K*u</c>.</param>
    /// <param name="x">The point; not asked for without f.</param>
    /// <param name="gradient">The gradient of f there; empty without f.</param>
    public T? Gap(T proximableValue, T outerValue, T conjugateValue, T inner, ReadOnlySpan<T> adjoint, T primalResidual, ReadOnlySpan<T> x = default, ReadOnlySpan<T> gradient = default)
    {
        if (!_isConvex)
            return null;
        T? gap = null;
        if (_conjugable is not null)
        {
            TensorPrimitives.Negate(adjoint, _slope);
            T smooth = T.Zero;
            if (!gradient.IsEmpty)
            {
                Vectors.Subtract(_slope, gradient, _slope);
                smooth = Vectors.Dot(gradient, x);
            }

            gap = T.Max(T.Zero, proximableValue + outerValue + smooth + conjugateValue + _conjugable.ConjugateValue(_slope));
            if (gradient.IsEmpty || T.IsFinite(gap.Value))
                return gap;
        }

        // (f + g)* has a 1/μ-Lipschitz gradient, x is its gradient at p − K*u, so at −K*u it lies below its quadratic model there.
        return _strongConvexity is { } mu
            ? T.Max(T.Zero, outerValue + conjugateValue - inner) + (primalResidual * primalResidual / (mu + mu))
            : gap;
    }

    /// <summary>Whether the dual point proves that the sets do not meet.</summary>
    /// <param name="conjugateValue">h*(u).</param>
    /// <param name="dual">u.</param>
    /// <param name="adjoint">K*u.</param>
    /// <param name="x">The point x, by whose size rounding is judged.</param>
    /// <param name="product">Kx.</param>
    public bool ProvesInfeasibility(T conjugateValue, ReadOnlySpan<T> dual, ReadOnlySpan<T> adjoint, ReadOnlySpan<T> x, ReadOnlySpan<T> product)
    {
        _measurements++;
        if (!_areIndicators || _measurements < FirstMeasurement || !BitOperations.IsPow2(_measurements))
            return false;
        TensorPrimitives.Negate(adjoint, _slope);
        T support = _conjugable!.ConjugateValue(_slope);
        T scale = T.Abs(conjugateValue) + T.Abs(support) + (Vectors.Norm(adjoint) * Vectors.Norm(x)) + (Vectors.Norm(dual) * Vectors.Norm(product));
        return conjugateValue + support < -T.Sqrt(Vectors.Epsilon<T>()) * scale;
    }
}
