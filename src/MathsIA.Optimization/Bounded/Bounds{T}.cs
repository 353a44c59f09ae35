using System.Numerics;
using System.Numerics.Tensors;

namespace MathsIA.Optimization;

/// <summary>A box: a lower and an upper bound for each coordinate, −∞ and +∞ where there is none.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class Bounds<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _lower;
    private readonly T[] _upper;

    /// <summary>Creates a box.</summary>
    /// <param name="lower">The lower bounds; −∞ for none. They are copied.</param>
    /// <param name="upper">The upper bounds, of the same shape, each at least the lower one; +∞ for none. They are copied.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A bound is NaN, a lower one is above its upper one or +∞, or an upper one is −∞: the box is empty.</exception>
    public Bounds(Tensor<T> lower, Tensor<T> upper)
    {
        ArgumentNullException.ThrowIfNull(lower);
        Guard.Shape(upper, lower.Shape, nameof(Bounds<>));
        Shape = lower.Shape;
        _lower = lower.ToArray();
        _upper = upper.ToArray();
        for (int i = 0; i < _lower.Length; i++)
        {
            if (T.IsNaN(_upper[i]))
                throw new ArgumentOutOfRangeException(nameof(upper), _upper[i], $"{nameof(Bounds<>)}: the upper bound of element {i} is not a number.");
            if (!(_lower[i] <= _upper[i]) || T.IsPositiveInfinity(_lower[i]) || T.IsNegativeInfinity(_upper[i]))
                throw new ArgumentOutOfRangeException(nameof(lower), _lower[i], $"{nameof(Bounds<>)}: no number lies between the bounds {_lower[i]} and {_upper[i]} of element {i}.");
        }
    }

    /// <summary>The shape of the points.</summary>
    public Shape Shape { get; }

    /// <summary>The lower bounds, in row-major order.</summary>
    public ReadOnlySpan<T> Lower => _lower;

    /// <summary>The upper bounds, in row-major order.</summary>
    public ReadOnlySpan<T> Upper => _upper;

    /// <summary>Moves a point to the nearest one in the box, in place.</summary>
    /// <param name="point">The point's elements.</param>
    /// <exception cref="ShapeMismatchException">There are not as many elements as bounds.</exception>
    public void Project(Span<T> point)
    {
        if (point.Length != _lower.Length)
            throw new ShapeMismatchException(nameof(Project), $"the point has {point.Length} elements, the box {Shape} has {_lower.Length}.", nameof(point));
        TensorPrimitives.Max(point, _lower, point);
        TensorPrimitives.Min(point, _upper, point);
    }

    /// <summary><c>P(x − τ g) − x</c>: with τ = 1 it is 0 exactly where no feasible direction descends.</summary>
    /// <remarks>As <c>clamp(−τ g, l − x, u − x)</c>, which keeps the digits of a gradient much smaller than the point.</remarks>
    internal void ProjectedStep(ReadOnlySpan<T> x, T step, ReadOnlySpan<T> gradient, Span<T> destination)
    {
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Max(_lower[i] - x[i], T.Min(_upper[i] - x[i], -step * gradient[i]));
    }
}
