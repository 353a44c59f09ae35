namespace MathsIA.Data;

/// <summary>One tensor of a safetensors file, as its header describes it.</summary>
/// <param name="Name">The name, such as <c>encoder.layers.0.weight</c>.</param>
/// <param name="ElementType">The type of its elements.</param>
/// <param name="Shape">The lengths of its axes.</param>
/// <param name="Begin">The place of its first byte, counted from the end of the header.</param>
/// <param name="End">The place behind its last byte.</param>
public sealed record SafetensorsEntry(string Name, ElementType ElementType, Shape Shape, long Begin, long End);
