using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The max-sliced Wasserstein distance: the largest <c>W_p</c> over projections on lines, by projected ascent on the sphere of directions.</summary>
/// <remarks>
/// <para>The cost is not concave in the direction, so that what is found is a lower bound: the ascent starts at the best of <see cref="Starts"/> seeded directions, each step moves along the gradient,
/// <c>dW/dθ = Σ_i s_i x_i + Σ_j t_j y_j</c> with the slopes on the line, returns to the sphere, and is halved until the cost rises.</para>
/// <para>Source: I. Deshpande et al., "Max-sliced Wasserstein distance and its use for GANs", CVPR 2019.</para>
/// </remarks>
public sealed record MaxSlicedWasserstein
{
    private const string Operation = nameof(MaxSlicedWasserstein);

    /// <summary>The power p; 2 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1 or not finite.</exception>
    public double Power
    {
        get;
        init => field = LineGuard.Power(value);
    } = 2;

    /// <summary>How many directions are tried before the ascent begins at the best; 50 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Starts
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 50;

    /// <summary>The most steps; 200 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxIterations { get; init => field = SolverOption.Count(value, Operation); } = 200;

    /// <summary>The seed of the first directions; 0 by default.</summary>
    public long Seed { get; init; }

    /// <summary>Climbs to a direction of largest cost.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The sources, one point a row.</param>
    /// <param name="y">The targets, one point a row.</param>
    /// <param name="source">The masses of the sources; null for equal ones. Masses are scaled to a total of 1.</param>
    /// <param name="target">The masses of the targets; null for equal ones.</param>
    /// <param name="context">How many threads.</param>
    /// <param name="cancellationToken">Looked at before every step; the best so far comes back.</param>
    /// <returns>The distance and its direction.</returns>
    /// <exception cref="ArgumentNullException">The points are null.</exception>
    /// <exception cref="ShapeMismatchException">The points are not matrices of as many columns, or there are not as many masses.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite, or a mass negative or not finite.</exception>
    /// <exception cref="ArgumentException">The total masses are 0 or differ.</exception>
    public MaxSlicedResult<T> Solve<T>(Tensor<T> x, Tensor<T> y, Tensor<T>? source = null, Tensor<T>? target = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SlicedProblem<T> problem = SlicedProblem<T>.Of(x, y, source, target, null, Power, Operation);
        Tensor<T> directions = problem.Draw(Seed, Starts);
        double[] costs = problem.Costs(directions, context);
        int best = Array.IndexOf(costs, costs.Max()), dimension = x.Shape[1], step = 0;
        Tensor<T> direction = directions.Narrow(0, best, 1).Clone();
        (double cost, Tensor<T> slopesX, Tensor<T> slopesY) = At(problem, direction, context);
        Status status = Status.IterationLimit;
        for (double length = 1; step < MaxIterations; step++)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                status = Status.Cancelled;
                break;
            }

            double[] ascent = Tangent(slopesX.MatMul(x) + slopesY.MatMul(y), direction);
            bool rose = false;
            for (int halving = 0; halving < 50 && !rose; halving++, length /= 2)
            {
                Tensor<T> tried = Move(direction, ascent, length);
                (double Cost, Tensor<T>, Tensor<T>) there = At(problem, tried, context);
                if (there.Cost > cost * (1 + 1e-14))
                {
                    direction = tried;
                    (cost, slopesX, slopesY) = there;
                    rose = true;
                }
            }

            if (!rose)
            {
                status = Status.Converged;
                break;
            }

            length *= 4;
        }

        var gradients = new SlicedGradients<T>(cost, problem.Slicing.PullBack(x, direction, slopesX), problem.Slicing.PullBack(y, direction, slopesY));
        return new(Math.Pow(cost, 1 / Power), direction.Reshape(dimension), gradients, status, step);
    }

    private static (double Cost, Tensor<T> X, Tensor<T> Y) At<T>(SlicedProblem<T> problem, Tensor<T> direction, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (double[] costs, Tensor<T> x, Tensor<T> y) = problem.Slopes(direction, 1, context);
        return (costs[0], x, y);
    }

    /// <summary>The part of a gradient along the sphere, of length 1 (or zero).</summary>
    private static double[] Tangent<T>(Tensor<T> gradient, Tensor<T> direction) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] g = Array.ConvertAll(gradient.ToArray(), double.CreateTruncating), theta = Array.ConvertAll(direction.ToArray(), double.CreateTruncating);
        double along = 0, square = 0;
        for (int k = 0; k < g.Length; k++)
            along += g[k] * theta[k];
        for (int k = 0; k < g.Length; k++)
        {
            g[k] -= along * theta[k];
            square += g[k] * g[k];
        }

        double norm = Math.Sqrt(square);
        return norm == 0 ? g : Array.ConvertAll(g, value => value / norm);
    }

    /// <summary>A step along a great circle, brought back to length 1.</summary>
    private static Tensor<T> Move<T>(Tensor<T> direction, double[] tangent, double length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] moved = Array.ConvertAll(direction.ToArray(), double.CreateTruncating);
        double square = 0;
        for (int k = 0; k < moved.Length; k++)
        {
            moved[k] += length * tangent[k];
            square += moved[k] * moved[k];
        }

        return ExactTensors.Of<T>(moved, 1 / Math.Sqrt(square)).Reshape(1, moved.Length);
    }
}
