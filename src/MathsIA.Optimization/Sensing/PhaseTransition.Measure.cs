using MathsIA.Execution;
using MathsIA.RandomNumbers;

namespace MathsIA.Optimization;

public static partial class PhaseTransition
{
    /// <summary>Measures how often random sparse vectors are recovered from Gaussian measurements.</summary>
    /// <remarks>Each trial draws a Gaussian matrix [m, n] with <c>m = round(δn)</c>, a support of <c>k = round(ρm)</c> places, at least 1, and normal non-zeros, all
    /// from its own sub-stream: the answer has the same bits for any number of threads.</remarks>
    /// <param name="undersampling">The values of <c>δ = m/n</c>, each in (0, 1].</param>
    /// <param name="sparsity">The values of <c>ρ = k/m</c>, each in [0, 1].</param>
    /// <param name="random">Where matrices and vectors come from; it is not advanced.</param>
    /// <param name="options">Sizes, method and tolerance; the defaults when null.</param>
    /// <param name="context">Threads; all cores when null.</param>
    /// <param name="cancellationToken">Looked at before each trial and each of its steps.</param>
    /// <returns>The fraction recovered in each cell.</returns>
    /// <exception cref="ArgumentNullException">The generator is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static PhaseDiagram Measure(ReadOnlySpan<double> undersampling, ReadOnlySpan<double> sparsity, Philox random, PhaseDiagramOptions? options = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(random);
        foreach (double delta in undersampling)
        {
            if (!(delta is > 0 and <= 1))
                throw new ArgumentOutOfRangeException(nameof(undersampling), delta, $"{Operation}: the undersampling m/n must be in (0, 1].");
        }

        foreach (double rho in sparsity)
        {
            if (!(rho is >= 0 and <= 1))
                throw new ArgumentOutOfRangeException(nameof(sparsity), rho, $"{Operation}: the sparsity k/m must be in [0, 1].");
        }

        PhaseDiagramOptions settings = options ?? new PhaseDiagramOptions();
        double[] deltas = undersampling.ToArray(), rhos = sparsity.ToArray();
        int trials = settings.Trials, cells = deltas.Length * rhos.Length, done = 0;
        var recovered = new bool?[checked(cells * trials)];
        ParallelLoop.For(recovered.Length, index =>
        {
            if (cancellationToken.IsCancellationRequested)
                return;
            int cell = index / trials;
            recovered[index] = Trial(deltas[cell / rhos.Length], rhos[cell % rhos.Length], random.Split(index), settings, cancellationToken);
            settings.Progress?.Report(Interlocked.Increment(ref done));
        }, context);

        Tensor<double> rate = Tensor.Full([deltas.Length, rhos.Length], double.NaN);
        for (int cell = 0; cell < cells; cell++)
        {
            ReadOnlySpan<bool?> outcomes = recovered.AsSpan(cell * trials, trials);
            if (!outcomes.Contains(null))
                rate[cell / rhos.Length, cell % rhos.Length] = (double)outcomes.Count(true) / trials;
        }

        return new PhaseDiagram
        {
            Undersampling = deltas,
            Sparsity = rhos,
            SuccessRate = rate,
            Trials = trials,
            Status = recovered.AsSpan().Contains(null) ? Status.Cancelled : Status.Converged,
        };
    }

    /// <summary>Whether one random vector is recovered; null when the run was cancelled.</summary>
    private static bool? Trial(double delta, double rho, Philox random, PhaseDiagramOptions options, CancellationToken cancellationToken)
    {
        int n = options.Columns, m = Math.Clamp((int)Math.Round(delta * n), 1, n), k = Math.Clamp((int)Math.Round(rho * m), 1, m);
        Tensor<double> sensing = random.Split("sensing").Normal<double>([m, n], 0, 1 / Math.Sqrt(m), ComputeContext.SingleThread), signal = Tensor.Zeros<double>(n);
        Philox values = random.Split("values");
        foreach (int place in random.Split("support").Choice(n, k).AsSpan())
            signal[place] = values.NextNormal<double>();
        Tensor<double> measurements = sensing.MatMul(signal, ComputeContext.SingleThread), found;
        if (options.Method is { } method)
            found = SparseRecovery.Run(sensing, measurements, method(k), options.Stopping, ComputeContext.SingleThread, cancellationToken).Value;
        else
            found = BasisPursuit.Solve(sensing, measurements, options: options.Stopping, context: ComputeContext.SingleThread, cancellationToken: cancellationToken).Value;
        return cancellationToken.IsCancellationRequested ? null : (found - signal).Norm() <= options.Tolerance * signal.Norm();
    }
}
