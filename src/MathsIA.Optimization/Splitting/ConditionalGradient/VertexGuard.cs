namespace MathsIA.Optimization;

/// <summary>The checks that the sets of Frank-Wolfe methods share.</summary>
internal static class VertexGuard
{
    public static void SameLength<T>(ReadOnlySpan<T> gradient, Span<T> vertex, string operation)
    {
        if (gradient.IsEmpty || gradient.Length != vertex.Length)
            throw new ShapeMismatchException(operation, $"a gradient of {gradient.Length} elements and a vertex of {vertex.Length} were given; they must be equal and not empty.", nameof(vertex));
    }
}
