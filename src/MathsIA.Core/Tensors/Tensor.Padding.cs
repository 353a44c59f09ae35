namespace MathsIA;

public static partial class Tensor
{
    /// <summary>The tensor with entries put before and after it along each axis.</summary>
    /// <remarks>All modes but <see cref="PadMode.Constant"/> go on by their own rule when more entries are asked for than the axis
    /// has: a mirror is mirrored again.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor to pad.</param>
    /// <param name="widths">How many entries before and after, for the last axes, in order; axes without a pair are not padded.</param>
    /// <param name="mode">What to put there.</param>
    /// <param name="value">The value for <see cref="PadMode.Constant"/>.</param>
    /// <returns>A new tensor.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A width is negative, there is no such mode, or the result would be too large.</exception>
    /// <exception cref="ShapeMismatchException">There are more pairs than axes, or a mode other than constant meets an empty axis.</exception>
    public static Tensor<T> Pad<T>(this Tensor<T> x, ReadOnlySpan<(int Before, int After)> widths, PadMode mode = PadMode.Constant, T value = default) where T : unmanaged
    {
        Shape shape = PaddedShape(x, widths, mode);
        return PadInto(x, widths, mode, value, Uninitialized<T>(shape));
    }

    /// <inheritdoc cref="Pad{T}(Tensor{T}, ReadOnlySpan{ValueTuple{int, int}}, PadMode, T)"/>
    /// <param name="x">The tensor to pad.</param>
    /// <param name="widths">How many entries before and after, for the last axes, in order.</param>
    /// <param name="mode">What to put there.</param>
    /// <param name="value">The value for <see cref="PadMode.Constant"/>.</param>
    /// <param name="destination">Where to write; of exactly the result's shape, apart from the operand.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ArgumentException">The destination overlaps the operand.</exception>
    public static Tensor<T> Pad<T>(this Tensor<T> x, ReadOnlySpan<(int Before, int After)> widths, PadMode mode, T value, Tensor<T> destination) where T : unmanaged
    {
        Shape shape = PaddedShape(x, widths, mode);
        Destination.RequireApart(nameof(Pad), destination, shape, x);
        return PadInto(x, widths, mode, value, destination);
    }

    private static Shape PaddedShape<T>(Tensor<T> x, ReadOnlySpan<(int Before, int After)> widths, PadMode mode) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        if (mode is < PadMode.Constant or > PadMode.Circular)
            throw new ArgumentOutOfRangeException(nameof(mode), mode, "Pad: no such mode.");
        if (widths.Length > x.Rank)
            throw new ShapeMismatchException(nameof(Pad), $"{widths.Length} pairs of widths for the shape {x.Shape}.", nameof(widths));
        int[] lengths = x.Shape.ToArray();
        for (int i = 0; i < widths.Length; i++)
        {
            int axis = x.Rank - widths.Length + i;
            (int before, int after) = widths[i];
            if (before < 0 || after < 0)
                throw new ArgumentOutOfRangeException(nameof(widths), widths[i], $"Pad: a width for axis {axis} is negative; to crop, slice.");
            if (mode != PadMode.Constant && lengths[axis] == 0 && (before | after) != 0)
                throw new ShapeMismatchException(nameof(Pad), $"axis {axis} of shape {x.Shape} has no entry to fill the border from.", nameof(x));
            lengths[axis] = (int)Math.Min(int.MaxValue, (long)lengths[axis] + before + after);
        }

        return new Shape(lengths);
    }

    private static Tensor<T> PadInto<T>(Tensor<T> x, ReadOnlySpan<(int Before, int After)> widths, PadMode mode, T value, Tensor<T> destination) where T : unmanaged
    {
        Tensor<T> inside = destination;
        int lead = x.Rank - widths.Length;
        for (int i = 0; i < widths.Length; i++)
            inside = inside.Narrow(lead + i, widths[i].Before, x.Shape.Lengths[lead + i]);
        if (mode == PadMode.Constant)
            destination.Fill(value);
        x.CopyTo(inside);
        if (mode == PadMode.Constant || destination.IsEmpty)
            return destination;

        // Axis by axis: along the axes already done the slab is whole, along the others it is the inside.
        for (int i = 0; i < widths.Length; i++)
        {
            int axis = lead + i, before = widths[i].Before, length = x.Shape.Lengths[axis];
            Tensor<T> slab = destination;
            for (int j = i + 1; j < widths.Length; j++)
                slab = slab.Narrow(lead + j, widths[j].Before, x.Shape.Lengths[lead + j]);
            for (int entry = 0; entry < slab.Shape.Lengths[axis]; entry++)
            {
                int from = PadSource(entry - before, length, mode);
                if (from != entry - before)
                    slab.Select(axis, before + from).CopyTo(slab.Select(axis, entry));
            }
        }

        return destination;
    }

    /// <summary>The entry of an axis that stands for a place outside it.</summary>
    private static int PadSource(int place, int length, PadMode mode)
    {
        switch (mode)
        {
            case PadMode.Replicate:
                return Math.Clamp(place, 0, length - 1);
            case PadMode.Circular:
                return Modulo(place, length);
            case PadMode.Symmetric:
                int twice = (int)Modulo(place, 2L * length);
                return twice < length ? twice : (int)(2L * length - 1 - twice);
            default:
                if (length == 1)
                    return 0;
                long period = 2L * (length - 1), folded = Modulo(place, period);
                return (int)(folded < length ? folded : period - folded);
        }
    }

    private static int Modulo(int value, int length) => (int)Modulo(value, (long)length);

    private static long Modulo(long value, long length)
    {
        long rest = value % length;
        return rest < 0 ? rest + length : rest;
    }
}
