using System.Runtime.CompilerServices;

namespace MathsIA;

/// <summary>The lengths of a tensor's axes, outermost first. Immutable; equal when every length is equal.</summary>
/// <remarks>
/// The empty shape <c>[]</c> is that of a 0-dimensional tensor, which holds one element. Any length may be zero.
/// The number of elements is checked at construction: it never exceeds <see cref="Array.MaxLength"/>. A shape is written as a
/// collection, <c>Shape s = [2, 3]</c>, and walked as one; it has no <c>Length</c> or <c>Count</c>, which could mean its axes or its
/// elements: see <see cref="Rank"/> and <see cref="ElementCount"/>.
/// </remarks>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public readonly struct Shape : IEquatable<Shape>
{
    /// <summary>The most axes a shape can have.</summary>
    /// <remarks>Far above any use, and small enough that work on axes may stay on the stack whatever a file or a caller asks for.</remarks>
    public const int MaxRank = 64;

    private readonly int[]? _lengths;
    private readonly int _length;

    /// <summary>Creates a shape from its lengths.</summary>
    /// <param name="lengths">Axis lengths, each at least zero, outermost first.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative, the product exceeds
    /// <see cref="Array.MaxLength"/>, or there are more than <see cref="MaxRank"/> lengths.</exception>
    public Shape(params ReadOnlySpan<int> lengths)
    {
        _length = CheckedLength(lengths, nameof(lengths));
        _lengths = lengths.IsEmpty ? null : lengths.ToArray();
    }

    /// <summary>Creates a shape from its lengths: the target of collection expressions.</summary>
    /// <param name="lengths">Axis lengths, each at least zero, outermost first.</param>
    /// <returns>The shape.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative, the product exceeds
    /// <see cref="Array.MaxLength"/>, or there are more than <see cref="MaxRank"/> lengths.</exception>
    public static Shape Create(ReadOnlySpan<int> lengths) => new(lengths);

    /// <summary>The number of axes.</summary>
    public int Rank => _lengths?.Length ?? 0;

    /// <summary>The number of elements: the product of the lengths; 1 for the empty shape.</summary>
    public int ElementCount => _lengths is null ? 1 : _length;

    /// <summary>The lengths, outermost first.</summary>
    public ReadOnlySpan<int> Lengths => _lengths;

    /// <summary>The length of one axis.</summary>
    /// <param name="axis">The axis, from 0 to <see cref="Rank"/> - 1; negative counts from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public int this[int axis] => Lengths[Axis(axis, nameof(axis))];

    /// <summary>Resolves an axis number that may count from the end.</summary>
    /// <param name="axis">From -<see cref="Rank"/> to <see cref="Rank"/> - 1.</param>
    /// <param name="paramName">The argument to name in the exception.</param>
    /// <returns>The axis, from 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public int Axis(int axis, string paramName = "axis")
    {
        int resolved = axis < 0 ? axis + Rank : axis;
        return (uint)resolved < (uint)Rank
            ? resolved
            : throw new ArgumentOutOfRangeException(paramName, axis, $"The shape {ToString()} has {Rank} axes.");
    }

    /// <summary>The shape that two shapes broadcast to: aligned at the last axis, a length of 1 stretches to the other's.</summary>
    /// <param name="left">One shape.</param>
    /// <param name="right">The other.</param>
    /// <param name="operation">The operation to name in the exception.</param>
    /// <returns>The common shape.</returns>
    /// <exception cref="ShapeMismatchException">Two aligned lengths differ and neither is 1.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Shape Broadcast(Shape left, Shape right, string operation = "Broadcast")
    {
        if (left == right)
            return left;
        int rank = Math.Max(left.Rank, right.Rank);
        var lengths = new int[rank];
        for (int i = 1; i <= rank; i++)
        {
            int l = i <= left.Rank ? left.Lengths[^i] : 1;
            int r = i <= right.Rank ? right.Lengths[^i] : 1;
            if (l != r && l != 1 && r != 1)
                throw new ShapeMismatchException(operation, $"left {left}, right {right}: lengths {l} and {r} of axis -{i} differ and neither is 1.", nameof(right));
            lengths[rank - i] = l == 1 ? r : l;
        }

        return new Shape(lengths);
    }

    /// <summary>The shape with one axis taken out.</summary>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <returns>A shape with one axis fewer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public Shape RemoveAt(int axis)
    {
        axis = Axis(axis);
        return new Shape([.. Lengths[..axis], .. Lengths[(axis + 1)..]]);
    }

    /// <summary>The shape with one axis put in.</summary>
    /// <param name="axis">Where, from 0 to <see cref="Rank"/>.</param>
    /// <param name="length">The length of the new axis.</param>
    /// <returns>A shape with one axis more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place, or the length is negative.</exception>
    public Shape Insert(int axis, int length)
    {
        if ((uint)axis > (uint)Rank)
            throw new ArgumentOutOfRangeException(nameof(axis), axis, $"The shape {ToString()} has {Rank} axes.");
        return new Shape([.. Lengths[..axis], length, .. Lengths[axis..]]);
    }

    /// <summary>The shape with one length replaced.</summary>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="length">Its new length.</param>
    /// <returns>A shape of the same rank.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or the length is negative.</exception>
    public Shape With(int axis, int length)
    {
        int[] lengths = ToArray();
        lengths[Axis(axis)] = length;
        return new Shape(lengths);
    }

    /// <summary>Walks the lengths, outermost first.</summary>
    /// <returns>The enumerator.</returns>
    public ReadOnlySpan<int>.Enumerator GetEnumerator() => Lengths.GetEnumerator();

    /// <summary>The lengths as a new array.</summary>
    /// <returns>A copy.</returns>
    public int[] ToArray() => Lengths.ToArray();

    /// <summary>The strides, in elements, of a contiguous row-major tensor of this shape.</summary>
    /// <returns>One stride an axis.</returns>
    public int[] ContiguousStrides()
    {
        var strides = new int[Rank];
        int stride = 1;
        for (int i = Rank - 1; i >= 0; i--)
        {
            strides[i] = stride;
            // A zero length empties the tensor: no stride is ever used, and the product must not overflow meanwhile.
            if (ElementCount != 0)
                stride *= Lengths[i];
        }

        return strides;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Equals(Shape other) => Lengths.SequenceEqual(other.Lengths);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (int length in Lengths)
            hash.Add(length);
        return hash.ToHashCode();
    }

    /// <summary>The lengths between brackets, such as <c>[2, 3]</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"[{string.Join(", ", _lengths ?? [])}]";

    /// <summary>Whether two shapes have the same lengths.</summary>
    /// <param name="left">One shape.</param>
    /// <param name="right">The other.</param>
    /// <returns>True when equal.</returns>
    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    /// <summary>Whether two shapes differ.</summary>
    /// <param name="left">One shape.</param>
    /// <param name="right">The other.</param>
    /// <returns>True when different.</returns>
    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);

    /// <summary>The lengths as a span, so that a shape can be passed where lengths are asked for.</summary>
    /// <param name="shape">The shape.</param>
    public static implicit operator ReadOnlySpan<int>(Shape shape) => shape.Lengths;

    /// <summary>A shape from an array of lengths.</summary>
    /// <param name="lengths">The lengths; copied.</param>
    public static implicit operator Shape(int[] lengths) => new(lengths);

    internal static int CheckedLength(ReadOnlySpan<int> lengths, string paramName)
    {
        if (lengths.Length > MaxRank)
            throw new ArgumentOutOfRangeException(paramName, lengths.Length, $"A shape has at most {MaxRank} axes, not {lengths.Length}.");
        long product = 1;
        bool empty = false;
        for (int i = 0; i < lengths.Length; i++)
        {
            if (lengths[i] < 0)
                throw new ArgumentOutOfRangeException(paramName, lengths[i], $"Axis {i} of [{string.Join(", ", lengths.ToArray())}] has a negative length.");
            if (lengths[i] == 0)
                empty = true;
            else if (product <= Array.MaxLength)
                product *= lengths[i];
        }

        // Also with a zero length elsewhere: a view may drop that axis, and the strides must stay representable.
        if (product > Array.MaxLength)
            throw new ArgumentOutOfRangeException(paramName, $"The shape [{string.Join(", ", lengths.ToArray())}] holds more than {Array.MaxLength} elements.");
        return empty ? 0 : (int)product;
    }
}
