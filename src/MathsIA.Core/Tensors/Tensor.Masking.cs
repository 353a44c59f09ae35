namespace MathsIA;

public static partial class Tensor
{
    /// <summary>The elements where a mask is true, in row-major order.</summary>
    /// <remarks>The tensor and the mask broadcast together. A mask that is false everywhere gives an empty tensor.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor to pick from.</param>
    /// <param name="mask">True for the elements to keep.</param>
    /// <returns>A new tensor of rank 1.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast together.</exception>
    public static Tensor<T> MaskedSelect<T>(this Tensor<T> x, Tensor<bool> mask) where T : unmanaged
    {
        (ReadOnlySpan<T> values, ReadOnlySpan<bool> keep, int count) = Masked(x, mask);
        Tensor<T> result = Uninitialized<T>(count);
        Keep(values, keep, result.AsSpan());
        return result;
    }

    /// <inheritdoc cref="MaskedSelect{T}(Tensor{T}, Tensor{bool})"/>
    /// <param name="x">The tensor to pick from.</param>
    /// <param name="mask">True for the elements to keep.</param>
    /// <param name="destination">Where to write; of rank 1 and as long as the mask has true elements, apart from the operands.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ArgumentException">The destination overlaps an operand.</exception>
    public static Tensor<T> MaskedSelect<T>(this Tensor<T> x, Tensor<bool> mask, Tensor<T> destination) where T : unmanaged
    {
        (ReadOnlySpan<T> values, ReadOnlySpan<bool> keep, int count) = Masked(x, mask);
        Destination.RequireApart(nameof(MaskedSelect), destination, new Shape(count), x);
        if (mask is Tensor<T> same)
            Destination.RequireApart(nameof(MaskedSelect), destination, new Shape(count), same);
        if (destination.IsContiguous)
        {
            Keep(values, keep, destination.AsSpan());
            return destination;
        }

        Tensor<T> dense = Uninitialized<T>(count);
        Keep(values, keep, dense.AsSpan());
        dense.CopyTo(destination);
        return destination;
    }

    /// <summary>A copy of <paramref name="x"/> in which the elements where a mask is true are replaced, in row-major order, by the
    /// elements of <paramref name="source"/>: the inverse of <see cref="MaskedSelect{T}(Tensor{T}, Tensor{bool})"/>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor to start from.</param>
    /// <param name="mask">True for the elements to replace; broadcasts to the shape of <paramref name="x"/>.</param>
    /// <param name="source">The replacements; exactly as many as the mask has true elements.</param>
    /// <returns>A new tensor of the shape of <paramref name="x"/>.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ShapeMismatchException">The mask does not stretch to the shape of <paramref name="x"/>, or the replacements are too few or too many.</exception>
    public static Tensor<T> MaskedScatter<T>(this Tensor<T> x, Tensor<bool> mask, Tensor<T> source) where T : unmanaged
    {
        RequireMaskedScatter(x, mask, source);
        return MaskedScatterInto(x, mask, source, x.Clone());
    }

    /// <inheritdoc cref="MaskedScatter{T}(Tensor{T}, Tensor{bool}, Tensor{T})"/>
    /// <param name="x">The tensor to start from.</param>
    /// <param name="mask">True for the elements to replace; broadcasts to the shape of <paramref name="x"/>.</param>
    /// <param name="source">The replacements; exactly as many as the mask has true elements.</param>
    /// <param name="destination">Where to write: <paramref name="x"/> itself for in-place, or apart from every operand.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ArgumentException">The destination overlaps an operand in part.</exception>
    public static Tensor<T> MaskedScatter<T>(this Tensor<T> x, Tensor<bool> mask, Tensor<T> source, Tensor<T> destination) where T : unmanaged
    {
        RequireMaskedScatter(x, mask, source);
        Destination.Require(nameof(MaskedScatter), destination, x.Shape, x);
        Destination.RequireApart(nameof(MaskedScatter), destination, x.Shape, source);
        if (mask is Tensor<T> same)
            Destination.RequireApart(nameof(MaskedScatter), destination, x.Shape, same);
        return MaskedScatterInto(x, mask, source, destination);
    }

    /// <summary>The indices of the elements that are not zero (for a mask: that are true), one row each, in row-major order.</summary>
    /// <remarks>NaN counts as not zero, -0 as zero. <c>NonZero().Select(1, k)</c> are the indices along axis <c>k</c>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor to look into.</param>
    /// <returns>A new tensor of shape [count, rank].</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    public static Tensor<int> NonZero<T>(this Tensor<T> x) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        ReadOnlySpan<T> values = x.Contiguous().AsSpan();
        int count = 0;
        foreach (T value in values)
            count += IsZero(value) ? 0 : 1;
        Tensor<int> result = Uninitialized<int>(count, x.Rank);
        Span<int> rows = result.AsSpan();
        int at = 0;
        Span<int> index = stackalloc int[Shape.MaxRank];
        index.Clear();
        foreach (T value in values)
        {
            if (!IsZero(value))
            {
                index[..x.Rank].CopyTo(rows[at..]);
                at += x.Rank;
            }

            for (int axis = x.Rank - 1; axis >= 0 && ++index[axis] == x.Shape.Lengths[axis]; axis--)
                index[axis] = 0;
        }

        return result;
    }

    private static bool IsZero<T>(T value) where T : unmanaged => EqualityComparer<T>.Default.Equals(value, default);

    private static MaskedOperands<T> Masked<T>(Tensor<T> x, Tensor<bool> mask) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(mask);
        Shape shape = Shape.Broadcast(x.Shape, mask.Shape, nameof(MaskedSelect));
        ReadOnlySpan<bool> keep = mask.BroadcastTo(shape).Contiguous().AsSpan();
        return new MaskedOperands<T>(x.BroadcastTo(shape).Contiguous().AsSpan(), keep, keep.Count(true));
    }

    private static void Keep<T>(ReadOnlySpan<T> values, ReadOnlySpan<bool> keep, Span<T> destination) where T : unmanaged
    {
        int at = 0;
        for (int i = 0; i < keep.Length && at < destination.Length; i++)
        {
            // No branch on the mask: a random one would be mispredicted half of the time.
            destination[at] = values[i];
            at += keep[i] ? 1 : 0;
        }
    }

    private static void RequireMaskedScatter<T>(Tensor<T> x, Tensor<bool> mask, Tensor<T> source) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(mask);
        ArgumentNullException.ThrowIfNull(source);
        int count = mask.BroadcastTo(x.Shape).Contiguous().AsSpan().Count(true);
        if (source.Length != count)
            throw new ShapeMismatchException(nameof(MaskedScatter), $"the mask has {count} true elements, the source {source.Shape} holds {source.Length}.", nameof(source));
    }

    private static Tensor<T> MaskedScatterInto<T>(Tensor<T> x, Tensor<bool> mask, Tensor<T> source, Tensor<T> destination) where T : unmanaged
    {
        ReadOnlySpan<bool> replace = mask.BroadcastTo(x.Shape).Contiguous().AsSpan();
        ReadOnlySpan<T> values = source.Contiguous().AsSpan();
        T[] elements = x.ToArray();
        int at = 0;
        for (int i = 0; i < elements.Length; i++)
        {
            if (replace[i])
                elements[i] = values[at++];
        }

        From(elements, x.Shape.Lengths).CopyTo(destination);
        return destination;
    }

    private readonly ref struct MaskedOperands<T>(ReadOnlySpan<T> values, ReadOnlySpan<bool> keep, int count)
    {
        private readonly ReadOnlySpan<T> _values = values;
        private readonly ReadOnlySpan<bool> _keep = keep;

        public void Deconstruct(out ReadOnlySpan<T> values, out ReadOnlySpan<bool> keep, out int trues)
        {
            values = _values;
            keep = _keep;
            trues = count;
        }
    }
}
