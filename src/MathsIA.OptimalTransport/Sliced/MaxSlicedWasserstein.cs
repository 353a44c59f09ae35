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
        (Slice<T> here, Slice<T> tried) = (problem.Slice(context), problem.Slice(context));
        directions.Narrow(0, best, 1).CopyTo(here.Direction);
        here.Evaluate();
        var ascent = new double[dimension];
        Status status = Status.IterationLimit;
        for (double length = 1; step < MaxIterations; step++)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                status = Status.Cancelled;
                break;
            }

            here.Tangent(ascent);
            bool rose = false;
            for (int halving = 0; halving < 50 && !rose; halving++, length /= 2)
            {
                tried.MoveFrom(here, ascent, length);
                tried.Evaluate();
                if (tried.Cost > here.Cost * (1 + 1e-14))
                {
                    (here, tried) = (tried, here);
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

        var gradients = new SlicedGradients<T>(here.Cost, problem.Slicing.PullBack(x, here.Direction, here.SourceSlopes), problem.Slicing.PullBack(y, here.Direction, here.TargetSlopes));
        return new(Math.Pow(here.Cost, 1 / Power), here.Direction.Reshape(dimension), gradients, status, step);
    }
}
