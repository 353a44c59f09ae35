using System.Numerics;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.Operators;

/// <summary>The orthogonal discrete wavelet transform of one, two or three axes, periodic, over several levels.</summary>
/// <remarks>
/// <para>One level along an axis of length n: <c>a[k] = Σₜ h[t] x[(2k + t) mod n]</c> in the first half and
/// <c>d[k] = Σₜ g[t] x[(2k + t) mod n]</c> in the second, with <c>g[t] = (-1)ᵗ h[L-1-t]</c>. A level runs along every axis; the
/// next one works on the approximation, which stands in the leading corner (Mallat's layout). With L taps all polynomials of
/// degree below L/2 give zero details away from the border.</para>
/// <para>The transform is orthogonal, so the adjoint is the inverse and the norm is 1. Costs at most <c>4 L N</c> operations in
/// one dimension. Daubechies, Comm. Pure Appl. Math. 41, 1988; Mallat, A Wavelet Tour, section 7.3.</para>
/// </remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed unsafe class WaveletOperator<T> : LinearOperator<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int BlockWidth = 16;

    private readonly T[] _low;
    private readonly T[] _high;
    private readonly Shape[] _levels;

    /// <summary>Creates the transform.</summary>
    /// <param name="shape">The shape of the tensors, with one to three axes, each length divisible by <c>2^levels</c>.</param>
    /// <param name="family">The wavelet.</param>
    /// <param name="levels">The number of levels, from 1; by default as many as the lengths allow.</param>
    /// <exception cref="ShapeMismatchException">The shape has no axis or more than three.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of levels is below 1, or a length is not divisible by <c>2^levels</c>;
    /// without a number of levels, a length is odd.</exception>
    public WaveletOperator(Shape shape, WaveletFamily family, int? levels = null)
        : base(OperatorGuard.OfRank(shape, 3, "Wavelet"), shape)
    {
        int most = int.MaxValue;
        foreach (int length in shape.Lengths)
            most = Math.Min(most, length == 0 ? 0 : BitOperations.TrailingZeroCount(length));
        Levels = levels ?? Math.Max(1, most);
        ArgumentOutOfRangeException.ThrowIfLessThan(Levels, 1, nameof(levels));
        if (Levels > most)
            throw new ArgumentOutOfRangeException(nameof(levels), Levels, $"Wavelet: every length of {shape} must be divisible by 2 to the number of levels, at most {most} here.");

        double[] taps = Taps(family);
        _low = Array.ConvertAll(taps, T.CreateTruncating);
        _high = new T[taps.Length];
        for (int t = 0; t < taps.Length; t++)
            _high[t] = (t & 1) == 0 ? _low[^(t + 1)] : -_low[^(t + 1)];
        _levels = new Shape[Levels];
        for (int level = 0; level < Levels; level++)
            _levels[level] = new Shape(Array.ConvertAll(shape.ToArray(), length => length >> level));
    }

    /// <summary>The number of levels.</summary>
    public int Levels { get; }

    /// <inheritdoc/>
    public override OperatorNorm<T> Norm => OperatorNorm<T>.Exactly(T.One);

    /// <inheritdoc/>
    protected override void Forward(ReadOnlySpan<T> x, Span<T> destination)
    {
        x.CopyTo(destination);
        using var block = new Workspace<T>(x.Length);
        foreach (Shape level in _levels)
        {
            Span<T> corner = block.Span[..level.ElementCount];
            CopyCorner(destination, Domain, corner, level, level);
            for (int axis = 0; axis < level.Rank; axis++)
                RunAxis(level, axis, corner, inverse: false);
            CopyCorner(corner, level, destination, Domain, level);
        }
    }

    /// <inheritdoc/>
    protected override void Backward(ReadOnlySpan<T> u, Span<T> destination)
    {
        u.CopyTo(destination);
        using var block = new Workspace<T>(u.Length);
        for (int number = Levels - 1; number >= 0; number--)
        {
            Shape level = _levels[number];
            Span<T> corner = block.Span[..level.ElementCount];
            CopyCorner(destination, Domain, corner, level, level);
            for (int axis = 0; axis < level.Rank; axis++)
                RunAxis(level, axis, corner, inverse: true);
            CopyCorner(corner, level, destination, Domain, level);
        }
    }

    private void RunAxis(Shape shape, int axis, Span<T> data, bool inverse)
    {
        var lines = new AxisLines(shape, axis, BlockWidth);
        int block = lines.Length * lines.Width;
        using var scratch = new Workspace<T>(checked(2 * block));
        fixed (T* tensor = data, work = scratch.Span, low = _low, high = _high)
        {
            for (int b = 0; b < lines.Blocks; b++)
            {
                lines.Gather(tensor, b, work);
                if (inverse)
                    FilterBank.Synthesize(lines.Length, lines.Count(b), work, work + block, low, high, _low.Length);
                else
                    FilterBank.Analyze(lines.Length, lines.Count(b), work, work + block, low, high, _low.Length);
                lines.Scatter(work + block, b, tensor);
            }
        }
    }

    /// <summary>Copies the leading corner of one contiguous tensor to that of another, row by row.</summary>
    private static void CopyCorner(ReadOnlySpan<T> from, Shape fromShape, Span<T> to, Shape toShape, Shape corner)
    {
        int width = corner.Lengths[^1], rows = corner.ElementCount / width;
        for (int row = 0; row < rows; row++)
        {
            int rest = row, fromStart = 0, toStart = 0, fromStride = fromShape.Lengths[^1], toStride = toShape.Lengths[^1];
            for (int axis = corner.Rank - 2; axis >= 0; axis--)
            {
                (rest, int index) = Math.DivRem(rest, corner.Lengths[axis]);
                fromStart += index * fromStride;
                toStart += index * toStride;
                fromStride *= fromShape.Lengths[axis];
                toStride *= toShape.Lengths[axis];
            }

            from.Slice(fromStart, width).CopyTo(to.Slice(toStart, width));
        }
    }

    /// <summary>The scaling filter: square root of the half-band polynomial with all its roots inside the unit circle.</summary>
    private static double[] Taps(WaveletFamily family)
    {
        double root2 = Math.Sqrt(2), root3 = Math.Sqrt(3);
        return family switch
        {
            WaveletFamily.Haar => [1 / root2, 1 / root2],
            WaveletFamily.Daubechies4 => [(1 + root3) / (4 * root2), (3 + root3) / (4 * root2), (3 - root3) / (4 * root2), (1 - root3) / (4 * root2)],
            WaveletFamily.Daubechies8 =>
            [
                0.23037781330889650, 0.71484657055291565, 0.63088076792985891, -0.027983769416859854,
                -0.18703481171909308, 0.030841381835560764, 0.032883011666885200, -0.010597401785069032,
            ],
            _ => throw new ArgumentOutOfRangeException(nameof(family), family, "Wavelet: unknown family."),
        };
    }
}
