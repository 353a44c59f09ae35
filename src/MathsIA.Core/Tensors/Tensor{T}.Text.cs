namespace MathsIA;

public sealed partial class Tensor<T> : IFormattable
{
    /// <summary>The element type, the shape and the elements, in invariant culture, columns aligned, long axes cut in the middle.</summary>
    /// <returns>Text of several lines, such as
    /// <code>
    /// Tensor&lt;float&gt; [2, 3]
    /// [[ 1.0, -2.5,  3.0],
    ///  [10.0,  0.0,  NaN]]
    /// </code></returns>
    public override string ToString() => ToString(TensorFormat.Default);

    /// <summary>The tensor as text.</summary>
    /// <param name="format">How to write it.</param>
    /// <returns>The text.</returns>
    /// <exception cref="ArgumentNullException">The format is null.</exception>
    /// <exception cref="FormatException">The element type does not know the element format.</exception>
    public string ToString(TensorFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        return TensorWriter<T>.Write(this, format);
    }

    /// <summary>The tensor as text, every element in a given format, in invariant culture.</summary>
    /// <param name="format">The format of an element, such as <c>"F2"</c>; null to choose by the elements.</param>
    /// <returns>The text.</returns>
    /// <exception cref="FormatException">The element type does not know the format.</exception>
    public string ToString(string? format) => ToString(format, null);

    /// <summary>The tensor as text, every element in a given format.</summary>
    /// <param name="format">The format of an element, such as <c>"F2"</c>; null to choose by the elements.</param>
    /// <param name="formatProvider">The culture of the elements; null for the invariant one.</param>
    /// <returns>The text.</returns>
    /// <exception cref="FormatException">The element type does not know the format.</exception>
    public string ToString(string? format, IFormatProvider? formatProvider) =>
        ToString(TensorFormat.Default with { ElementFormat = string.IsNullOrEmpty(format) ? null : format, Provider = formatProvider });
}
