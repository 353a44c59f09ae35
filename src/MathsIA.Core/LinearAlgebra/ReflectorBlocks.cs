using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

/// <summary>Products of stored reflections applied to the rows of a matrix, block by block.</summary>
internal static unsafe class ReflectorBlocks
{
    /// <summary><c>Z ← Z Qᵀ</c> with <c>Q = H₀ H₁ ... H₍count-1₎</c>: what turns the rows <c>sᵀ</c> into <c>(Q s)ᵀ</c>.</summary>
    /// <param name="z">The rows.</param>
    /// <param name="v">The reflections, a row each, as long as a row of z; reflection k is zero before <c>k + shift</c>.</param>
    /// <param name="stride">The distance between rows of <paramref name="v"/>.</param>
    /// <param name="tau">Their factors.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="shift">0 or 1: how far the leading element of a reflection stands from the diagonal.</param>
    /// <param name="context">The threads to use.</param>
    public static void ApplyTransposed<T>(MatrixView<T> z, T* v, int stride, T* tau, int count, int shift, ComputeContext context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int size = Reflector.BlockSize;
        if (count == 0 || z.Rows == 0)
            return;
        using var scratch = new Workspace<T>((2L * size * size) + (2L * z.Rows * size));
        int last = (count - 1) / size * size;
        for (int k = last; k >= 0; k -= size)
        {
            int width = Math.Min(size, count - k), first = k + shift;
            var block = new MatrixView<T>(v + ((nint)k * stride) + first, width, z.Columns - first, stride, 1);
            Apply(z.Block(0, first, z.Rows, z.Columns - first), block, tau + k, transposed: true, scratch.Data, context);
        }
    }

    /// <summary><c>Z ← Z Q</c>, or <c>Z Qᵀ</c>, for the one block of reflections in the rows of <paramref name="v"/>.</summary>
    /// <param name="z">The rows.</param>
    /// <param name="v">The reflections, at most <see cref="Reflector.BlockSize"/> rows as long as those of z.</param>
    /// <param name="tau">Their factors.</param>
    /// <param name="transposed">Whether Q is transposed.</param>
    /// <param name="scratch">Room for two squares of the block size and two matrices of z's rows by the block size.</param>
    /// <param name="context">The threads to use.</param>
    public static void Apply<T>(MatrixView<T> z, MatrixView<T> v, T* tau, bool transposed, T* scratch, ComputeContext context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int k = v.Rows;
        var gram = new MatrixView<T>(scratch, k, k);
        var t = new MatrixView<T>(scratch + (k * k), k, k);
        var zv = new MatrixView<T>(scratch + (2 * k * k), z.Rows, k);
        var zvt = new MatrixView<T>(zv.Data + ((nint)z.Rows * k), z.Rows, k);
        Gemm.Run(T.One, v, v.Transpose(), T.Zero, gram, context);
        BuildTriangle(gram, tau, t);
        Gemm.Run(T.One, z, v.Transpose(), T.Zero, zv, context);
        Gemm.Run(T.One, zv, transposed ? t.Transpose() : t, T.Zero, zvt, context);
        Gemm.Run(-T.One, zvt, v, T.One, z, context);
    }

    /// <summary>T from the inner products of the reflections: column j is <c>-tau T (Vᵀ v)</c> above tau.</summary>
    private static void BuildTriangle<T>(MatrixView<T> gram, T* tau, MatrixView<T> t) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int k = t.Rows;
        new Span<T>(t.Data, k * k).Clear();
        for (int j = 0; j < k; j++)
        {
            t[j, j] = tau[j];
            for (int i = 0; i < j; i++)
            {
                T sum = T.Zero;
                for (int l = i; l < j; l++)
                    sum += t[i, l] * gram[l, j];
                t[i, j] = -tau[j] * sum;
            }
        }
    }
}
