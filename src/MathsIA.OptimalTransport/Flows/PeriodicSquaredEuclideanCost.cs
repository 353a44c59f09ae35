using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The squared distance on a torus: every coordinate goes round after a period, and the shorter way counts.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public readonly record struct PeriodicSquaredEuclideanCost<T> : IGroundCost<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Takes the period.</summary>
    /// <param name="period">The period of every coordinate, positive; infinite for the plain squared distance.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
    public PeriodicSquaredEuclideanCost(T period) => Period = period > T.Zero
        ? period
        : throw new ArgumentOutOfRangeException(nameof(period), period, "PeriodicSquaredEuclideanCost: the period must be positive.");

    /// <summary>The period of every coordinate. 0, as in the default value, stands for none, as infinity does.</summary>
    public T Period { get; }

    /// <inheritdoc/>
    public void Costs(ReadOnlySpan<T> source, ReadOnlySpan<T> targets, int stride, Span<T> destination)
    {
        if (Period == T.Zero || T.IsInfinity(Period))
        {
            default(SquaredEuclideanCost<T>).Costs(source, targets, stride, destination);
            return;
        }

        destination.Clear();
        T inverse = T.One / Period;
        for (int k = 0; k < source.Length; k++)
        {
            T x = source[k];
            ReadOnlySpan<T> coordinate = targets.Slice(checked(k * stride), destination.Length);
            int j = 0;
            for (; j <= destination.Length - Vector<T>.Count; j += Vector<T>.Count)
            {
                Vector<T> difference = Vector.Create(x) - Vector.Create(coordinate[j..]);
                difference -= Vector.Create(Period) * Round(difference * inverse);
                (Vector.Create<T>(destination[j..]) + (difference * difference)).CopyTo(destination[j..]);
            }

            for (; j < destination.Length; j++)
            {
                T difference = x - coordinate[j];
                difference -= Period * T.Round(difference * inverse);
                destination[j] += difference * difference;
            }
        }
    }

    private static Vector<T> Round(Vector<T> x)
    {
        if (typeof(T) == typeof(double))
            return Vector.Round(x.As<T, double>()).As<double, T>();
        if (typeof(T) == typeof(float))
            return Vector.Round(x.As<T, float>()).As<float, T>();
        throw new NotSupportedException($"PeriodicSquaredEuclideanCost: float and double are supported, {typeof(T)} is not.");
    }
}
