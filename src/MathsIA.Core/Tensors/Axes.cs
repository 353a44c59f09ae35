using System.Runtime.CompilerServices;

namespace MathsIA;

/// <summary>The axes that an operation works over: one, several, or all of them.</summary>
/// <remarks>Converts from <see cref="int"/> and from collection expressions, so that <c>x.Sum(-1)</c>, <c>x.Sum([0, 2])</c> and
/// <c>x.Sum(Axes.All)</c> are the same method. Negative numbers count from the end. The empty collection names no axis.</remarks>
[CollectionBuilder(typeof(Axes), nameof(Create))]
public readonly struct Axes : IEquatable<Axes>
{
    private readonly int[]? _axes;

    private Axes(int[] axes) => _axes = axes;

    /// <summary>Every axis of whatever shape it is applied to; also the default value.</summary>
    public static Axes All => default;

    /// <summary>Whether this stands for every axis.</summary>
    public bool IsAll => _axes is null;

    /// <summary>Axes from their numbers; the target of collection expressions such as <c>[0, 2]</c>.</summary>
    /// <param name="axes">The numbers; negative counts from the end.</param>
    /// <returns>The axes.</returns>
    public static Axes Create(params ReadOnlySpan<int> axes) => new(axes.ToArray());

    /// <summary>One axis.</summary>
    /// <param name="axis">Its number; negative counts from the end.</param>
    public static implicit operator Axes(int axis) => new([axis]);

    /// <summary>Several axes.</summary>
    /// <param name="axes">Their numbers; negative counts from the end. Null stands for all.</param>
    public static implicit operator Axes(int[]? axes) => axes is null ? All : Create(axes);

    /// <summary>The numbers, one at a time; nothing for <see cref="All"/>, which has numbers only once a shape is known.</summary>
    /// <returns>The enumerator.</returns>
    public ReadOnlySpan<int>.Enumerator GetEnumerator() => new ReadOnlySpan<int>(_axes).GetEnumerator();

    /// <summary>Marks the axes of one shape that are meant.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice.</exception>
    internal bool[] Mark(Shape shape, string operation, string paramName)
    {
        var marks = new bool[shape.Rank];
        if (_axes is null)
        {
            Array.Fill(marks, true);
            return marks;
        }

        foreach (int axis in _axes)
        {
            int resolved = shape.Axis(axis, paramName);
            if (marks[resolved])
                throw new ArgumentException($"{operation}: axis {resolved} of the shape {shape} is named twice in {this}.", paramName);
            marks[resolved] = true;
        }

        return marks;
    }

    /// <summary>The numbers between brackets, such as <c>[0, 2]</c>, or <c>all</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _axes is null ? "all" : $"[{string.Join(", ", _axes)}]";

    /// <inheritdoc/>
    public bool Equals(Axes other) => IsAll == other.IsAll && _axes.AsSpan().SequenceEqual(other._axes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Axes other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (int axis in this)
            hash.Add(axis);
        return hash.ToHashCode();
    }

    /// <summary>Whether two name the same numbers in the same order.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>True when equal.</returns>
    public static bool operator ==(Axes left, Axes right) => left.Equals(right);

    /// <summary>Whether two differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>True when different.</returns>
    public static bool operator !=(Axes left, Axes right) => !left.Equals(right);
}
