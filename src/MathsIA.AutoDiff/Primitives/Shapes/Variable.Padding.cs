using System.Numerics;

namespace MathsIA.AutoDiff;

public static partial class Variable
{
    /// <summary>The variable with entries put before and after it along each axis.</summary>
    /// <remarks>As <see cref="Tensor.Pad{T}(Tensor{T}, ReadOnlySpan{ValueTuple{int, int}}, PadMode, T)"/>. A number that is put there has no derivative; an entry that
    /// stands in several places gathers the cotangents of all.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The variable to pad.</param>
    /// <param name="widths">How many entries before and after, for the last axes, in order; axes without a pair are not padded.</param>
    /// <param name="mode">What to put there.</param>
    /// <param name="value">The value for <see cref="PadMode.Constant"/>.</param>
    /// <returns>The padded variable.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A width is negative, there is no such mode, or the result would be too large.</exception>
    /// <exception cref="ShapeMismatchException">There are more pairs than axes, or a mode other than constant meets an empty axis.</exception>
    public static Variable<T> Pad<T>(this Variable<T> x, ReadOnlySpan<(int Before, int After)> widths, PadMode mode = PadMode.Constant, T value = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Shape shape = x.Shape;
        if (widths.Length > shape.Rank)
            throw new ShapeMismatchException(nameof(Pad), $"{widths.Length} pairs of widths for the shape {shape}.", nameof(widths));
        int lead = shape.Rank - widths.Length;
        var sources = new Tensor<int>[widths.Length];
        for (int i = 0; i < widths.Length; i++)
        {
            // The numbers of the entries, padded in the same way, say which entry stands where; all are checked before anything is computed.
            if (mode != PadMode.Constant && shape.Lengths[lead + i] == 0 && widths[i] != (0, 0))
                throw new ShapeMismatchException(nameof(Pad), $"axis {lead + i} of shape {shape} has no entry to fill the border from.", nameof(x));
            sources[i] = Tensor.Arange<int>(shape.Lengths[lead + i]).Pad([widths[i]], mode, -1);
        }

        for (int i = 0; i < widths.Length; i++)
        {
            if (widths[i] == (0, 0))
                continue;
            int axis = lead + i;
            x = mode == PadMode.Constant
                ? Concatenate(axis, Block(x.Shape, axis, widths[i].Before, value), x, Block(x.Shape, axis, widths[i].After, value))
                : x.Take(sources[i], axis);
        }

        return x;
    }

    private static Variable<T> Block<T>(Shape shape, int axis, int length, T value) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Tensor.Scalar(value).BroadcastTo(shape.With(axis, length).Lengths);
}
