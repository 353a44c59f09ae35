using System.Numerics;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>Orthogonal matching pursuit: takes the atom most correlated with the residual, fits all atoms taken so far, and repeats.</summary>
/// <remarks>
/// <para><c>j = argmax |⟨a_j, r⟩|</c>, <c>S ← S ∪ {j}</c>, <c>x_S = argmin ‖y − A_S x_S‖</c>, <c>r = y − A x</c>. Of equal correlations the first
/// wins. Recovers every k-sparse x from <c>y = Ax</c> when <see cref="RecoveryCriteria.ExactRecovery{T}"/> of its support is below 1, in particular for
/// <c>k &lt; ½(1 + 1/μ)</c> with unit columns of coherence μ (Tropp, "Greed is good", IEEE Trans. Inf. Theory 50(10), 2004, theorems 3.1 and 3.5).</para>
/// <para>A step costs one product with A*, k inner products of length m and k² operations: a Cholesky factor is updated, never refactored. A matrix (not an operator)
/// of some size is searched through a copy in 16 bits whose errors are bounded, a quarter of the memory traffic for the same choice.
/// Source: Pati, Rezaiifar, Krishnaprasad, Asilomar 1993.</para>
/// </remarks>
public sealed record OrthogonalMatchingPursuit : ISparseRecoveryMethod
{
    private const string Operation = nameof(OrthogonalMatchingPursuit);

    private const int LeastScreened = 4;

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
        var problem = new SensingProblem<T>(sensing, measurements);
        // Few steps do not earn the copy that a screen is.
        CorrelationScreen<T>? screen = Sparsity >= LeastScreened ? problem.Screen : null;
        return new Iteration<T>(problem, new AtomSelection<T>(problem, NormalizeAtoms, screen), Sparsity);
    }

    private sealed class Iteration<T>(SensingProblem<T> problem, AtomSelection<T> selection, int sparsity) : IIteration<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly SupportFit<T> _fit = new(problem, sparsity);

        public Tensor<T> Point => problem.Point;

        public int MeasureInterval => 1;

        public Measurement<T> Measure() => problem.Measure();

        public bool Step()
        {
            selection.Update();
            while (selection.TakeBest() is { } index)
            {
                if (!_fit.TryAdd(index))
                    continue;
                _fit.Solve(problem.Residual);
                _fit.Scatter(Point.AsSpan());
                return true;
            }

            return false;
        }
    }
}
