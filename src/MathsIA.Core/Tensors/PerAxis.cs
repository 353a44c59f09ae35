using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace MathsIA;

/// <summary>A number for each spatial axis of a convolution or a pooling: one for all of them, <c>2</c>, or one each, <c>[2, 1]</c>.</summary>
/// <remarks>Spatial axes are those after the examples and the channels, outermost first. Equal when written alike.</remarks>
[CollectionBuilder(typeof(PerAxis), nameof(Create))]
public readonly struct PerAxis : IEquatable<PerAxis>
{
    private readonly int[]? _each;
    private readonly int _all;

    /// <summary>The same number for every axis.</summary>
    /// <param name="all">The number.</param>
    public PerAxis(int all) => _all = all;

    /// <summary>A number for each axis; a single one stands for all.</summary>
    /// <param name="each">The numbers, outermost axis first.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public PerAxis(ReadOnlySpan<int> each)
    {
        if (each.IsEmpty)
            throw new ArgumentException("PerAxis: no number was given.", nameof(each));
        if (each.Length == 1)
            _all = each[0];
        else
            _each = each.ToArray();
    }

    /// <summary>The numbers that were written: one if it stands for all axes.</summary>
    [UnscopedRef]
    public ReadOnlySpan<int> Values => _each is null ? new ReadOnlySpan<int>(in _all) : _each;

    /// <summary>The target of collection expressions.</summary>
    /// <param name="each">The numbers, outermost axis first; a single one stands for all.</param>
    /// <returns>The numbers.</returns>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static PerAxis Create(ReadOnlySpan<int> each) => new(each);

    /// <summary>The same number for every axis.</summary>
    /// <param name="all">The number.</param>
    public static implicit operator PerAxis(int all) => new(all);

    /// <summary>Walks the numbers that were written.</summary>
    /// <returns>The enumerator.</returns>
    [UnscopedRef]
    public ReadOnlySpan<int>.Enumerator GetEnumerator() => Values.GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(PerAxis other) => Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PerAxis other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (int value in Values)
            hash.Add(value);
        return hash.ToHashCode();
    }

    /// <summary>The number, or the numbers between brackets.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _each is null ? _all.ToString(System.Globalization.CultureInfo.InvariantCulture) : $"[{string.Join(", ", _each)}]";

    /// <summary>Whether two were written alike.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>True when equal.</returns>
    public static bool operator ==(PerAxis left, PerAxis right) => left.Equals(right);

    /// <summary>Whether two were written differently.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>True when different.</returns>
    public static bool operator !=(PerAxis left, PerAxis right) => !left.Equals(right);

    /// <summary>The number of one axis.</summary>
    internal int At(int axis) => _each is null ? _all : _each[axis];

    /// <summary>Checks that there is a number for each of some axes, none of them too small or absurdly large.</summary>
    internal void Require(string operation, int axes, int least, string paramName)
    {
        if (_each is not null && _each.Length != axes)
            throw new ArgumentException($"{operation}: {paramName} {ToString()} has {_each.Length} numbers for {axes} spatial axes.", paramName);
        foreach (int value in Values)
        {
            if (value < least || value > Most)
                throw new ArgumentOutOfRangeException(paramName, value, $"{operation}: {paramName} {ToString()} must be from {least} to {Most}.");
        }
    }

    /// <summary>Beyond any use, and small enough that no sum or product of two of these overflows.</summary>
    private const int Most = 1 << 24;
}
