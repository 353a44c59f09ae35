namespace MathsIA.OptimalTransport;

/// <summary>What it costs to match a distance x in one space with a distance y in another, in the form
/// <c>L(x, y) = f₁(x) + f₂(y) − h₁(x) h₂(y)</c>.</summary>
/// <remarks>In this form the sum <c>Σ_kl L(C_ik, D_jl) P_kl</c> for all i, j takes two matrix products, <c>O(n² m + n m²)</c>, instead of
/// <c>O(n² m²)</c> (G. Peyré, M. Cuturi, J. Solomon, "Gromov-Wasserstein Averaging of Kernel and Distance Matrices", ICML 2016, proposition 1).
/// The lower bounds ask for more: <c>L(x, x) = 0</c>, L(x, ·) falls up to x and rises from there, and <c>h₁</c>, <c>h₂</c> rise, so that matching
/// in order is cheapest on the line.</remarks>
public interface IStructureLoss
{
    /// <summary>The part <c>f₁</c> that the first distance has alone.</summary>
    /// <param name="x">The distance in the first space.</param>
    /// <returns>The part; not finite where the loss is not defined.</returns>
    double SourceTerm(double x);

    /// <summary>The part <c>f₂</c> that the second distance has alone.</summary>
    /// <param name="y">The distance in the second space.</param>
    /// <returns>The part; not finite where the loss is not defined.</returns>
    double TargetTerm(double y);

    /// <summary>The factor <c>h₁</c> of the common part.</summary>
    /// <param name="x">The distance in the first space.</param>
    /// <returns>The factor; not finite where the loss is not defined.</returns>
    double SourceFactor(double x);

    /// <summary>The factor <c>h₂</c> of the common part.</summary>
    /// <param name="y">The distance in the second space.</param>
    /// <returns>The factor; not finite where the loss is not defined.</returns>
    double TargetFactor(double y);

    /// <summary>The loss itself, computed without cancellation.</summary>
    /// <param name="x">The distance in the first space.</param>
    /// <param name="y">The distance in the second space.</param>
    /// <returns><c>L(x, y)</c>.</returns>
    double Value(double x, double y);

    /// <summary>The distance in the first space that suits several in the second best: the x with the smallest <c>f₁(x) − h₁(x) s</c>.</summary>
    /// <param name="targetFactor">s, the mean of <c>h₂(y)</c> over the distances y.</param>
    /// <returns>The distance; barycenters are made of these.</returns>
    double BestSource(double targetFactor);
}
