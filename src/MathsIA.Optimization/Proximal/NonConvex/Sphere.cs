using System.Numerics;
using System.Numerics.Tensors;

namespace MathsIA.Optimization;

/// <summary>The indicator of the Euclidean sphere, <c>‖x‖₂ = r</c>: not convex.</summary>
/// <remarks>Prox: <c>r x/‖x‖₂</c>; at the origin, where every point of the sphere is nearest, the first coordinate direction.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class Sphere<T> : IProximable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _radius;

    /// <summary>The sphere about the origin.</summary>
    /// <param name="radius">The radius r, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The radius is not positive and finite.</exception>
    public Sphere(double radius = 1) => _radius = T.CreateTruncating(Guard.Positive(radius, nameof(Sphere<>)));

    /// <inheritdoc/>
    public FunctionTraits Traits => FunctionTraits.Indicator | FunctionTraits.SymmetricGauge;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x) => Rounding<T>.Indicator(T.Abs(Vectors.Norm(x) - _radius) <= _radius * Rounding<T>.OfSum(x.Length));

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">There is no coordinate.</exception>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        if (x.IsEmpty)
            throw new ShapeMismatchException(nameof(Sphere<>), "x has no element: the sphere of no coordinates is empty.", nameof(x));
        ProximalGuard.Prox(this, x, step, destination, null);
        T norm = Vectors.Norm(x);
        if (norm == T.Zero)
        {
            destination.Clear();
            destination[0] = _radius;
            return T.Zero;
        }

        TensorPrimitives.Divide(x, norm, destination);
        TensorPrimitives.Multiply(destination, _radius, destination);
        return T.Zero;
    }
}
