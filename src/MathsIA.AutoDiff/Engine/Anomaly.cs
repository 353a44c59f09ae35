using System.Numerics;

namespace MathsIA.AutoDiff.Engine;

/// <summary>Finds the operation in which the first NaN appeared.</summary>
internal static class Anomaly
{
    public static void Check<T>(IPrimitive<T> primitive, ReadOnlySpan<Cell<T>> operands, ReadOnlySpan<Cell<T>?> results, string? derivativeOf)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (Cell<T>? result in results)
        {
            if (result is null || !HasNaN(result.Tensor))
                continue;
            foreach (Cell<T> operand in operands)
            {
                // It came in from outside: a constant or an argument was NaN already.
                if (HasNaN(operand.Tensor))
                    throw new AnomalyException(primitive.Name, derivativeOf, $"an operand of shape {operand.Tensor.Shape} was NaN before any operation of this transform");
            }

            throw new AnomalyException(primitive.Name, derivativeOf, $"the result of shape {result.Tensor.Shape} has the first NaN; no operand ({Shapes(operands)}) has one");
        }
    }

    private static bool HasNaN<T>(Tensor<T> tensor) where T : unmanaged, IBinaryFloatingPointIeee754<T> => tensor.IsNaN().Any();

    private static string Shapes<T>(ReadOnlySpan<Cell<T>> cells) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var texts = new string[cells.Length];
        for (int i = 0; i < texts.Length; i++)
            texts[i] = cells[i].Tensor.Shape.ToString();
        return string.Join(", ", texts);
    }
}
