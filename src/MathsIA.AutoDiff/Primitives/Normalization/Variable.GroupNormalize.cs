using System.Numerics;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff;

public static partial class Variable
{
    /// <summary>Group normalization: the channels of an example fall into groups, each normalized by its own mean and variance, then scaled
    /// and shifted channel by channel.</summary>
    /// <remarks>As many groups as channels is instance normalization; one group is layer normalization over all but the first axis. Wu, He,
    /// Group normalization, 2018.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The variable, [examples, channels, ...].</param>
    /// <param name="groups">The number of groups, which divides the number of channels.</param>
    /// <param name="scale">One factor a channel; none for ones.</param>
    /// <param name="shift">One term a channel; none for zeros.</param>
    /// <param name="epsilon">What is added to the variance; not negative.</param>
    /// <returns>A variable of the same shape.</returns>
    /// <exception cref="ShapeMismatchException">There are fewer than two axes, the channels do not fall into groups, or scale or shift is not
    /// a vector of one number a channel.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of groups is below 1, or epsilon is negative or not a number.</exception>
    public static Variable<T> GroupNormalize<T>(this Variable<T> x, int groups, Variable<T>? scale = null, Variable<T>? shift = null, double epsilon = 1e-5)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 1);
        Shape shape = x.Shape;
        if (shape.Rank < 2 || shape[1] % groups != 0)
            throw new ShapeMismatchException(nameof(GroupNormalize), $"{shape} has no channels (axis 1) that fall into {groups} groups.", nameof(x));
        if (scale is { } s && (s.Rank != 1 || s.Shape[0] != shape[1]))
            throw new ShapeMismatchException(nameof(GroupNormalize), $"the scale has the shape {s.Shape}, axis 1 of {shape} wants [{shape[1]}].", nameof(scale));
        if (shift is { } t && (t.Rank != 1 || t.Shape[0] != shape[1]))
            throw new ShapeMismatchException(nameof(GroupNormalize), $"the shift has the shape {t.Shape}, axis 1 of {shape} wants [{shape[1]}].", nameof(shift));
        int length = shape.ElementCount / Math.Max(1, shape[0] * groups);
        Variable<T> y = RowNormalization<T>.Of(nameof(GroupNormalize), x.Reshape(shape[0], groups, length), null, null, true, epsilon).Reshape(shape.Lengths);
        if (scale is { } factors)
            y *= Channels.Along(factors, 1, shape.Rank);
        return shift is { } terms ? y + Channels.Along(terms, 1, shape.Rank) : y;
    }
}
