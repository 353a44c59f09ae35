using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA;

/// <summary>The contraction of two labelled tensors by one batched matrix product: what <c>Einsum</c> and <c>TensorDot</c> are made of.</summary>
internal static class Contraction
{
    /// <summary>Computes <c>destination[output] = Σ left[..] right[..]</c> over the labels that both carry and the output does not.</summary>
    /// <remarks>A label that one operand alone carries must be in the output. A length of 1 stretches to the other's.</remarks>
    public static void Run<T>(Labelled<T> left, Labelled<T> right, Labelled<T> destination, ComputeContext? context) where T : unmanaged, INumber<T>
    {
        var batch = new List<int>();
        var rows = new List<int>();
        var columns = new List<int>();
        foreach (int label in destination.Labels)
        {
            bool inLeft = left.Labels.Contains(label), inRight = right.Labels.Contains(label);
            (inLeft && inRight ? batch : inLeft ? rows : columns).Add(label);
        }

        int[] inner = InnerOrder(left, right, destination.Labels);
        if (inner.Length == 0)
        {
            MathsIA.Tensor.Multiply(left.Arrange(destination.Labels), right.Arrange(destination.Labels), destination.Tensor, context);
            return;
        }

        if (rows.Count == 0 && columns.Count == 0 && batch.Count > 0)
        {
            RunDots(left, right, destination, inner, context);
            return;
        }

        int[] Lengths(IEnumerable<int> labels) => [.. labels.Select(label => JointLength(left, right, label))];
        int[] batchLengths = Lengths(batch), rowLengths = Lengths(rows), columnLengths = Lengths(columns), innerLengths = Lengths(inner);
        int m = new Shape(rowLengths).ElementCount, n = new Shape(columnLengths).ElementCount, k = new Shape(innerLengths).ElementCount;
        Tensor<T> a = left.Arrange([.. batch, .. rows, .. inner]).BroadcastTo([.. batchLengths, .. rowLengths, .. innerLengths]).Reshape([.. batchLengths, m, k]);
        Tensor<T> b = right.Arrange([.. batch, .. inner, .. columns]).BroadcastTo([.. batchLengths, .. innerLengths, .. columnLengths]).Reshape([.. batchLengths, k, n]);
        Tensor<T> c = destination.Arrange([.. batch, .. rows, .. columns]);
        var product = new Shape([.. batchLengths, m, n]);
        if (c.TryReshape(product) is { } direct)
        {
            BatchedProduct.Run(a, b, direct, context);
            return;
        }

        Tensor<T> dense = MathsIA.Tensor.Uninitialized<T>(product);
        BatchedProduct.Run(a, b, dense, context);
        dense.Reshape(c.Shape).CopyTo(c);
    }

    /// <summary>The bytes that <see cref="Run"/> takes for copies and intermediate results. The elements are not looked at.</summary>
    public static long WorkspaceBytes<T>(Labelled<T> left, Labelled<T> right, Labelled<T> destination) where T : unmanaged, INumber<T>
    {
        int[] inner = InnerOrder(left, right, destination.Labels);
        if (inner.Length == 0)
            return 0;
        int[] batch = [.. destination.Labels.Where(label => left.Labels.Contains(label) && right.Labels.Contains(label))];
        int[] rows = [.. destination.Labels.Where(label => !right.Labels.Contains(label))], columns = [.. destination.Labels.Where(label => !left.Labels.Contains(label))];
        long Count(IEnumerable<int> labels) => labels.Aggregate(1L, (count, label) => checked(count * JointLength(left, right, label)));
        long b = Count(batch), m = Count(rows), n = Count(columns), k = Count(inner), elements = 0;
        if (rows.Length == 0 && columns.Length == 0 && batch.Length > 0)
            return checked((b * k + b) * Unsafe.SizeOf<T>());
        if (!Folds(left, [batch, rows, inner]))
            elements += b * m * k;
        if (!Folds(right, [batch, inner, columns]))
            elements += b * k * n;
        if (!Folds(destination, [batch, rows, columns]))
            elements += b * m * n;
        return checked(elements * Unsafe.SizeOf<T>());

        bool Folds(Labelled<T> term, int[][] groups)
        {
            int[] labels = [.. groups.SelectMany(static group => group)];
            Tensor<T> view = term.Arrange(labels).BroadcastTo([.. labels.Select(label => JointLength(left, right, label))]);
            int[] batchLengths = [.. groups[0].Select(label => JointLength(left, right, label))];
            return view.TryReshape(new Shape([.. batchLengths, (int)Count(groups[1]), (int)Count(groups[2])])) is not null;
        }
    }

    /// <summary>The length of a label that one or both carry, a length of 1 stretching to the other's.</summary>
    public static int JointLength<T>(Labelled<T> left, Labelled<T> right, int label) where T : unmanaged
    {
        int length = left.Labels.Contains(label) ? left.LengthOf(label) : 1;
        return length == 1 && right.Labels.Contains(label) ? right.LengthOf(label) : length;
    }

    /// <summary>Many scalar products, which are no matrix product: a matrix of one row by one column for each would be all overhead.</summary>
    private static void RunDots<T>(Labelled<T> left, Labelled<T> right, Labelled<T> destination, int[] inner, ComputeContext? context) where T : unmanaged, INumber<T>
    {
        int[] labels = [.. destination.Labels, .. inner];
        Tensor<T> products = MathsIA.Tensor.Multiply(left.Arrange(labels), right.Arrange(labels), context);
        Tensor<T> sums = MathsIA.Tensor.Sum(products, Enumerable.Range(destination.Labels.Length, inner.Length).ToArray(), context: context);
        sums.CopyTo(destination.Tensor);
    }

    /// <summary>The labels summed over, from the longest stride to the shortest of the larger operand, so that this one at least
    /// folds into a matrix without a copy.</summary>
    private static int[] InnerOrder<T>(Labelled<T> left, Labelled<T> right, int[] output) where T : unmanaged
    {
        Labelled<T> larger = left.Tensor.Length >= right.Tensor.Length ? left : right;
        return [.. larger.Labels.Where(l => left.Labels.Contains(l) && right.Labels.Contains(l) && !output.Contains(l))
            .OrderByDescending(l => Math.Abs(larger.Tensor.Strides[Array.IndexOf(larger.Labels, l)]))];
    }
}
