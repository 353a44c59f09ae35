using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Execution;

namespace MathsIA.OptimalTransport;

/// <summary>The entropic map, defined at every point of space: <c>T(x) = Σ_j w_j(x) y_j</c> with <c>w_j(x) ∝ b_j exp((g_j − c(x, y_j))/ε)</c>.</summary>
/// <remarks>
/// <para>At the sources it is the barycentric projection of the entropic plan; elsewhere it extends it by the optimality condition of the potentials, without solving anything
/// again. For squared distances it is <c>x − ½ ∇f(x)</c>, the gradient of a convex function (an entropic Brenier map).</para>
/// <para>The extended potential is <see cref="Potential"/>. A map the other way comes from the same problem with sources and targets exchanged.</para>
/// <para>Source: A.-A. Pooladian, J. Niles-Weed, "Entropic estimation of optimal transport maps", 2021.</para>
/// </remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
/// <typeparam name="TCost">The cost between two points.</typeparam>
public sealed class EntropicMap<T, TCost> : IPointMap<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TCost : struct, IGroundCost<T>
{
    private const string Operation = "EntropicMap";

    private readonly Tensor<T> _targets;
    private readonly double[] _heights;
    private readonly TCost _cost;

    /// <summary>Takes the targets and their potentials.</summary>
    /// <param name="targets">The points y_j, one a row.</param>
    /// <param name="potentials">The potentials g_j of a solved problem, entropic with this ε.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="masses">The masses b_j; null for the uniform distribution.</param>
    /// <param name="cost">The cost of the problem.</param>
    /// <exception cref="ArgumentNullException">The targets or the potentials are null.</exception>
    /// <exception cref="ShapeMismatchException">The sizes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">ε is not positive, a mass negative, or anything not finite.</exception>
    /// <exception cref="ArgumentException">The total mass is 0.</exception>
    public EntropicMap(Tensor<T> targets, Tensor<T> potentials, double epsilon, Tensor<T>? masses = null, TCost cost = default)
    {
        Epsilon = SolverOption.Positive(epsilon, Operation, nameof(epsilon));
        var cloud = new Cloud<T>(targets, Operation, nameof(targets));
        double[] g = Doubles.Vector(potentials, cloud.Count, Operation, nameof(potentials)), b = Masses.Check(masses, cloud.Count, Operation, nameof(masses));
        _targets = targets.Clone();
        _heights = new double[g.Length];
        LogDomain.Heights(g, LogDomain.Logs(b), epsilon, _heights);
        _cost = cost;
    }

    /// <summary>ε.</summary>
    public double Epsilon { get; }

    /// <summary>Maps points.</summary>
    /// <param name="points">The points x, one a row.</param>
    /// <param name="context">How to use the machine; the default one if null.</param>
    /// <returns>T(x), one row each; within the convex hull of the targets.</returns>
    /// <exception cref="ArgumentNullException">The points are null.</exception>
    /// <exception cref="ShapeMismatchException">They do not have as many coordinates as the targets.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite.</exception>
    public Tensor<T> Apply(Tensor<T> points, ComputeContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(points);
        var costs = new PointCloudCost<T, TCost>(points, _targets, _cost);
        Tensor<T> images = Tensor.Uninitialized<T>([costs.Rows, _targets.Shape[1]]);
        ParallelLoop.For((costs.Rows + Body.BlockRows - 1) / Body.BlockRows, new Body(costs, _heights, _targets.AsMemory(), images.AsMemory(), Epsilon), context);
        return images;
    }

    /// <summary>The potential of the sources extended to any point, <c>f(x) = −ε log Σ_j b_j exp((g_j − c(x, y_j))/ε)</c>.</summary>
    /// <param name="points">The points x, one a row.</param>
    /// <param name="context">How to use the machine; the default one if null.</param>
    /// <returns>One value a point.</returns>
    /// <exception cref="ArgumentNullException">The points are null.</exception>
    /// <exception cref="ShapeMismatchException">They do not have as many coordinates as the targets.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite.</exception>
    public Tensor<T> Potential(Tensor<T> points, ComputeContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(points);
        var costs = new PointCloudCost<T, TCost>(points, _targets, _cost);
        var potentials = new double[costs.Rows];
        Gibbs.SoftMinimum(costs, _heights, Epsilon, transposed: false, potentials, context);
        return Doubles.Tensor<T>(potentials);
    }

    private readonly struct Body(ICostGeometry<T> costs, double[] heights, ReadOnlyMemory<T> targets, Memory<T> images, double epsilon) : ILoopBody
    {
        public const int BlockRows = 32;

        public void Run(int index)
        {
            int columns = costs.Columns, width = columns == 0 ? 0 : targets.Length / columns;
            using var buffer = new Workspace<T>(columns);
            using var exponentials = new Workspace<double>(columns);
            using var sums = new Workspace<double>(width);
            for (int i = index * BlockRows; i < Math.Min(costs.Rows, (index + 1) * BlockRows); i++)
            {
                ReadOnlySpan<T> row = costs.Row(i, 0, buffer.Span);
                Span<double> weights = exponentials.Span;
                for (int j = 0; j < columns; j++)
                    weights[j] = heights[j] - (double.CreateTruncating(row[j]) / epsilon);
                double largest = TensorPrimitives.Max<double>(weights), total = 0;
                for (int j = 0; j < columns; j++)
                    weights[j] -= largest;
                KernelMath.Exp(weights);
                sums.Span.Clear();
                for (int j = 0; j < columns; j++)
                {
                    total += weights[j];
                    for (int k = 0; k < width && weights[j] > 0; k++)
                        sums.Span[k] += weights[j] * double.CreateTruncating(targets.Span[(j * width) + k]);
                }

                for (int k = 0; k < width; k++)
                    images.Span[(i * width) + k] = T.CreateTruncating(sums.Span[k] / total);
            }
        }
    }
}
