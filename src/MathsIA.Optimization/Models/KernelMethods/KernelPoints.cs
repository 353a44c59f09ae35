using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>What the kernels share.</summary>
internal static class KernelPoints
{
    public static Tensor<T> Products<T>(Tensor<T> x, Tensor<T> y, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Rank(x, 2, "Kernel");
        Guard.Rank(y, 2, "Kernel");
        if (x.Shape[1] != y.Shape[1])
            throw new ShapeMismatchException("Kernel", $"the points have {x.Shape[1]} and {y.Shape[1]} coordinates.", nameof(y));
        return x.MatMul(y.Transpose(), context);
    }

    /// <summary><c>‖x_i − y_j‖²</c>, from inner products; a point has distance 0 from itself.</summary>
    public static Tensor<T> SquaredDistances<T>(Tensor<T> x, Tensor<T> y, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> d = Products(x, y, context);
        T[] left = Squares(x), right = Squares(y);
        Span<T> all = d.AsSpan();
        bool same = ReferenceEquals(x, y);
        for (int i = 0; i < left.Length; i++)
        {
            Span<T> row = all.Slice(i * right.Length, right.Length);
            for (int j = 0; j < row.Length; j++)
                row[j] = same && i == j ? T.Zero : T.Max(T.Zero, left[i] + right[j] - row[j] - row[j]);
        }

        return d;
    }

    private static T[] Squares<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] elements = x.ToArray(), squares = new T[x.Shape[0]];
        int d = x.Shape[1];
        for (int i = 0; i < squares.Length; i++)
            squares[i] = Vectors.Dot<T>(elements.AsSpan(i * d, d), elements.AsSpan(i * d, d));
        return squares;
    }
}
