using System.Buffers;
using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The function <c>g(x) = w/2 ‖x − a‖² + r(x)</c>: a squared distance to data and any convex proximable function, as in denoising with a constraint.
/// Strongly convex, with its conjugate and that one's gradient.</summary>
/// <remarks><c>prox_{γg}(x) = prox_{γ'r}((x + γwa)/(1 + γw))</c> with <c>γ' = γ/(1 + γw)</c>; <c>∇g*(v) = prox_{r/w}(a + v/w)</c>, and
/// <c>g*(v) = ⟨v, p⟩ − g(p)</c> at that point p.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class ProximityTo<T> : IStronglyConvex<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const string Operation = nameof(ProximityTo<>);
    private readonly T[] _data;
    private readonly T _weight;
    private readonly IProximable<T> _other;

    /// <summary>Creates the function.</summary>
    /// <param name="data">The point a; it is copied.</param>
    /// <param name="weight">The weight w, positive. By default 1.</param>
    /// <param name="other">The function r; null for none.</param>
    /// <exception cref="ArgumentNullException">The data are null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element of the data is not finite, or the weight is not positive and finite.</exception>
    /// <exception cref="ArgumentException">The function r is not known to be convex.</exception>
    /// <exception cref="ShapeMismatchException">The function r is not defined on the shape of the data.</exception>
    public ProximityTo(Tensor<T> data, double weight = 1, IProximable<T>? other = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        Guard.Finite(data, Operation);
        _weight = T.CreateChecked(Guard.Positive(weight, Operation));
        _other = other ?? new ZeroFunction<T>();
        SplittingGuard.Convex(_other, Operation, nameof(other));
        _data = data.ToArray();
        _other.Value(_data);
    }

    /// <inheritdoc/>
    public FunctionTraits Traits => FunctionTraits.Convex | FunctionTraits.StronglyConvex | (_other.Traits & (FunctionTraits.Separable | FunctionTraits.Smooth | FunctionTraits.Quadratic));

    /// <inheritdoc/>
    public T StrongConvexity => _weight;

    /// <summary>The function r, whose domain is that of all of it.</summary>
    internal IProximable<T> Other => _other;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x)
    {
        Check(x.Length);
        return (_weight * Distances.Square<T>(x, _data) / (T.One + T.One)) + _other.Value(x);
    }

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        Check(x.Length);
        Check(destination.Length);
        if (!(T.IsFinite(step) && step > T.Zero))
            throw new ArgumentOutOfRangeException(nameof(step), step, $"{Operation}: the step must be positive and finite.");
        T scale = T.One / (T.One + (step * _weight));
        Vectors.AddScaled(x, step * _weight, _data, destination);
        Vectors.Scale(destination, scale);
        return Finish(destination, step * scale);
    }

    /// <inheritdoc/>
    public T ConjugateGradient(ReadOnlySpan<T> v, Span<T> destination)
    {
        Check(v.Length);
        Check(destination.Length);
        Vectors.AddScaled(_data, T.One / _weight, v, destination);
        return Finish(destination, T.One / _weight);
    }

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u)
    {
        Check(u.Length);
        T[] rented = ArrayPool<T>.Shared.Rent(u.Length);
        Span<T> minimizer = rented.AsSpan(0, u.Length);
        T value = ConjugateGradient(u, minimizer);
        T conjugate = Vectors.Dot<T>(u, minimizer) - value;
        ArrayPool<T>.Shared.Return(rented);
        return conjugate;
    }

    private T Finish(Span<T> point, T step)
    {
        T other = _other.Prox(point, step, point);
        return (_weight * Distances.Square<T>(point, _data) / (T.One + T.One)) + other;
    }

    private void Check(int length)
    {
        if (length != _data.Length)
            throw new ShapeMismatchException(Operation, $"a point of {length} elements was given; the data have {_data.Length}.", "x");
    }
}
