using System.Numerics;

namespace MathsIA;

public static partial class Tensor
{
    /// <summary>The outer product: every element of one tensor times every element of the other.</summary>
    /// <remarks><c>y[i.., j..] = left[i..] right[j..]</c>; for two vectors, the matrix of rank one.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The tensor whose axes come first.</param>
    /// <param name="right">The tensor whose axes come last.</param>
    /// <returns>A new tensor whose shape is that of <paramref name="left"/> followed by that of <paramref name="right"/>.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The result would be too large.</exception>
    public static Tensor<T> Outer<T>(this Tensor<T> left, Tensor<T> right) where T : unmanaged, INumber<T> => TensorDot(left, right, [], []);

    /// <inheritdoc cref="Outer{T}(Tensor{T}, Tensor{T})"/>
    /// <param name="left">The tensor whose axes come first.</param>
    /// <param name="right">The tensor whose axes come last.</param>
    /// <param name="destination">Where to write; of exactly the result's shape, apart from both operands.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination overlaps an operand.</exception>
    public static Tensor<T> Outer<T>(this Tensor<T> left, Tensor<T> right, Tensor<T> destination) where T : unmanaged, INumber<T> =>
        TensorDot(left, right, [], [], destination);

    /// <summary>The product of two tensors summed over the last axes of one and the first of the other.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">One tensor.</param>
    /// <param name="right">The other.</param>
    /// <param name="axes">Over how many axes to sum; 0 for the outer product.</param>
    /// <param name="context">How to use the machine.</param>
    /// <returns>A new tensor: the first axes of <paramref name="left"/>, then the last of <paramref name="right"/>.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of axes is negative or above a rank.</exception>
    /// <exception cref="ShapeMismatchException">The lengths of a pair of axes differ.</exception>
    public static Tensor<T> TensorDot<T>(this Tensor<T> left, Tensor<T> right, int axes, ComputeContext? context = null) where T : unmanaged, INumber<T>
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (axes < 0 || axes > Math.Min(left.Rank, right.Rank))
            throw new ArgumentOutOfRangeException(nameof(axes), axes, $"TensorDot: left {left.Shape} and right {right.Shape} do not have this many axes.");
        return TensorDot(left, right, [.. Enumerable.Range(left.Rank - axes, axes)], [.. Enumerable.Range(0, axes)], context);
    }

    /// <summary>The product of two tensors summed over pairs of axes.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">One tensor.</param>
    /// <param name="right">The other.</param>
    /// <param name="leftAxes">Axes of <paramref name="left"/>, each once; negative counts from the end.</param>
    /// <param name="rightAxes">The axes of <paramref name="right"/> that they are paired with, each once.</param>
    /// <param name="context">How to use the machine.</param>
    /// <returns>A new tensor: the other axes of <paramref name="left"/>, then those of <paramref name="right"/>.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ArgumentException">The numbers of axes differ, or an axis is repeated.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ShapeMismatchException">The lengths of a pair of axes differ.</exception>
    public static Tensor<T> TensorDot<T>(this Tensor<T> left, Tensor<T> right, ReadOnlySpan<int> leftAxes, ReadOnlySpan<int> rightAxes, ComputeContext? context = null)
        where T : unmanaged, INumber<T>
    {
        Shape shape = TensorDotShape(left, right, leftAxes, rightAxes, out int[] leftLabels, out int[] rightLabels, out int[] output);
        Tensor<T> result = Uninitialized<T>(shape);
        RunTensorDot(new Labelled<T>(left, leftLabels), new Labelled<T>(right, rightLabels), new Labelled<T>(result, output), context);
        return result;
    }

    /// <inheritdoc cref="TensorDot{T}(Tensor{T}, Tensor{T}, ReadOnlySpan{int}, ReadOnlySpan{int}, ComputeContext)"/>
    /// <param name="left">One tensor.</param>
    /// <param name="right">The other.</param>
    /// <param name="leftAxes">Axes of <paramref name="left"/>, each once; negative counts from the end.</param>
    /// <param name="rightAxes">The axes of <paramref name="right"/> that they are paired with, each once.</param>
    /// <param name="destination">Where to write; of exactly the result's shape, apart from both operands.</param>
    /// <param name="context">How to use the machine.</param>
    /// <returns>The destination.</returns>
    public static Tensor<T> TensorDot<T>(this Tensor<T> left, Tensor<T> right, ReadOnlySpan<int> leftAxes, ReadOnlySpan<int> rightAxes, Tensor<T> destination, ComputeContext? context = null)
        where T : unmanaged, INumber<T>
    {
        Shape shape = TensorDotShape(left, right, leftAxes, rightAxes, out int[] leftLabels, out int[] rightLabels, out int[] output);
        Destination.RequireApart(nameof(TensorDot), destination, shape, left);
        Destination.RequireApart(nameof(TensorDot), destination, shape, right);
        RunTensorDot(new Labelled<T>(left, leftLabels), new Labelled<T>(right, rightLabels), new Labelled<T>(destination, output), context);
        return destination;
    }

    /// <summary>The Kronecker product: every element of the first tensor replaced by that element times the second tensor.</summary>
    /// <remarks><c>y[i p + k, j q + l] = left[i, j] right[k, l]</c> for a right operand of p x q. Tensors of any rank; the shorter
    /// one gets leading axes of length 1.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The outer factor.</param>
    /// <param name="right">The inner factor.</param>
    /// <returns>A new tensor whose lengths are the products of the operands'.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The result would be too large.</exception>
    public static Tensor<T> Kron<T>(this Tensor<T> left, Tensor<T> right) where T : unmanaged, INumber<T>
    {
        Shape shape = KronShape(left, right);
        return KronInto(left, right, Uninitialized<T>(shape));
    }

    /// <inheritdoc cref="Kron{T}(Tensor{T}, Tensor{T})"/>
    /// <param name="left">The outer factor.</param>
    /// <param name="right">The inner factor.</param>
    /// <param name="destination">Where to write; of exactly the result's shape, apart from both operands.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination overlaps an operand.</exception>
    public static Tensor<T> Kron<T>(this Tensor<T> left, Tensor<T> right, Tensor<T> destination) where T : unmanaged, INumber<T>
    {
        Shape shape = KronShape(left, right);
        Destination.RequireApart(nameof(Kron), destination, shape, left);
        Destination.RequireApart(nameof(Kron), destination, shape, right);
        return KronInto(left, right, destination);
    }

    private static Shape TensorDotShape<T>(Tensor<T> left, Tensor<T> right, ReadOnlySpan<int> leftAxes, ReadOnlySpan<int> rightAxes, out int[] leftLabels, out int[] rightLabels, out int[] output)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (leftAxes.Length != rightAxes.Length)
            throw new ArgumentException($"TensorDot: {leftAxes.Length} axes of left are paired with {rightAxes.Length} of right.", nameof(rightAxes));
        leftLabels = [.. Enumerable.Range(0, left.Rank)];
        rightLabels = [.. Enumerable.Range(left.Rank, right.Rank)];
        for (int i = 0; i < leftAxes.Length; i++)
        {
            int l = left.Shape.Axis(leftAxes[i], nameof(leftAxes)), r = right.Shape.Axis(rightAxes[i], nameof(rightAxes));
            if (rightLabels[r] < left.Rank || rightLabels.Contains(l))
                throw new ArgumentException($"TensorDot: an axis is repeated in [{string.Join(", ", leftAxes.ToArray())}] or [{string.Join(", ", rightAxes.ToArray())}].", nameof(rightAxes));
            if (left.Shape.Lengths[l] != right.Shape.Lengths[r])
                throw new ShapeMismatchException(nameof(TensorDot), $"left {left.Shape}, right {right.Shape}: axis {l} of left has length {left.Shape.Lengths[l]}, axis {r} of right {right.Shape.Lengths[r]}.", nameof(right));
            rightLabels[r] = l;
        }

        int[] fromLeft = leftLabels, fromRight = rightLabels;
        int[] keptLeft = [.. fromLeft.Where(label => !fromRight.Contains(label))], keptRight = [.. fromRight.Where(label => !fromLeft.Contains(label))];
        output = [.. keptLeft, .. keptRight];
        return new Shape([.. keptLeft.Select(label => left.Shape[label]), .. keptRight.Select(label => right.Shape[label - left.Rank])]);
    }

    private static Shape KronShape<T>(Tensor<T> left, Tensor<T> right) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        int rank = Math.Max(left.Rank, right.Rank);
        var lengths = new int[rank];
        for (int i = 1; i <= rank; i++)
            lengths[^i] = (int)Math.Min(int.MaxValue, (long)LengthFromEnd(left, i) * LengthFromEnd(right, i));
        return new Shape(lengths);
    }

    private static int LengthFromEnd<T>(Tensor<T> x, int i) where T : unmanaged => i <= x.Rank ? x.Shape.Lengths[^i] : 1;

    private static Tensor<T> KronInto<T>(Tensor<T> left, Tensor<T> right, Tensor<T> destination) where T : unmanaged, INumber<T>
    {
        // With each axis of the destination cut in two, the left operand varies along the outer parts, the right along the inner.
        Tensor<T> view = destination, outer = left, inner = right;
        for (int axis = 0; axis < destination.Rank; axis++)
        {
            int back = destination.Rank - axis;
            view = SplitAxis(view, 2 * axis, LengthFromEnd(left, back), LengthFromEnd(right, back));
            outer = back <= left.Rank ? outer.Unsqueeze(outer.Rank - back + 1) : outer;
            inner = back <= right.Rank ? inner.Unsqueeze(inner.Rank - back) : inner;
        }

        Multiply(outer, inner, view);
        return destination;
    }

    private static void RunTensorDot<T>(Labelled<T> left, Labelled<T> right, Labelled<T> destination, ComputeContext? context) where T : unmanaged, INumber<T> =>
        Contraction.Run(left, right, destination, Execution.Workspace.Reserve(nameof(TensorDot), Contraction.WorkspaceBytes(left, right, destination), context));
}
