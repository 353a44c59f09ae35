using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>Two densities on a grid, checked, with means of 1, and the mass that a mean of 1 stands for.</summary>
internal sealed record DensityPair(int[] Lengths, double[] Source, double[] Target, double Total)
{
    private const double Tolerance = 1e-6;

    public static DensityPair Create<T>(Tensor<T> source, Tensor<T> target, string operation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        if (source.Rank is < 1 or > 3 || source.IsEmpty)
            throw new ShapeMismatchException($"{operation}: source has the shape {source.Shape}; masses on a grid of one to three axes are asked for.");
        if (source.Shape != target.Shape)
            throw new ShapeMismatchException($"{operation}: source has the shape {source.Shape} and target {target.Shape}; the same grid is asked for.");
        (double[] a, double from) = Check(source, operation, nameof(source));
        (double[] b, double to) = Check(target, operation, nameof(target));
        if (!(Math.Abs(from - to) <= Tolerance * Math.Max(from, to)))
            throw new ArgumentException($"{operation}: source has the mass {from:R} and target {to:R}; equal masses are asked for.", nameof(target));
        return new(source.Shape.ToArray(), a, b, from);
    }

    /// <summary>The widths of a cell of the unit cube.</summary>
    public double[] Steps() => [.. Lengths.Select(length => 1.0 / length)];

    private static (double[] Density, double Mass) Check<T>(Tensor<T> masses, string operation, string name) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] density = Array.ConvertAll(masses.ToArray(), double.CreateTruncating);
        int bad = Array.FindIndex(density, mass => !(mass >= 0 && double.IsFinite(mass)));
        if (bad >= 0)
            throw new ArgumentOutOfRangeException(name, density[bad], $"{operation}: mass {bad} of {name} is negative or not finite.");
        double sum = density.Sum();
        if (!(sum is > 0 and < double.PositiveInfinity))
            throw new ArgumentException($"{operation}: {name}, of shape {masses.Shape}, has no mass, or more than a double holds.", name);
        for (int i = 0; i < density.Length; i++)
            density[i] *= density.Length / sum;
        return (density, sum);
    }
}
