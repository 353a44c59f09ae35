using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A power of the Schatten norm, <c>g(X) = w Σᵢ σᵢ(X)ᵖ</c> with p &gt; 1.</summary>
/// <remarks>Prox: the one of <see cref="PowerFunction{T}"/> on the singular values. Conjugate: <c>w (p − 1) Σᵢ (σᵢ(Y)/(w p))^(p/(p − 1))</c>.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class SchattenPower<T> : IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SingularValueFunction<T> _lifted;

    /// <summary>Makes the function.</summary>
    /// <param name="exponent">The exponent p, above 1.</param>
    /// <param name="weight">The weight w, positive.</param>
    /// <param name="rows">The number of rows of X, from 1.</param>
    /// <param name="columns">The number of columns of X, from 1.</param>
    /// <param name="context">Threads; all cores when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of rows or columns is below 1, or a parameter is out of its range.</exception>
    public SchattenPower(double exponent, double weight, int rows, int columns, ComputeContext? context = null) =>
        _lifted = new(new PowerFunction<T>(exponent, weight), rows, columns, context);

    /// <inheritdoc/>
    public FunctionTraits Traits => _lifted.Traits;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x) => _lifted.Value(x);

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination) => _lifted.Prox(x, step, destination);

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => _lifted.ConjugateValue(u);
}
