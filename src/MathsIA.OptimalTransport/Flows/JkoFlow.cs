using System.Diagnostics;
using System.Numerics;
using MathsIA.LinearAlgebra;

namespace MathsIA.OptimalTransport;

/// <summary>The Wasserstein gradient flow of an energy <c>F(ρ) = ∫ U(ρ) + V ρ</c> by implicit steps (Jordan, Kinderlehrer, Otto), each with entropic transport:
/// <c>p ← argmin_q W_ε(p, q) / 2τ + F(q)</c>.</summary>
/// <remarks>
/// <para>Scaling iterations in the log domain: the row side meets p exactly, the column side solves
/// <c>ε log(q / s) + 2τ (U′(q / w) + V) = 0</c> cell by cell with Newton's method in <c>log q</c>, s being the mass that arrives without it and w the volume of a cell. The reference
/// measure of the entropy is <c>p ⊗ w</c>, so the entropy itself adds a diffusion of about <c>ε / 2τ</c>.</para>
/// <para>Cost of an iteration: two soft minima of the costs, which grids answer in <c>O(N^(1 + 1/d))</c>.</para>
/// <para>Sources: R. Jordan, D. Kinderlehrer, F. Otto, SIAM J. Math. Anal. 29(1), 1998; G. Peyré, "Entropic Approximation of Wasserstein Gradient Flows",
/// SIAM J. Imaging Sci. 8(4), 2015.</para>
/// </remarks>
public sealed record JkoFlow
{
    /// <summary>The time step τ.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public required double StepSize { get; init => field = SolverOption.Positive(value, nameof(JkoFlow)); }

    /// <summary>The weight ε of the entropy, in the units of the squared distances.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public required double Epsilon { get; init => field = SolverOption.Positive(value, nameof(JkoFlow)); }

    /// <summary>How many steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Steps { get; init => field = SolverOption.AtLeast(value, 0, nameof(JkoFlow)); } = 10;

    /// <summary>The energy U of the density.</summary>
    /// <exception cref="ArgumentNullException">The energy is null.</exception>
    public IInternalEnergy Energy
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = new BoltzmannEnergy();

    /// <summary>The most scaling iterations of each step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int MaxIterations { get; init => field = SolverOption.AtLeast(value, 1, nameof(JkoFlow)); } = 2000;

    /// <summary>The marginal error at which a step has converged, as a share of the mass.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double Tolerance { get; init => field = SolverOption.Positive(value, nameof(JkoFlow)); } = 1e-8;

    /// <summary>Told after each step, on the caller's thread: the energy.</summary>
    public IProgress<IterationProgress>? Progress { get; init; }

    /// <summary>Lets a density flow.</summary>
    /// <typeparam name="T">The element type; potentials and sums are kept in doubles.</typeparam>
    /// <param name="costs">The squared distances between the cells.</param>
    /// <param name="start">The masses p of the cells.</param>
    /// <param name="cellVolume">The volume w of a cell.</param>
    /// <param name="potential">The potential V in the cells; null for none.</param>
    /// <param name="context">How to use the machine; the default one if null.</param>
    /// <param name="cancellationToken">Looked at in every iteration; the steps so far come back.</param>
    /// <returns>The masses and energies of all steps.</returns>
    /// <exception cref="ArgumentNullException">The costs or the masses are null.</exception>
    /// <exception cref="ShapeMismatchException">The costs are not square, or masses or potential do not fit them.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A mass is negative or not finite, or the volume not positive and finite.</exception>
    /// <exception cref="ArgumentException">There is no mass.</exception>
    public JkoResult<T> Run<T>(ICostGeometry<T> costs, Tensor<T> start, double cellVolume, Tensor<T>? potential = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long began = Stopwatch.GetTimestamp();
        ArgumentNullException.ThrowIfNull(start);
        SolverOption.Positive(cellVolume, nameof(JkoFlow), nameof(cellVolume));
        double[] p = Masses.Balanced(costs, start, null, nameof(JkoFlow)).Source;
        if (costs.Rows != costs.Columns)
            throw new ShapeMismatchException($"JkoFlow: costs are {costs.Rows} by {costs.Columns}; one grid on both sides is asked for.");
        if (potential is not null && (potential.Rank != 1 || potential.Length != p.Length))
            throw new ShapeMismatchException($"JkoFlow: potential has the shape {potential.Shape}; {p.Length} values are asked for.");
        double[] v = potential is null ? new double[p.Length] : Array.ConvertAll(potential.ToArray(), double.CreateTruncating);
        var step = new JkoStep<T>(costs, Energy, v, Epsilon, StepSize, cellVolume, context);
        List<Tensor<T>> frames = [Frame<T>(p)];
        List<double> energies = [step.EnergyOf(p)];
        Status status = Status.Converged;
        double error = 0;
        int iterations = 0;
        for (int k = 0; k < Steps; k++)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                status = Status.Cancelled;
                break;
            }

            (int done, double left) = step.Run(p, Tolerance, MaxIterations, cancellationToken);
            iterations += done;
            error = Math.Max(error, left);
            if (!double.IsFinite(left))
            {
                status = Status.NonFinite;
                break;
            }

            if (left > Tolerance && status == Status.Converged)
                status = Status.IterationLimit;
            step.Masses.CopyTo(p);
            frames.Add(Frame<T>(p));
            energies.Add(step.EnergyOf(p));
            Progress?.Report(new(k + 1, energies[^1]));
        }

        return new() { Frames = frames, Energies = energies, MarginalError = error, Status = status, Iterations = iterations, Elapsed = Stopwatch.GetElapsedTime(began) };
    }

    private static Tensor<T> Frame<T>(double[] p) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Tensor.From(Array.ConvertAll(p, T.CreateTruncating));
}
