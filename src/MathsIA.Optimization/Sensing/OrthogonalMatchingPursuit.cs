using System.Numerics;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>Orthogonal matching pursuit: takes the atom most correlated with the residual, fits all atoms taken so far, and repeats.</summary>
/// <remarks>
/// <para><c>j = argmax |⟨a_j, r⟩|</c>, <c>S ← S ∪ {j}</c>, <c>x_S = argmin ‖y − A_S x_S‖</c>, <c>r = y − A x</c>. Of equal correlations the first
/// wins. Recovers every k-sparse x from <c>y = Ax</c> when <see cref="RecoveryCriteria.ExactRecovery{T}"/> of its support is below 1, in particular for
/// <c>k &lt; ½(1 + 1/μ)</c> with unit columns of coherence μ (Tropp, "Greed is good", IEEE Trans. Inf. Theory 50(10), 2004, theorems 3.1 and 3.5).</para>
/// <para>A step costs one product with A*, k inner products of length m and k² operations: a Cholesky factor is updated, never refactored.
/// Source: Pati, Rezaiifar, Krishnaprasad, Asilomar 1993.</para>
/// </remarks>
public sealed record OrthogonalMatchingPursuit : ISparseRecoveryMethod
{
    private const string Operation = nameof(OrthogonalMatchingPursuit);

    /// <summary>Creates the method.</summary>
    /// <param name="sparsity">The most atoms to take, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The sparsity is below 1.</exception>
    public OrthogonalMatchingPursuit(int sparsity) => Sparsity = Guard.AtLeastOne(sparsity, Operation);

    /// <summary>The most atoms to take.</summary>
    public int Sparsity { get; }

    /// <summary>Whether correlations are divided by the norms of the atoms, for matrices whose columns do not have equal norms. An operator is
    /// applied to every unit vector once to find them. Off by default.</summary>
    public bool NormalizeAtoms { get; init; }

    /// <inheritdoc/>
    public int? NaturalEnd => Sparsity;

    /// <inheritdoc/>
    public IIteration<T> Start<T>(ILinearOperator<T> sensing, Tensor<T> measurements) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SensingGuard.Problem(sensing, measurements, Sparsity, Operation);
        return new Iteration<T>(new SensingProblem<T>(sensing, measurements), Sparsity, NormalizeAtoms);
    }

    private sealed class Iteration<T> : IIteration<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly SensingProblem<T> _problem;
        private readonly SupportFit<T> _fit;
        private readonly T[] _correlations;
        private readonly T[]? _weights;
        private readonly bool[] _excluded;

        public Iteration(SensingProblem<T> problem, int sparsity, bool normalize)
        {
            _problem = problem;
            _fit = new SupportFit<T>(problem, sparsity);
            _correlations = new T[problem.Columns];
            _excluded = new bool[problem.Columns];
            _weights = normalize ? InverseNorms(problem) : null;
        }

        public Tensor<T> Point => _problem.Point;

        public int MeasureInterval => 1;

        public Measurement<T> Measure() => _problem.Measure();

        public bool Step()
        {
            _problem.Correlate(_problem.Residual, _correlations);
            if (_weights is not null)
                Vectors.Multiply<T>(_correlations, _weights);
            while (Best() is { } index)
            {
                _excluded[index] = true;
                if (!_fit.TryAdd(index))
                    continue;
                _fit.Solve(_problem.Residual);
                _fit.Scatter(_problem.Point.AsSpan());
                return true;
            }

            return false;
        }

        /// <summary>The atom to take; none when every one left is orthogonal to the residual.</summary>
        private int? Best()
        {
            T largest = T.Zero;
            int? best = null;
            for (int j = 0; j < _correlations.Length; j++)
            {
                T size = T.Abs(_correlations[j]);
                if (size > largest && !_excluded[j])
                    (largest, best) = (size, j);
            }

            return best;
        }

        private static T[] InverseNorms(SensingProblem<T> problem)
        {
            T[] atom = new T[problem.Rows], weights = new T[problem.Columns];
            for (int j = 0; j < weights.Length; j++)
            {
                problem.CopyAtom(j, atom);
                T norm = Vectors.Norm<T>(atom);
                weights[j] = norm > T.Zero ? T.One / norm : T.Zero;
            }

            return weights;
        }
    }
}
