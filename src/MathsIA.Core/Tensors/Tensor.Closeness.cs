using System.Numerics;

namespace MathsIA;

public static partial class Tensor
{
    /// <summary>Whether two tensors have the same shape and exactly equal elements.</summary>
    /// <remarks>Elements are compared by <see cref="IEquatable{T}"/>: NaN equals NaN, and -0 equals 0. Tensors of different
    /// shapes are not equal, even where they would broadcast.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">One tensor.</param>
    /// <param name="right">The other.</param>
    /// <returns>True when equal.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    public static bool ElementsEqual<T>(this Tensor<T> left, Tensor<T> right) where T : unmanaged, IEquatable<T>
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return left.Shape == right.Shape && left.Contiguous().AsSpan().SequenceEqual(right.Contiguous().AsSpan());
    }

    /// <summary>Whether all elements of two tensors are close: <c>|a - e| ≤ absolute + relative |e|</c>.</summary>
    /// <remarks>The tensors broadcast together. The test is not symmetric: <paramref name="expected"/> sets the scale. Infinities are
    /// close only to themselves. To see what differs, use <see cref="Compare{T}"/>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="actual">The values to judge.</param>
    /// <param name="expected">The values they should have.</param>
    /// <param name="relativeTolerance">The tolerance as a fraction of the expected value, at least 0.</param>
    /// <param name="absoluteTolerance">The tolerance near zero, at least 0.</param>
    /// <param name="equalNaN">Whether NaN is close to NaN.</param>
    /// <returns>True when all are close; also for empty tensors.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A tolerance is negative or NaN.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast together.</exception>
    public static bool AllClose<T>(this Tensor<T> actual, Tensor<T> expected, double relativeTolerance = 1e-5, double absoluteTolerance = 1e-8, bool equalNaN = false)
        where T : unmanaged, INumberBase<T> => Compare(actual, expected, relativeTolerance, absoluteTolerance, equalNaN).IsClose;

    /// <summary>Compares two tensors within tolerances, as <see cref="AllClose{T}"/>, and reports where and how much they differ.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="actual">The values to judge.</param>
    /// <param name="expected">The values they should have.</param>
    /// <param name="relativeTolerance">The tolerance as a fraction of the expected value, at least 0.</param>
    /// <param name="absoluteTolerance">The tolerance near zero, at least 0.</param>
    /// <param name="equalNaN">Whether NaN is close to NaN.</param>
    /// <returns>The report; its text is readable.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A tolerance is negative or NaN.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast together.</exception>
    public static TensorComparison Compare<T>(this Tensor<T> actual, Tensor<T> expected, double relativeTolerance = 1e-5, double absoluteTolerance = 1e-8, bool equalNaN = false)
        where T : unmanaged, INumberBase<T>
    {
        ArgumentNullException.ThrowIfNull(actual);
        ArgumentNullException.ThrowIfNull(expected);
        RequireTolerance(relativeTolerance, nameof(relativeTolerance));
        RequireTolerance(absoluteTolerance, nameof(absoluteTolerance));
        Shape shape = Shape.Broadcast(actual.Shape, expected.Shape, nameof(Compare));
        ReadOnlySpan<T> a = actual.BroadcastTo(shape).Contiguous().AsSpan(), e = expected.BroadcastTo(shape).Contiguous().AsSpan();
        int mismatches = 0, first = -1, worst = -1;
        double largestAbsolute = 0, largestRelative = 0, worstExcess = 0;
        for (int i = 0; i < a.Length; i++)
        {
            // Exact first: infinities of one sign, and integers that double cannot tell apart.
            if (a[i] == e[i] || (equalNaN && T.IsNaN(a[i]) && T.IsNaN(e[i])))
                continue;
            double wanted = double.CreateChecked(e[i]);
            double difference = Math.Abs(double.CreateChecked(a[i]) - wanted), scale = Math.Abs(wanted);
            double excess = difference - (absoluteTolerance + relativeTolerance * scale);
            largestAbsolute = Math.Max(largestAbsolute, difference);
            largestRelative = Math.Max(largestRelative, scale == 0 ? double.PositiveInfinity : difference / scale);
            // Written so that NaN, and an infinite expected value, count as different.
            if (excess <= 0 && double.IsFinite(scale))
                continue;
            mismatches++;
            first = first < 0 ? i : first;
            if (worst < 0 || !(excess <= worstExcess))
                (worst, worstExcess) = (i, double.IsNaN(excess) ? double.PositiveInfinity : excess);
        }

        return new TensorComparison(shape, relativeTolerance, absoluteTolerance)
        {
            Mismatches = mismatches,
            LargestAbsoluteDifference = largestAbsolute,
            LargestRelativeDifference = largestRelative,
            First = Mismatch(first, a, e),
            Worst = Mismatch(worst, a, e),
        };

        TensorMismatch? Mismatch(int place, ReadOnlySpan<T> actualValues, ReadOnlySpan<T> expectedValues) =>
            place < 0 ? null : new TensorMismatch(IndexOf(shape, place), double.CreateChecked(actualValues[place]), double.CreateChecked(expectedValues[place]));
    }

    private static void RequireTolerance(double tolerance, string paramName)
    {
        if (!(tolerance >= 0))
            throw new ArgumentOutOfRangeException(paramName, tolerance, "Compare: a tolerance must be at least 0.");
    }

    private static int[] IndexOf(Shape shape, int place)
    {
        int[] index = new int[shape.Rank];
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
            (place, index[axis]) = Math.DivRem(place, shape.Lengths[axis]);
        return index;
    }
}
