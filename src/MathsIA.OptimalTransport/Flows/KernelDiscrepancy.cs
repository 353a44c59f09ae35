using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.OptimalTransport;

/// <summary>The squared maximum mean discrepancy between particles and a fixed cloud,
/// <c>F(x) = mean k(x_i, x_j) − 2 mean k(x_i, y_j) + mean k(y_i, y_j)</c>, on the plane or on a torus: particles repel each other and are drawn to the cloud.</summary>
/// <remarks>Cost: <c>(n² + n m) d</c>, nothing kept. On a torus the shorter way counts in every coordinate; the kernel should have died down at half a
/// period, or its slope jumps there.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>; sums are kept in doubles.</typeparam>
/// <typeparam name="TKernel">The kernel.</typeparam>
public sealed class KernelDiscrepancy<T, TKernel> : IParticleFunctional<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TKernel : struct, IParticleKernel
{
    private const int BlockRows = 32;

    private readonly Tensor<double> _targets;
    private readonly TKernel _kernel;
    private readonly double _period;
    private readonly double _constant;
    private readonly ComputeContext? _context;

    /// <summary>Takes the cloud and the kernel.</summary>
    /// <param name="targets">The fixed points y, one a row.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="period">The period of every coordinate; infinite for the plane.</param>
    /// <param name="context">How to use the machine; the default one if null.</param>
    /// <exception cref="ArgumentNullException">The cloud is null.</exception>
    /// <exception cref="ShapeMismatchException">The cloud is not a matrix with at least one row.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite, or the period not positive.</exception>
    public KernelDiscrepancy(Tensor<T> targets, TKernel kernel, double period = double.PositiveInfinity, ComputeContext? context = null)
    {
        _targets = PointGuard.Check(targets, nameof(KernelDiscrepancy<,>), nameof(targets));
        if (!(period > 0))
            throw new ArgumentOutOfRangeException(nameof(period), period, "KernelDiscrepancy: the period must be positive.");
        (_kernel, _period, _context) = (kernel, period, context);
        int m = _targets.Shape[0], dimension = _targets.Shape[1];
        var none = new double[dimension];
        for (int i = 0; i < m; i++)
            _constant += Row(_targets.AsSpan().Slice(i * dimension, dimension), _targets.AsSpan(), none, 0) / ((double)m * m);
    }

    /// <inheritdoc/>
    public double Evaluate(Tensor<T> positions, Tensor<T> gradient)
    {
        Tensor<double> x = PointGuard.Check(positions, nameof(KernelDiscrepancy<,>), nameof(positions), _targets.Shape[1]);
        ArgumentNullException.ThrowIfNull(gradient);
        if (gradient.Shape != positions.Shape)
            throw new ShapeMismatchException($"KernelDiscrepancy: gradient has the shape {gradient.Shape} and positions {positions.Shape}; the same is asked for.");
        int n = x.Shape[0], m = _targets.Shape[0], dimension = x.Shape[1];
        var rows = new double[n];
        ParallelLoop.For((n + BlockRows - 1) / BlockRows, block =>
        {
            using var slope = new Workspace<double>(dimension);
            for (int i = block * BlockRows; i < Math.Min(n, (block + 1) * BlockRows); i++)
            {
                ReadOnlySpan<double> point = x.AsSpan().Slice(i * dimension, dimension);
                slope.Span.Clear();
                rows[i] = (Row(point, x.AsSpan(), slope.Span, 2.0 / ((double)n * n)) / n) - (2 * Row(point, _targets.AsSpan(), slope.Span, -2.0 / ((double)n * m)) / m);
                for (int k = 0; k < dimension; k++)
                    gradient.AsSpan()[(i * dimension) + k] = T.CreateTruncating(slope.Span[k]);
            }
        }, _context);
        return (rows.Sum() / n) + _constant;
    }

    /// <summary>The sum of the kernel from a point to a cloud; its gradient in the point, times a factor, is added to the slope.</summary>
    private double Row(ReadOnlySpan<double> point, ReadOnlySpan<double> cloud, Span<double> slope, double factor)
    {
        int dimension = point.Length;
        Span<double> difference = stackalloc double[Math.Min(dimension, 64)];
        if (dimension > 64)
            difference = new double[dimension];
        double sum = 0;
        for (int j = 0; j < cloud.Length / dimension; j++)
        {
            double squared = 0;
            for (int k = 0; k < dimension; k++)
            {
                double d = point[k] - cloud[(j * dimension) + k];
                if (double.IsFinite(_period))
                    d -= _period * Math.Round(d / _period);
                difference[k] = d;
                squared += d * d;
            }

            sum += _kernel.Value(squared);
            double derivative = 2 * factor * _kernel.Derivative(squared);
            for (int k = 0; k < dimension; k++)
                slope[k] += derivative * difference[k];
        }

        return sum;
    }
}
