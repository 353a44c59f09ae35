using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The indicator of the epigraph of the maximum norm, <c>maxᵢ |xᵢ| ≤ t</c> for points (x, t).</summary>
/// <remarks>Prox: <c>v + P(−v)</c> with the projection P to the dual cone, the epigraph of the l1 norm (Moreau). Conjugate: the indicator of <c>‖u‖₁ ≤ −s</c>.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class LInfinityEpigraph<T> : IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public FunctionTraits Traits => FunctionTraits.Convex | FunctionTraits.Cone;

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">There is no coordinate.</exception>
    public T Value(ReadOnlySpan<T> x)
    {
        EpigraphPoint.NotEmpty(this, x);
        return EpigraphPoint.Contains(L1Ball<T>.Largest(x[..^1]), x[^1], x.Length);
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">There is no coordinate.</exception>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        EpigraphPoint.NotEmpty(this, x);
        ProximalGuard.Prox(this, x, step, destination, null);
        using var scratch = new Workspace<T>(x.Length);
        Span<T> dual = scratch.Span;
        TensorPrimitives.Negate(x, dual);
        L1Epigraph<T>.Project(dual, dual);
        TensorPrimitives.Add(x, dual, destination);
        return T.IsNaN(destination[^1]) ? T.NaN : T.Zero;
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">There is no coordinate.</exception>
    public T ConjugateValue(ReadOnlySpan<T> u)
    {
        EpigraphPoint.NotEmpty(this, u);
        return EpigraphPoint.Contains(L1Ball<T>.Norm(u[..^1]), -u[^1], u.Length);
    }
}
