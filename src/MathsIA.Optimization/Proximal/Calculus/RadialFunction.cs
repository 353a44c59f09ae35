using System.Numerics;
using System.Numerics.Tensors;

namespace MathsIA.Optimization;

/// <summary>A function of the Euclidean norm, <c>g(x) = φ(‖x‖₂)</c>, with a convex and even φ of one number.</summary>
/// <remarks>Prox: along x, <c>prox_{γφ}(‖x‖) x/‖x‖</c>. Conjugate: <c>φ*(‖u‖₂)</c>. So powers, Huber functions and barriers of the norm.
/// Source: P. Combettes, J.-C. Pesquet, SIAM J. Optim. 18(4), 2007.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class RadialFunction<T> : IConjugable<T>, IMayBeConjugable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IProximable<T> _function;

    /// <summary>Makes the function.</summary>
    /// <param name="function">The function φ, given as a symmetric function of vectors and used at one number.</param>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    /// <exception cref="ArgumentException">The function is not known to be convex and even.</exception>
    public RadialFunction(IProximable<T> function)
    {
        _function = Part.Convex<IProximable<T>, T>(function, nameof(RadialFunction<>));
        if (!function.Traits.Has(FunctionTraits.SymmetricGauge))
            throw new ArgumentException($"RadialFunction: {ProximalGuard.Name(function)} is not known to be even.", nameof(function));
    }

    /// <inheritdoc/>
    public FunctionTraits Traits => _function.Traits & ~(FunctionTraits.Separable | FunctionTraits.Quadratic);

    bool IMayBeConjugable.IsConjugateKnown => _function.AsConjugable() is not null;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x)
    {
        T norm = Vectors.Norm(x);
        return _function.Value(new ReadOnlySpan<T>(in norm));
    }

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, step, destination, null);
        T norm = Vectors.Norm(x), length = norm;
        T value = _function.Prox(new ReadOnlySpan<T>(in norm), step, new Span<T>(ref length));
        if (norm == T.Zero)
            x.CopyTo(destination);
        else
            TensorPrimitives.Multiply(x, length / norm, destination);
        return _function.Traits.Has(FunctionTraits.Indicator) ? value : Value(destination);
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The conjugate of φ is not known.</exception>
    public T ConjugateValue(ReadOnlySpan<T> u)
    {
        T norm = Vectors.Norm(u);
        return Part.Conjugate(_function, new ReadOnlySpan<T>(in norm), this);
    }
}
