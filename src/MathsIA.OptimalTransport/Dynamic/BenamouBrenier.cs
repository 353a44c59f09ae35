using System.Diagnostics;
using System.Numerics;
using MathsIA.LinearAlgebra;

namespace MathsIA.OptimalTransport;

/// <summary>Dynamic optimal transport on a grid of the unit cube: the flow (ρ, m) with the smallest action <c>∫∫ |m|² / ρ</c> among those with
/// <c>∂ρ/∂t + div m = 0</c>, no flow through the border, and ρ given at the times 0 and 1. The action is the squared Wasserstein distance, and the frames of
/// the flow are the displacement interpolation.</summary>
/// <remarks>
/// <para>Densities live on the faces between times and momenta on the faces between cells; the energy sees their averages in the centres. The
/// primal-dual method of Chambolle and Pock alternates the projection on the continuity equation (a Poisson equation in space and time, solved by
/// the cosine transform) and the proximal operator of the energy (a cubic in every cell). Steps: <c>τ σ &lt; 1</c>, as averages have norm 1.</para>
/// <para>Cost of an iteration: <c>O(N log N)</c> for N cells of space-time; memory about <c>(4 d + 8) N</c> numbers. Same bits for any number of threads.</para>
/// <para>Sources: J.-D. Benamou, Y. Brenier, Numer. Math. 84, 2000; N. Papadakis, G. Peyré, E. Oudet, SIAM J. Imaging Sci. 7(1), 2014.</para>
/// </remarks>
public sealed record BenamouBrenier
{
    /// <summary>Into how many steps the time is cut.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Steps
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 32;

    /// <summary>The most iterations.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxIterations { get; init => field = SolverOption.Count(value, nameof(BenamouBrenier)); } = 2000;

    /// <summary>The residual at which the run has converged.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double Tolerance { get; init => field = SolverOption.Positive(value, nameof(BenamouBrenier)); } = 1e-4;

    /// <summary>The step τ of the flow, for densities of mean 1; that of the dual variables is 0.99 / τ. Any positive value converges.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double StepSize { get; init => field = SolverOption.Positive(value, nameof(BenamouBrenier)); } = 2;

    /// <summary>Told after each iteration, on the solver's thread.</summary>
    public IProgress<IterationProgress>? Progress { get; init; }

    /// <summary>Solves a problem.</summary>
    /// <typeparam name="T">The element type; the work is done in doubles.</typeparam>
    /// <param name="source">The masses of the cells at time 0, at least 0: one to three axes.</param>
    /// <param name="target">The masses of the cells at time 1, on the same grid, of the same total to a millionth.</param>
    /// <param name="context">How to use the machine; the default one if null.</param>
    /// <param name="cancellationToken">Looked at in every iteration; the flow so far comes back.</param>
    /// <returns>The flow and its value.</returns>
    /// <exception cref="ArgumentNullException">Masses are null.</exception>
    /// <exception cref="ShapeMismatchException">The grids differ, or have no or more than three axes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A mass is negative or not finite.</exception>
    /// <exception cref="ArgumentException">The total masses are 0 or differ.</exception>
    public DynamicTransportResult<T> Solve<T>(Tensor<T> source, Tensor<T> target, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long start = Stopwatch.GetTimestamp();
        DensityPair densities = DensityPair.Create(source, target, nameof(BenamouBrenier));
        var grid = new StaggeredGrid([Steps, .. densities.Lengths], [1.0 / Steps, .. densities.Steps()]);
        var state = new FlowState(grid, densities, StepSize, context);
        var trace = new List<double>();
        Status status = Status.IterationLimit;
        double residual = double.PositiveInfinity;
        int iteration = 0;
        while (iteration < MaxIterations)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                status = Status.Cancelled;
                break;
            }

            residual = state.Iterate();
            iteration++;
            trace.Add(state.Value * densities.Total);
            Progress?.Report(new(iteration, residual));
            if (residual <= Tolerance || !double.IsFinite(residual))
            {
                status = double.IsFinite(residual) ? Status.Converged : Status.NonFinite;
                break;
            }
        }

        return Result<T>(state, densities, trace, cancellationToken) with { Residual = residual, Status = status, Iterations = iteration, Elapsed = Stopwatch.GetElapsedTime(start) };
    }

    private DynamicTransportResult<T> Result<T>(FlowState state, DensityPair densities, List<double> trace, CancellationToken cancellationToken) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int cells = densities.Source.Length, axes = densities.Lengths.Length;
        double unit = densities.Total / cells;
        double lower = state.LowerBound(cancellationToken);
        double[][] centres = state.Centres();
        var momentum = new T[checked(axes * Steps * cells)];
        for (int axis = 0; axis < axes; axis++)
        {
            for (int k = 0; k < Steps * cells; k++)
                momentum[(axis * Steps * cells) + k] = T.CreateTruncating(unit * centres[axis + 1][k]);
        }

        return new()
        {
            Value = state.Value * densities.Total,
            LowerBound = lower * densities.Total,
            FeasibleValue = KineticEnergy.Action(centres) / centres[0].Length * densities.Total,
            Density = Tensor.From(Array.ConvertAll(state.Flow[0], x => T.CreateTruncating(unit * x)), [Steps + 1, .. densities.Lengths]),
            Momentum = Tensor.From(momentum, [axes, Steps, .. densities.Lengths]),
            ContinuityError = state.ContinuityError(),
            Residual = double.PositiveInfinity,
            Trace = trace,
            Status = Status.IterationLimit,
            Iterations = 0,
            Elapsed = default,
        };
    }
}
