namespace MathsIA;

/// <summary>How a tensor is written as text.</summary>
public sealed record TensorFormat
{
    /// <summary>Shape, then elements with at most 4 decimals in aligned columns; beyond 1000 elements, 3 at each end of an axis.</summary>
    public static TensorFormat Default { get; } = new();

    /// <summary>The format of one element, such as <c>"F2"</c> or <c>"X"</c>; null to choose by the elements.</summary>
    /// <remarks>Chosen by the elements, real numbers get as many decimals as the one that needs most, at most
    /// <see cref="Decimals"/>; when the largest is 10⁸ or more, or the smallest other than zero below 10⁻⁴, they are written with an exponent.</remarks>
    public string? ElementFormat { get; init; }

    /// <summary>The culture of the elements; null for the invariant one.</summary>
    public IFormatProvider? Provider { get; init; }

    /// <summary>The most decimals when <see cref="ElementFormat"/> is null. From 0 to 17.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int Decimals
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 17);
            field = value;
        }
    } = 4;

    /// <summary>The most elements that are written out whole. At least 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Threshold
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 1000;

    /// <summary>Past the threshold, how many entries are kept at each end of an axis. At least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int EdgeLength
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 3;

    /// <summary>Whether a first line gives the element type and the shape.</summary>
    public bool Header { get; init; } = true;
}
