namespace MathsIA.Gallery;

/// <summary>A computed number that sums up a part of a lecture.</summary>
/// <param name="Topic">The part it belongs to.</param>
/// <param name="Name">What is measured.</param>
/// <param name="Value">The number, as shown.</param>
internal sealed record Headline(string Topic, string Name, string Value);
