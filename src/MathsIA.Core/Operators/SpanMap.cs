namespace MathsIA.Operators;

/// <summary>A map from the elements of one tensor to those of another.</summary>
/// <param name="x">The operand.</param>
/// <param name="destination">Where every element of the result is to be written.</param>
/// <typeparam name="T">The element type.</typeparam>
public delegate void SpanMap<T>(ReadOnlySpan<T> x, Span<T> destination) where T : unmanaged;
