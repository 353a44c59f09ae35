using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>Checks of potentials that a solver is to start from.</summary>
internal static class PotentialGuard
{
    public static double[] Finite<T>(Tensor<T> potentials, int count, string operation, string name) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (potentials.Rank != 1 || potentials.Shape[0] != count)
            throw new ShapeMismatchException($"{operation}: {name} has the shape {potentials.Shape}; {count} potentials are asked for.");
        double[] result = Array.ConvertAll(potentials.ToArray(), double.CreateTruncating);
        int bad = Array.FindIndex(result, g => !double.IsFinite(g));
        return bad < 0 ? result : throw new ArgumentOutOfRangeException(name, result[bad], $"{operation}: potential {bad} of {name} is not finite.");
    }
}
