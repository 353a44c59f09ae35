using System.Numerics;

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
        int m = new Shape(rowLengths).Length, n = new Shape(columnLengths).Length, k = new Shape(innerLengths).Length;
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
