using System.Numerics;
using MathsIA.LinearAlgebra;

namespace MathsIA.Optimization;

/// <summary>When is recovery certain? Numbers computed from a matrix and a support: below 1, l1 minimization and greedy methods succeed.</summary>
/// <remarks>
/// <para>For columns of unit norm they are ordered, each cheaper and more pessimistic than the one before:
/// <c>Fuchs ≤ ERC ≤ weak ERC ≤ coherence criterion</c>. Where atoms of the support depend on one another all are +∞.</para>
/// <para>Sources: J.-J. Fuchs, "On sparse representations in arbitrary redundant bases", IEEE Trans. Inf. Theory 50(6), 2004; J. Tropp, "Greed is good",
/// ibid. 50(10), 2004; Dossal, "A necessary and sufficient condition for exact sparse recovery by l1 minimization", C. R. Acad. Sci. Paris 350, 2012.</para>
/// </remarks>
public static class RecoveryCriteria
{
    private const string Operation = nameof(RecoveryCriteria);

    /// <summary>Columns whose inner products with all others are held at one time.</summary>
    private const int CoherenceBlock = 256;

    /// <summary>The coherence <c>μ = max_{i≠j} |⟨a_i, a_j⟩| / (‖a_i‖ ‖a_j‖)</c>: n² m operations.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="sensing">The matrix [m, n]; zero columns count as orthogonal to all.</param>
    /// <param name="context">Threads; all cores when null.</param>
    /// <returns>A number from 0 to 1; 0 for a single column.</returns>
    /// <exception cref="ArgumentNullException">The matrix is null.</exception>
    /// <exception cref="ShapeMismatchException">The tensor is not a matrix, or empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element is not finite.</exception>
    public static T Coherence<T>(Tensor<T> sensing, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(sensing);
        // Norms are divided out of the atoms, not of the products, so that no product overflows.
        Tensor<T> atoms = sensing.Transpose().Clone();
        int n = atoms.Shape[0];
        for (int j = 0; j < n; j++)
        {
            Span<T> atom = atoms.AsSpan().Slice(j * atoms.Shape[1], atoms.Shape[1]);
            T norm = Vectors.Norm<T>(atom);
            if (norm > T.Zero)
                Vectors.Scale(atom, T.One / norm);
        }

        T largest = T.Zero;
        for (int start = 0; start < n; start += CoherenceBlock)
        {
            int end = Math.Min(n, start + CoherenceBlock);
            Tensor<T> products = atoms[start..end].MatMul(atoms[start..].Transpose(), context);
            for (int i = 0; i < end - start; i++)
            {
                for (int j = i + 1; j < n - start; j++)
                    largest = T.Max(largest, T.Abs(products[i, j]));
            }
        }

        return T.Min(largest, T.One);
    }

    /// <summary>The coherence criterion <c>kμ / (1 − (k − 1)μ)</c>: below 1, every support of k atoms is recovered.</summary>
    /// <param name="coherence">The coherence μ, in [0, 1].</param>
    /// <param name="sparsity">The number k of atoms, at least 1.</param>
    /// <returns>The criterion; +∞ where the denominator is not positive.</returns>
    /// <exception cref="ArgumentOutOfRangeException">μ is outside [0, 1] or k below 1.</exception>
    public static double CoherenceCriterion(double coherence, int sparsity)
    {
        CheckCoherence(coherence);
        Guard.AtLeastOne(sparsity, Operation);
        double rest = 1 - ((sparsity - 1) * coherence);
        return rest > 0 ? sparsity * coherence / rest : double.PositiveInfinity;
    }

    /// <summary>The sparsity below which every vector is recovered, <c>½(1 + 1/μ)</c>.</summary>
    /// <param name="coherence">The coherence μ, in [0, 1].</param>
    /// <returns>The bound, at least 1; +∞ for μ = 0. Any k strictly below it is recovered.</returns>
    /// <exception cref="ArgumentOutOfRangeException">μ is outside [0, 1].</exception>
    public static double CoherenceBound(double coherence)
    {
        CheckCoherence(coherence);
        return (1 + (1 / coherence)) / 2;
    }

    /// <summary>The exact recovery coefficient <c>ERC = max_{j∉S} ‖A_S⁺ a_j‖₁</c>: below 1, matching pursuit and l1 minimization recover every vector on S.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="sensing">The matrix [m, n].</param>
    /// <param name="support">The places S: different, at least one.</param>
    /// <param name="context">Threads; all cores when null.</param>
    /// <returns>The coefficient; 0 where S holds every column, +∞ for dependent atoms.</returns>
    /// <exception cref="ArgumentNullException">The matrix is null.</exception>
    /// <exception cref="ShapeMismatchException">The tensor is not a matrix, or empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A place is not that of a column, or an element is not finite.</exception>
    /// <exception cref="ArgumentException">The support is empty or holds a place twice.</exception>
    public static T ExactRecovery<T>(Tensor<T> sensing, ReadOnlySpan<int> support, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (Tensor<T> chosen, bool[] inside) = Choose(sensing, support);
        if (!TryGram(chosen, out CholeskyFactorization<T>? gram, context))
            return T.PositiveInfinity;
        Tensor<T> coefficients = gram.Solve(chosen.Transpose().MatMul(sensing, context), context);
        return LargestColumn(coefficients, inside);
    }

    /// <summary>The weak exact recovery coefficient,
    /// <c>max_{j∉S} Σ_{i∈S} |⟨a_i, a_j⟩| / min_{i∈S} (‖a_i‖² − Σ_{l∈S, l≠i} |⟨a_i, a_l⟩|)</c>: a bound on <see cref="ExactRecovery{T}"/> that inverts nothing.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="sensing">The matrix [m, n].</param>
    /// <param name="support">The places S: different, at least one.</param>
    /// <param name="context">Threads; all cores when null.</param>
    /// <returns>The coefficient; +∞ where the denominator is not positive.</returns>
    /// <exception cref="ArgumentNullException">The matrix is null.</exception>
    /// <exception cref="ShapeMismatchException">The tensor is not a matrix, or empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A place is not that of a column, or an element is not finite.</exception>
    /// <exception cref="ArgumentException">The support is empty or holds a place twice.</exception>
    public static T WeakExactRecovery<T>(Tensor<T> sensing, ReadOnlySpan<int> support, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (Tensor<T> chosen, bool[] inside) = Choose(sensing, support);
        Tensor<T> products = chosen.Transpose().MatMul(sensing, context);
        T dominance = T.PositiveInfinity;
        for (int i = 0; i < support.Length; i++)
        {
            T others = T.Zero;
            foreach (int l in support)
                others += l == support[i] ? T.Zero : T.Abs(products[i, l]);
            dominance = T.Min(dominance, products[i, support[i]] - others);
        }

        return dominance > T.Zero ? LargestColumn(products, inside) / dominance : T.PositiveInfinity;
    }

    /// <summary>Fuchs' criterion <c>F(s) = max_{j∉S} |⟨a_j, A_S⁺ᵀ s⟩|</c>: below 1, l1 minimization recovers every vector with these signs, without noise exactly, and with
    /// little noise on the same support.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="sensing">The matrix [m, n].</param>
    /// <param name="support">The places S: different, at least one.</param>
    /// <param name="signs">The signs on S, each 1 or −1, in the order of the support.</param>
    /// <param name="context">Threads; all cores when null.</param>
    /// <returns>The criterion; 0 where S holds every column, +∞ for dependent atoms.</returns>
    /// <exception cref="ArgumentNullException">The matrix is null.</exception>
    /// <exception cref="ShapeMismatchException">The tensor is not a matrix or empty, or there is not a sign for each place.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A place is not that of a column, a sign is neither 1 nor −1, or an element is not finite.</exception>
    /// <exception cref="ArgumentException">The support is empty or holds a place twice.</exception>
    public static T Fuchs<T>(Tensor<T> sensing, ReadOnlySpan<int> support, ReadOnlySpan<int> signs, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (DualCertificate(sensing, support, signs, context) is not { } certificate)
            return T.PositiveInfinity;
        Tensor<T> correlations = sensing.Transpose().MatMul(certificate, context);
        (_, bool[] inside) = Choose(sensing, support);
        T largest = T.Zero;
        for (int j = 0; j < inside.Length; j++)
            largest = inside[j] ? largest : T.Max(largest, T.Abs(correlations[j]));
        return largest;
    }

    /// <summary>The dual vector of least norm with <c>⟨a_i, q⟩ = s_i</c> on the support, <c>q = A_S (A_SᵀA_S)⁻¹ s</c>: a certificate of recovery if also
    /// <c>|⟨a_j, q⟩| &lt; 1</c> everywhere else, which is what <see cref="Fuchs{T}"/> measures.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="sensing">The matrix [m, n].</param>
    /// <param name="support">The places S: different, at least one.</param>
    /// <param name="signs">The signs on S, each 1 or −1, in the order of the support.</param>
    /// <param name="context">Threads; all cores when null.</param>
    /// <returns>The vector q: [m]; null where the atoms of S depend on one another.</returns>
    /// <exception cref="ArgumentNullException">The matrix is null.</exception>
    /// <exception cref="ShapeMismatchException">The tensor is not a matrix or empty, or there is not a sign for each place.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A place is not that of a column, a sign is neither 1 nor −1, or an element is not finite.</exception>
    /// <exception cref="ArgumentException">The support is empty or holds a place twice.</exception>
    public static Tensor<T>? DualCertificate<T>(Tensor<T> sensing, ReadOnlySpan<int> support, ReadOnlySpan<int> signs, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (Tensor<T> chosen, _) = Choose(sensing, support);
        if (signs.Length != support.Length)
            throw new ShapeMismatchException(Operation, $"{support.Length} places have {signs.Length} signs.", nameof(signs));
        Tensor<T> s = Tensor.Uninitialized<T>(signs.Length);
        for (int i = 0; i < signs.Length; i++)
            s[i] = signs[i] is 1 or -1 ? T.CreateChecked(signs[i]) : throw new ArgumentOutOfRangeException(nameof(signs), signs[i], $"{Operation}: sign {i} must be 1 or −1.");
        return TryGram(chosen, out CholeskyFactorization<T>? gram, context) ? chosen.MatMul(gram.Solve(s, context), context) : null;
    }

    private static bool TryGram<T>(Tensor<T> chosen, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out CholeskyFactorization<T>? gram, ComputeContext? context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        gram = null;
        return chosen.Shape[1] <= chosen.Shape[0] && Matrix.TryCholesky(chosen.Transpose().MatMul(chosen, context), out gram, context);
    }

    /// <summary>The largest l1 norm of a column outside the support.</summary>
    private static T LargestColumn<T>(Tensor<T> matrix, bool[] inside) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T largest = T.Zero;
        for (int j = 0; j < inside.Length; j++)
        {
            T sum = T.Zero;
            for (int i = 0; i < matrix.Shape[0]; i++)
                sum += T.Abs(matrix[i, j]);
            largest = inside[j] ? largest : T.Max(largest, sum);
        }

        return largest;
    }

    /// <summary>The chosen columns, [m, k], and for each column whether it is one of them.</summary>
    private static (Tensor<T> Chosen, bool[] Inside) Choose<T>(Tensor<T> sensing, ReadOnlySpan<int> support) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(sensing);
        if (support.IsEmpty)
            throw new ArgumentException($"{Operation}: the support is empty.", nameof(support));
        var inside = new bool[sensing.Shape[1]];
        foreach (int place in support)
        {
            if ((uint)place >= (uint)inside.Length)
                throw new ArgumentOutOfRangeException(nameof(support), place, $"{Operation}: sensing {sensing.Shape} has no such column.");
            if (inside[place])
                throw new ArgumentException($"{Operation}: the support holds {place} twice.", nameof(support));
            inside[place] = true;
        }

        Tensor<T> chosen = Tensor.Uninitialized<T>(sensing.Shape[0], support.Length);
        for (int i = 0; i < support.Length; i++)
            sensing[.., support[i]].CopyTo(chosen[.., i]);
        return (chosen, inside);
    }

    private static void Check<T>(Tensor<T> sensing) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Rank(sensing, 2, Operation);
        if (sensing.IsEmpty)
            throw new ShapeMismatchException(Operation, $"sensing {sensing.Shape} has no row or no column.", nameof(sensing));
        SensingGuard.Finite(sensing, Operation);
    }

    private static void CheckCoherence(double coherence)
    {
        if (!(coherence is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(coherence), coherence, $"{Operation}: the coherence must be in [0, 1].");
    }
}
