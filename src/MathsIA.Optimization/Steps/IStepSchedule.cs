namespace MathsIA.Optimization;

/// <summary>The steps of a stochastic method: a sequence fixed in advance.</summary>
public interface IStepSchedule
{
    /// <summary>The step <c>τ_k</c>.</summary>
    /// <param name="k">The iteration, from 0.</param>
    /// <returns>A positive number.</returns>
    double At(int k);
}
