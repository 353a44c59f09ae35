using System.Numerics;
using System.Numerics.Tensors;

namespace MathsIA.OptimalTransport;

/// <summary>Which sites a batch of points falls to.</summary>
internal sealed class SampledCells<T, TCost>(Tensor<T> sites, TCost cost)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TCost : struct, IGroundCost<T>
{
    private readonly Tensor<T> _coordinates = sites.Transpose().Clone();
    private readonly T[] _row = new T[sites.Shape[0]];
    private readonly double[] _reduced = new double[sites.Shape[0]];

    /// <summary>The share of the points that fell to each site.</summary>
    public double[] Shares { get; } = new double[sites.Shape[0]];

    /// <summary>The mean of <c>min_j c(x, y_j) − g_j</c>.</summary>
    public double Mean { get; private set; }

    /// <summary>The standard error of that mean.</summary>
    public double StandardError { get; private set; }

    public void Look(ReadOnlySpan<T> points, double[] potentials)
    {
        int d = _coordinates.Shape[0], count = points.Length / d, m = _row.Length;
        ReadOnlySpan<T> targets = _coordinates.AsSpan();
        Array.Clear(Shares);
        double mean = 0, squares = 0;
        for (int i = 0; i < count; i++)
        {
            cost.Costs(points.Slice(i * d, d), targets, m, _row);
            for (int j = 0; j < m; j++)
                _reduced[j] = double.CreateTruncating(_row[j]) - potentials[j];
            int nearest = TensorPrimitives.IndexOfMin(_reduced);
            Shares[nearest] += 1.0 / count;
            double deviation = _reduced[nearest] - mean;
            mean += deviation / (i + 1);
            squares += deviation * (_reduced[nearest] - mean);
        }

        Mean = mean;
        StandardError = count > 1 ? Math.Sqrt(squares / (count - 1) / count) : double.PositiveInfinity;
    }
}
