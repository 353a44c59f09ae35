namespace MathsIA;

public static partial class Tensor
{
    /// <summary>The entries along an axis moved on, those that leave one end coming back at the other.</summary>
    /// <remarks>Entry <c>i</c> of the result is entry <c>i - shift</c> modulo the length.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor to roll.</param>
    /// <param name="shift">How far; negative for the other way.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <returns>A new tensor of the same shape.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static Tensor<T> Roll<T>(this Tensor<T> x, int shift, int axis) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        return Roll(x, [shift], [x.Shape.Axis(axis, nameof(axis))]);
    }

    /// <summary>The entries along several axes moved on.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor to roll.</param>
    /// <param name="shifts">How far along each of the axes; negative for the other way.</param>
    /// <param name="axes">The axes, as many as shifts; an axis may stand there twice, its shifts then add up.</param>
    /// <returns>A new tensor of the same shape.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ArgumentException">There are not as many shifts as axes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static Tensor<T> Roll<T>(this Tensor<T> x, ReadOnlySpan<int> shifts, ReadOnlySpan<int> axes) where T : unmanaged
    {
        int[] cuts = RollCuts(x, shifts, axes);
        Tensor<T> result = Uninitialized<T>(x.Shape);
        RollBlocks(x, cuts, 0, result);
        return result;
    }

    /// <inheritdoc cref="Roll{T}(Tensor{T}, ReadOnlySpan{int}, ReadOnlySpan{int})"/>
    /// <param name="x">The tensor to roll.</param>
    /// <param name="shifts">How far along each of the axes; negative for the other way.</param>
    /// <param name="axes">The axes, as many as shifts; an axis may stand there twice, its shifts then add up.</param>
    /// <param name="destination">Where to write; of the same shape, apart from the operand.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    public static Tensor<T> Roll<T>(this Tensor<T> x, ReadOnlySpan<int> shifts, ReadOnlySpan<int> axes, Tensor<T> destination) where T : unmanaged
    {
        int[] cuts = RollCuts(x, shifts, axes);
        Destination.RequireApart(nameof(Roll), destination, x.Shape, x);
        RollBlocks(x, cuts, 0, destination);
        return destination;
    }

    /// <summary>For each axis, the entry of x that comes first in the result.</summary>
    private static int[] RollCuts<T>(Tensor<T> x, ReadOnlySpan<int> shifts, ReadOnlySpan<int> axes) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        if (shifts.Length != axes.Length)
            throw new ArgumentException($"Roll: {shifts.Length} shifts for {axes.Length} axes.", nameof(shifts));
        var cuts = new int[x.Rank];
        for (int i = 0; i < axes.Length; i++)
        {
            int axis = x.Shape.Axis(axes[i], nameof(axes));
            int length = x.Shape.Lengths[axis];
            cuts[axis] = length == 0 ? 0 : (int)Modulo((long)cuts[axis] - shifts[i], length);
        }

        return cuts;
    }

    private static void RollBlocks<T>(Tensor<T> x, int[] cuts, int axis, Tensor<T> destination) where T : unmanaged
    {
        while (axis < cuts.Length && cuts[axis] == 0)
            axis++;
        if (axis == cuts.Length)
        {
            x.CopyTo(destination);
            return;
        }

        int cut = cuts[axis], rest = x.Shape.Lengths[axis] - cut;
        RollBlocks(x.Narrow(axis, cut, rest), cuts, axis + 1, destination.Narrow(axis, 0, rest));
        RollBlocks(x.Narrow(axis, 0, cut), cuts, axis + 1, destination.Narrow(axis, rest, cut));
    }
}
