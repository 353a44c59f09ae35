using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Execution;

namespace MathsIA.Optimization;

/// <summary>The convex conjugate as a proximable function, <c>g*(u) = sup_x ⟨u, x⟩ − g(x)</c>.</summary>
/// <remarks>Prox: by Moreau's identity, <c>u − γ prox_{g/γ}(u/γ)</c>, taken twice where it is a projection; value: the function's own <see cref="IConjugable{T}.ConjugateValue"/>.
/// Its conjugate is g again, for g is convex and closed. Source: J.-J. Moreau, Bull. Soc. Math. France 93, 1965.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class Conjugate<T> : IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IConjugable<T> _function;

    /// <summary>Conjugates a convex function.</summary>
    /// <param name="function">The function g.</param>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    /// <exception cref="ArgumentException">The function is not known to be convex, which Moreau's identity needs, or its conjugate is not known.</exception>
    public Conjugate(IConjugable<T> function)
    {
        _function = Part.Convex<IConjugable<T>, T>(function, nameof(Conjugate<>));
        if (function.AsConjugable() is null)
            throw new ArgumentException($"Conjugate: the conjugate of {ProximalGuard.Name(function)} is not known.", nameof(function));
        FunctionTraits inner = function.Traits;
        Traits = FunctionTraits.Convex | (inner & (FunctionTraits.Separable | FunctionTraits.Quadratic | FunctionTraits.SymmetricGauge))
            | (inner.Has(FunctionTraits.PositivelyHomogeneous) ? FunctionTraits.Indicator : FunctionTraits.None)
            | (inner.Has(FunctionTraits.Indicator) ? FunctionTraits.PositivelyHomogeneous : FunctionTraits.None)
            | (inner.Has(FunctionTraits.Smooth) && !inner.Has(FunctionTraits.Indicator) ? FunctionTraits.StronglyConvex : FunctionTraits.None)
            | (inner.Has(FunctionTraits.StronglyConvex) ? FunctionTraits.Smooth : FunctionTraits.None);
    }

    /// <inheritdoc/>
    public FunctionTraits Traits { get; }

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x) => _function.ConjugateValue(x);

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, step, destination, null);
        Moreau(x, step, destination);
        if (!Traits.Has(FunctionTraits.Indicator))
            return _function.ConjugateValue(destination);
        // A projection leaves where it is what it has projected: a second pass takes off the rounding of the first, which is of the size of x.
        Moreau(destination, step, destination);
        return T.Zero;
    }

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => _function.Value(u);

    /// <summary><c>x − γ prox_{g/γ}(x / γ)</c>.</summary>
    private void Moreau(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        using var scratch = new Workspace<T>(x.Length);
        Span<T> point = scratch.Span;
        TensorPrimitives.Divide(x, step, point);
        _function.Prox(point, T.One / step, point);
        TensorPrimitives.MultiplyAdd(point, -step, x, destination);
    }
}
