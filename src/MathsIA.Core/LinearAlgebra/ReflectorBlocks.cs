using System.Numerics;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

/// <summary>Products of stored reflections applied to the rows of a matrix, block by block.</summary>
/// <remarks>Row k of the store holds v of the k-th reflection <c>I - tau v vᵀ</c>, its leading 1 and the zeros before it included, so
/// that a block is an ordinary matrix: <c>H₀ H₁ ... = I - V T Vᵀ</c> with T upper triangular (Schreiber and Van Loan, "A
/// storage-efficient WY representation for products of Householder transformations", 1989).</remarks>
internal static unsafe class ReflectorBlocks
{
    /// <summary>Reflections multiplied together before they are applied.</summary>
    private const int BlockSize = 64;

    /// <summary>Rows that one thread takes through all blocks, while they stay in its cache.</summary>
    private const int Strip = 128;

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
        if (count <= 0 || z.Rows == 0)
            return;
        int blocks = (count + BlockSize - 1) / BlockSize;

        // With W = Tᵀ V made once, a strip of rows needs two products a block: Z -= (Z Vᵀ) W.
        using var products = new Workspace<T>((long)count * stride);
        var body = new StripBody<T>(z, v, products.Data, stride, count, shift);
        ParallelLoop.For(blocks, new BlockBody<T>(body, tau), context);
        ParallelLoop.For((z.Rows + Strip - 1) / Strip, body, context);
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
                    sum += t[i, l] * gram[j, l];
                t[i, j] = -tau[j] * sum;
            }
        }
    }

    /// <summary>Builds <c>Tᵀ V</c> of one block.</summary>
    private readonly struct BlockBody<T>(StripBody<T> blocks, T* tau) : ILoopBody where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int index)
        {
            MatrixView<T> v = blocks.Reflections(index);
            int width = v.Rows;
            using var scratch = new Workspace<T>(2L * width * width);
            var gram = new MatrixView<T>(scratch.Data, width, width);
            var t = new MatrixView<T>(scratch.Data + (width * width), width, width);
            Gemm.Run(T.One, v, v.Transpose(), T.Zero, gram, ComputeContext.SingleThread);
            BuildTriangle(gram, tau + (index * BlockSize), t);
            Gemm.Run(T.One, t.Transpose(), v, T.Zero, blocks.Products(index), ComputeContext.SingleThread);
        }
    }

    private readonly struct StripBody<T>(MatrixView<T> z, T* v, T* products, int stride, int count, int shift) : ILoopBody
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int index)
        {
            int rows = Math.Min(Strip, z.Rows - (index * Strip));
            using var scratch = new Workspace<T>((long)rows * BlockSize);
            for (int block = (count - 1) / BlockSize; block >= 0; block--)
            {
                MatrixView<T> reflections = Reflections(block);
                int first = (block * BlockSize) + shift;
                MatrixView<T> strip = z.Block(index * Strip, first, rows, z.Columns - first);
                var inner = new MatrixView<T>(scratch.Data, rows, reflections.Rows);
                Gemm.Run(T.One, strip, reflections.Transpose(), T.Zero, inner, ComputeContext.SingleThread);
                Gemm.Run(-T.One, inner, Products(block), T.One, strip, ComputeContext.SingleThread);
            }
        }

        public MatrixView<T> Reflections(int block) => Part(v, block);

        public MatrixView<T> Products(int block) => Part(products, block);

        private MatrixView<T> Part(T* rows, int block)
        {
            int k = block * BlockSize, first = k + shift;
            return new MatrixView<T>(rows + ((nint)k * stride) + first, Math.Min(BlockSize, count - k), z.Columns - first, stride, 1);
        }
    }
}
