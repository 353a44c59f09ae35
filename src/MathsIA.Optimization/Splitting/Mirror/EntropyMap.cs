using System.Numerics;
using System.Numerics.Tensors;

namespace MathsIA.Optimization;

/// <summary>The entropy <c>ψ(x) = Σ xᵢ log xᵢ</c> on the simplex <c>{x ≥ 0, Σx = r}</c>: multiplicative steps
/// <c>x⁺ ∝ x ⊙ exp(−τ ∇f(x))</c>, exponentiated gradient.</summary>
/// <remarks>1/r-strongly convex in the L1 norm (Pinsker), so constants grow with log n and not with n. The largest exponent is taken off before the exponential, so
/// gradients of any size are safe; a coordinate that underflows to 0 stays there. Beck and Teboulle 2003.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class EntropyMap<T> : IMirrorMap<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _radius;

    /// <summary>Creates the geometry.</summary>
    /// <param name="radius">The sum r, positive. By default 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The radius is not positive and finite.</exception>
    public EntropyMap(double radius = 1) => _radius = T.CreateChecked(Guard.Positive(radius, nameof(EntropyMap<>)));

    /// <inheritdoc/>
    public T StrongConvexity => T.One / _radius;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">An element is not positive, or the elements do not add up to r.</exception>
    public void RequireInterior(ReadOnlySpan<T> x)
    {
        for (int i = 0; i < x.Length; i++)
        {
            if (x[i] <= T.Zero)
                throw new ArgumentException($"EntropyMap: element {i} of the start is {x[i]}; it must be positive, since a coordinate at 0 never leaves it.", nameof(x));
        }

        T sum = Vectors.Sum(x);
        if (T.Abs(sum - _radius) > T.Sqrt(Vectors.Epsilon<T>()) * _radius)
            throw new ArgumentException($"EntropyMap: the start adds up to {sum}; {_radius} is asked for.", nameof(x));
    }

    /// <inheritdoc/>
    public void Step(ReadOnlySpan<T> x, ReadOnlySpan<T> gradient, T step, Span<T> destination)
    {
        TensorPrimitives.Multiply(gradient, -step, destination);
        T largest = T.NegativeInfinity;
        for (int i = 0; i < destination.Length; i++)
        {
            if (!(destination[i] <= largest) && x[i] > T.Zero)
                largest = destination[i];
        }

        TensorPrimitives.Subtract(destination, largest, destination);
        TensorPrimitives.Exp(destination, destination);
        Vectors.Multiply(destination, x);
        Vectors.Scale(destination, _radius / Vectors.Sum<T>(destination));
    }

    /// <inheritdoc/>
    public T? Gap(ReadOnlySpan<T> x, ReadOnlySpan<T> gradient)
    {
        T smallest = T.PositiveInfinity, gap = T.Zero;
        foreach (T element in gradient)
            smallest = T.Min(smallest, element);
        for (int i = 0; i < x.Length; i++)
            gap += x[i] * (gradient[i] - smallest);
        return gap;
    }
}
