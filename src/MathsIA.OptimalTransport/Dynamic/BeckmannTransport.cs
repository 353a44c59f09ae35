using System.Diagnostics;
using System.Numerics;
using MathsIA.LinearAlgebra;

namespace MathsIA.OptimalTransport;

/// <summary>The Wasserstein-1 distance on a grid of the unit cube by Beckmann's problem, <c>min ∫ |m|</c> over <c>div m = ρ₀ − ρ₁</c>, and its dual, the
/// Kantorovich-Rubinstein formula <c>max ∫ φ (ρ₀ − ρ₁)</c> over <c>|∇φ| ≤ 1</c>.</summary>
/// <remarks>
/// <para>The primal-dual method with the metric of the Laplacian for φ: its steps need only <c>τ σ ≤ 1</c>, and the number of iterations does not grow with
/// the grid (M. Jacobs, F. Léger, W. Li, S. Osher, "Solving Large-Scale Optimization Problems with a Convergence Rate Independent of Grid Size",
/// SIAM J. Numer. Anal. 57(3), 2019). Each iteration solves one Poisson equation by the cosine transform, <c>O(N log N)</c>.</para>
/// <para>Both bounds are exact for the discrete problem whatever ended the run: the flux is projected on <c>div m = ρ₀ − ρ₁</c>, the potential divided by its
/// largest slope. With the Manhattan metric the discrete problem is transport between cell centres; with the Euclidean one it is off by the
/// width of a cell.</para>
/// </remarks>
public sealed record BeckmannTransport
{
    private const int CheckEvery = 10;

    /// <summary>How lengths are measured.</summary>
    public GridMetric Metric { get; init; }

    /// <summary>The most iterations.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxIterations { get; init => field = SolverOption.Count(value, nameof(BeckmannTransport)); } = 5000;

    /// <summary>The gap between the bounds at which the run has converged, as a share of the value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double Tolerance { get; init => field = SolverOption.Positive(value, nameof(BeckmannTransport)); } = 1e-3;

    /// <summary>The step τ of the flux, for densities of mean 1; that of the potential is 1 / τ. Any positive value converges.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double StepSize { get; init => field = SolverOption.Positive(value, nameof(BeckmannTransport)); } = 1;

    /// <summary>Told of the gap each time it is measured, on the solver's thread.</summary>
    public IProgress<IterationProgress>? Progress { get; init; }

    /// <summary>Solves a problem.</summary>
    /// <typeparam name="T">The element type; the work is done in doubles.</typeparam>
    /// <param name="source">The masses of the cells of ρ₀, at least 0: one to three axes.</param>
    /// <param name="target">The masses of the cells of ρ₁, on the same grid, of the same total to a millionth.</param>
    /// <param name="cancellationToken">Looked at in every iteration; the bounds so far come back.</param>
    /// <returns>Flux, potential and the bounds they give.</returns>
    /// <exception cref="ArgumentNullException">Masses are null.</exception>
    /// <exception cref="ShapeMismatchException">The grids differ, or have no or more than three axes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A mass is negative or not finite.</exception>
    /// <exception cref="ArgumentException">The total masses are 0 or differ.</exception>
    public BeckmannResult<T> Solve<T>(Tensor<T> source, Tensor<T> target, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long start = Stopwatch.GetTimestamp();
        DensityPair densities = DensityPair.Create(source, target, nameof(BeckmannTransport));
        var state = new BeckmannState(densities, Metric, StepSize);
        Status status = Status.IterationLimit;
        int iteration = 0;
        state.Certify();
        // The same density twice: nothing to move.
        if (state.Best.Value == 0)
            status = Status.Converged;
        while (status == Status.IterationLimit && iteration < MaxIterations)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                status = Status.Cancelled;
                break;
            }

            state.Iterate();
            iteration++;
            if (iteration % CheckEvery != 0 && iteration != MaxIterations)
                continue;
            state.Certify();
            double gap = state.Best.Value - state.Best.Dual;
            Progress?.Report(new(iteration, gap * densities.Total));
            if (!double.IsFinite(gap))
                status = Status.NonFinite;
            else if (gap <= Tolerance * state.Best.Value)
                status = Status.Converged;
        }

        double unit = densities.Total / densities.Source.Length;
        int axes = densities.Lengths.Length;
        return new()
        {
            Value = state.Best.Value * densities.Total,
            DualValue = state.Best.Dual * densities.Total,
            Potential = Tensor.From(Array.ConvertAll(state.BestPotential, T.CreateTruncating), densities.Lengths),
            Flux = Tensor.From(Array.ConvertAll(state.BestFlux, x => T.CreateTruncating(unit * x)), [axes, .. densities.Lengths]),
            Status = status,
            Iterations = iteration,
            Elapsed = Stopwatch.GetElapsedTime(start),
        };
    }
}
