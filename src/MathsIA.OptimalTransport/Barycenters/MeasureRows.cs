using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>Measures given as the rows of a matrix.</summary>
internal static class MeasureRows
{
    public static Tensor<T>[] Split<T>(Tensor<T> measures, string operation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(measures);
        if (measures.Rank != 2)
            throw new ShapeMismatchException($"{operation}: measures has the shape {measures.Shape}; one measure a row is asked for.");
        T[] elements = measures.ToArray();
        int width = measures.Shape[1];
        return [.. Enumerable.Range(0, measures.Shape[0]).Select(k => Tensor.From(elements[(k * width)..((k + 1) * width)]))];
    }
}
