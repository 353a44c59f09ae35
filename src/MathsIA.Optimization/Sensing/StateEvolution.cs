using MathsIA.RandomNumbers;

namespace MathsIA.Optimization;

/// <summary>The state evolution of approximate message passing: what its error will be, step by step, before it runs.</summary>
/// <remarks><para><c>τ²_{t+1} = σ² + (1/δ) E[S(X + τ_t Z; α τ_t) − X]²</c>, Z standard normal and X drawn from the signal's law; the bracket is the mean squared
/// error an entry after step t + 1. Exact as n → ∞ for Gaussian matrices with entries of variance <c>1/m</c> (Bayati and Montanari, "The Dynamics of Message Passing
/// on Dense Graphs", IEEE Trans. Inf. Theory 57(2), 2011, theorem 1).</para></remarks>
public static class StateEvolution
{
    private const string Operation = nameof(StateEvolution);

    /// <summary>The mean squared errors an entry along the iteration.</summary>
    /// <param name="prior">The law of the signal's entries.</param>
    /// <param name="delta">The undersampling <c>m/n</c>, positive.</param>
    /// <param name="noiseVariance">The variance σ² of the noise in each measurement, at least 0.</param>
    /// <param name="thresholdFactor">The factor α of the threshold, positive.</param>
    /// <param name="steps">How many steps, at least 0.</param>
    /// <returns>The errors: first that of x = 0, which is <c>E X²</c>, then one a step.</returns>
    /// <exception cref="ArgumentNullException">The prior is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static IReadOnlyList<double> MeanSquaredErrors(SparsePrior prior, double delta, double noiseVariance, double thresholdFactor, int steps)
    {
        ArgumentNullException.ThrowIfNull(prior);
        Guard.Positive(delta, Operation);
        Guard.NonNegative(noiseVariance, Operation);
        Guard.Positive(thresholdFactor, Operation);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        var errors = new List<double> { prior.Variance };
        for (int t = 0; t < steps; t++)
            errors.Add(prior.SoftThresholdError(Math.Sqrt(noiseVariance + (errors[t] / delta)), thresholdFactor));
        return errors;
    }
}
