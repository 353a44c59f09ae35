using MathsIA.RandomNumbers;

namespace MathsIA.Optimization;

/// <summary>How many measurements l1 minimization needs: the sharp threshold of Gaussian compressed sensing, as a function and as an experiment.</summary>
/// <remarks>
/// <para>For m Gaussian measurements of a vector with k non-zeros among n, basis pursuit succeeds with probability near 1 below the curve and near 0 above it.
/// Coordinates: undersampling <c>δ = m/n</c> and sparsity <c>ρ = k/m</c>. Three theories give the same curve: projected cross-polytopes
/// (Donoho and Tanner, PNAS 102, 2005, the weak threshold), the statistical dimension of the descent cone of the l1 norm (Amelunxen, Lotz, McCoy, Tropp,
/// "Living on the edge", Information and Inference 3(3), 2014), and the state evolution of message passing (Donoho, Maleki, Montanari 2009).</para>
/// <para>The transition has a width of order <c>1/√n</c> around it.</para>
/// </remarks>
public static partial class PhaseTransition
{
    private const string Operation = nameof(PhaseTransition);

    /// <summary>The curve ρ*(δ): the fraction <c>k/m</c> of non-zeros up to which l1 minimization recovers.</summary>
    /// <remarks><c>ρ* = max_{z ≥ 0} (1 − (2/δ)[(1 + z²)Φ(−z) − z φ(z)]) / (1 + z² − 2[(1 + z²)Φ(−z) − z φ(z)])</c>, accurate to about 1e-12.</remarks>
    /// <param name="delta">The undersampling <c>m/n</c>, in (0, 1].</param>
    /// <returns>ρ*, in (0, 1]; 1 at δ = 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">δ is outside (0, 1].</exception>
    public static double WeakThreshold(double delta) => delta == 1 ? 1 : Math.Clamp(Ratio(MinimaxThreshold(delta), delta), 0, 1);

    /// <summary>The z at which the maximum of <see cref="WeakThreshold"/> is taken: the threshold, in units of the noise, that is best against
    /// the least favourable signals.</summary>
    /// <param name="delta">The undersampling <c>m/n</c>, in (0, 1].</param>
    /// <returns>z, from 0 (at δ = 1) up.</returns>
    /// <exception cref="ArgumentOutOfRangeException">δ is outside (0, 1].</exception>
    public static double MinimaxThreshold(double delta)
    {
        if (!(delta > 0 && delta <= 1))
            throw new ArgumentOutOfRangeException(nameof(delta), delta, $"{Operation}: the undersampling m/n must be in (0, 1].");
        // At the maximum δ = 2φ(z) / (z + 2(φ(z) − z Φ(−z))): the right side falls from 1 at z = 0 to 0.
        double low = 0, high = 40;
        while (true)
        {
            double z = (low + high) / 2;
            if (z <= low || z >= high)
                return z;
            double density = NormalDistribution.Density(z), excess = density - (z * NormalDistribution.Cdf(-z));
            if (2 * density / (z + (2 * excess)) > delta)
                low = z;
            else
                high = z;
        }
    }

    /// <summary>The statistical dimension of the descent cone of the l1 norm at a sparse vector, a fraction of the dimension: the undersampling
    /// δ at which recovery begins.</summary>
    /// <remarks><c>ψ(s) = min_{z ≥ 0} s(1 + z²) + (1 − s) 2[(1 + z²)Φ(−z) − z φ(z)]</c>, within <c>2/√(s n)</c> of the truth for dimension n (Amelunxen and others 2014,
    /// proposition 4.5). It inverts the other curve: <c>ψ(δ ρ*(δ)) = δ</c>.</remarks>
    /// <param name="sparsity">The fraction <c>s = k/n</c> of non-zeros, in [0, 1].</param>
    /// <returns>ψ(s), in [0, 1].</returns>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is outside [0, 1].</exception>
    public static double StatisticalDimension(double sparsity)
    {
        if (!(sparsity >= 0 && sparsity <= 1))
            throw new ArgumentOutOfRangeException(nameof(sparsity), sparsity, $"{Operation}: the fraction of non-zeros must be in [0, 1].");
        if (sparsity is 0 or 1)
            return sparsity;
        // Convex in z; stationary where s z = 2(1 − s)(φ(z) − z Φ(−z)), whose two sides cross once.
        double low = 0, high = 40;
        double mid = 20;
        while (mid > low && mid < high)
        {
            double excess = NormalDistribution.Density(mid) - (mid * NormalDistribution.Cdf(-mid));
            if (sparsity * mid < 2 * (1 - sparsity) * excess)
                low = mid;
            else
                high = mid;
            mid = (low + high) / 2;
        }

        return (sparsity * (1 + (mid * mid))) + ((1 - sparsity) * Tail(mid));
    }

    /// <summary><c>E(|g| − z)₊²</c> for a standard normal g: <c>2[(1 + z²)Φ(−z) − z φ(z)]</c>.</summary>
    internal static double Tail(double z) => 2 * (((1 + (z * z)) * NormalDistribution.Cdf(-z)) - (z * NormalDistribution.Density(z)));

    private static double Ratio(double z, double delta)
    {
        double tail = Tail(z);
        return (1 - (tail / delta)) / (1 + (z * z) - tail);
    }
}
