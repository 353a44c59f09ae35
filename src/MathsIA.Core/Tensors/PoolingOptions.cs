namespace MathsIA;

/// <summary>How a pooling window steps over its input. All numbers may be given once for all spatial axes, or one an axis.</summary>
public sealed record PoolingOptions
{
    /// <summary>Windows side by side, no padding, no dilation.</summary>
    public static PoolingOptions Default { get; } = new();

    /// <summary>The step from one window to the next; the length of the window if null. At least 1.</summary>
    public PerAxis? Stride { get; init; }

    /// <summary>Elements put before each axis of the input, and after it unless <see cref="PaddingAfter"/> says otherwise: never the largest of a
    /// window, and zero in an average. At least 0.</summary>
    public PerAxis Padding { get; init; }

    /// <summary>Elements put after each axis of the input; as many as before if null.</summary>
    public PerAxis? PaddingAfter { get; init; }

    /// <summary>The distance of neighbouring elements of a window. At least 1.</summary>
    public PerAxis Dilation { get; init; } = 1;

    /// <summary>Whether an average divides by the size of the window, the padding counted; else by the number of elements of the input in it.
    /// True by default. A window without an element of the input has average 0 either way, and maximum -∞.</summary>
    public bool CountPadding { get; init; } = true;
}
