using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Kernels;

namespace MathsIA.Operators;

/// <summary>The orthonormal Walsh-Hadamard transform, in natural (Hadamard) order: <c>y = H x / sqrt(n)</c> with
/// <c>H[i, j] = (-1)^popcount(i &amp; j)</c>. Its own inverse and adjoint; norm 1.</summary>
/// <remarks>On a tensor of several axes it is the transform along each of them, which is the same as the transform of the
/// flattened tensor. Costs <c>n log₂ n</c> additions (the fast transform).</remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class HadamardOperator<T> : LinearOperator<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Elements of one block that stays in the first-level cache while all of its levels run.</summary>
    private const int CacheBlock = 2048;

    /// <summary>Creates the transform.</summary>
    /// <param name="shape">The shape of the tensors; each length a power of two.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is not a power of two.</exception>
    public HadamardOperator(Shape shape)
        : base(shape, shape)
    {
        foreach (int length in shape.Lengths)
        {
            if (!BitOperations.IsPow2(length))
                throw new ArgumentOutOfRangeException(nameof(shape), length, $"Hadamard: every length of {shape} must be a power of two.");
        }

        IsSelfAdjoint = true;
    }

    /// <inheritdoc/>
    public override OperatorNorm<T> Norm => OperatorNorm<T>.Exactly(T.One);

    /// <inheritdoc/>
    protected override unsafe void Forward(ReadOnlySpan<T> x, Span<T> destination)
    {
        int n = x.Length;
        TensorPrimitives.Multiply(x, T.One / T.Sqrt(T.CreateChecked(n)), destination);
        fixed (T* data = destination)
        {
            int block = Math.Min(n, CacheBlock);
            for (int start = 0; start < n; start += block)
            {
                for (int half = 1; half < block; half *= 2)
                    Butterflies.Level(data + start, block, half);
            }

            for (int half = block; half < n; half *= 2)
                Butterflies.Level(data, n, half);
        }
    }

    /// <inheritdoc/>
    protected override void Backward(ReadOnlySpan<T> u, Span<T> destination) => Forward(u, destination);
}
