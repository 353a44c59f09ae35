using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>Checks of the operands of a plan.</summary>
internal static class PlanGuard
{
    public static void Values<T>(Tensor<T> values, int rows) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Rank != 2 || values.Shape[0] != rows)
            throw new ShapeMismatchException($"A transport plan: values has the shape {values.Shape}; a matrix of {rows} rows is asked for.");
    }
}
