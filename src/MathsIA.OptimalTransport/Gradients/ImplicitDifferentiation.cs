using System.Numerics;
using MathsIA.LinearAlgebra;
using MathsIA.Operators;

namespace MathsIA.OptimalTransport;

/// <summary>Differentiates through the solution of balanced entropic transport, by the implicit function theorem.</summary>
/// <remarks>
/// <para>The optimal potentials solve <c>f + ε log Σ_j b_j exp((g_j − C)/ε) = 0</c> and its mirror image. Linearized and multiplied by the marginals r = P1 and
/// c = Pᵀ1, with a change of costs dC and of masses da, db:</para>
/// <para><c>r ∘ df + P dg = (P ∘ dC) 1 − ε P (db/b)</c>, <c>Pᵀ df + c ∘ dg = (P ∘ dC)ᵀ 1 − ε Pᵀ (da/a)</c>.</para>
/// <para>One symmetric system of size n + m with the cotangent (u, v) on the right side gives every gradient: its solution (p, q) makes <c>P_ij (p_i + q_j)</c> the
/// gradient with respect to the costs, <c>−ε Pᵀp/b</c> and <c>−ε Pq/a</c> those with respect to the masses. p is eliminated, and q found by preconditioned
/// conjugate gradients on <c>diag(c) − Pᵀ diag(1/r) P</c>, from products with the plan alone. The matrix is singular along constants, which is why a cotangent
/// must not see the constant that potentials are free to exchange.</para>
/// <para>Nothing is unrolled, so the answer is that at the fixed point; solve the problem to a tight tolerance first. Memory O(n + m), and the plan itself up to 32 MB.</para>
/// <para>Source: G. Luise, A. Rudi, M. Pontil, C. Ciliberto, "Differential Properties of Sinkhorn Approximation for Learning with Wasserstein Distance", NeurIPS 2018;
/// M. Eisenberger and others, "A Unified Framework for Implicit Sinkhorn Differentiation", CVPR 2022.</para>
/// </remarks>
public sealed record ImplicitDifferentiation
{
    private const string Operation = nameof(ImplicitDifferentiation);

    /// <summary>The residual of the linear system, relative to its right side, at which it counts as solved.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double Tolerance { get; init => field = SolverOption.Positive(value, Operation, nameof(Tolerance)); } = 1e-10;

    /// <summary>The most conjugate gradient iterations.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxIterations { get; init => field = SolverOption.Count(value, Operation, nameof(MaxIterations)); } = 1000;

    /// <summary>The gradient of a function of the potentials with the derivatives u = ∂L/∂f and v = ∂L/∂g.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="plan">The solved problem.</param>
    /// <param name="sourceCotangent">u, one number a source.</param>
    /// <param name="targetCotangent">v, one number a target. Both must have the same sum: potentials are known up to a constant that goes from one side to the other.</param>
    /// <param name="cancellationToken">Looked at in every iteration.</param>
    /// <returns>The gradients.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">A cotangent has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A cotangent is not finite.</exception>
    /// <exception cref="ArgumentException">The sums of the cotangents differ by more than 1e-6 of their absolute sum.</exception>
    public ImplicitGradient<T> OfPotentials<T>(EntropicPlan<T> plan, Tensor<T> sourceCotangent, Tensor<T> targetCotangent, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(plan);
        double[] u = Doubles.Vector(sourceCotangent, plan.Rows, Operation, nameof(sourceCotangent)), v = Doubles.Vector(targetCotangent, plan.Columns, Operation, nameof(targetCotangent));
        double difference = u.Sum() - v.Sum(), size = u.Sum(Math.Abs) + v.Sum(Math.Abs);
        if (Math.Abs(difference) > 1e-6 * size)
            throw new ArgumentException($"{Operation}: sourceCotangent sums to {u.Sum():R} and targetCotangent to {v.Sum():R}; a function of potentials that are known up to a constant has equal sums.", nameof(targetCotangent));
        var product = new PlanProduct<T>(plan);
        return new Adjoint<T>(plan, product).Solve(u, v, this, null, cancellationToken);
    }

    /// <summary>The gradient of a function of the plan that is linear with the weights M, <c>L = ⟨P, M⟩</c>: with M = C the linear cost itself, as a function of masses and of costs
    /// through the plan (add P for its direct part).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="plan">The solved problem.</param>
    /// <param name="weights">M, the derivative of the function with respect to the plan: any geometry of the same size, of finite entries.</param>
    /// <param name="cancellationToken">Looked at in every iteration.</param>
    /// <returns>The gradients.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The weights have another size.</exception>
    public ImplicitGradient<T> OfPlan<T>(EntropicPlan<T> plan, ICostGeometry<T> weights, CancellationToken cancellationToken = default) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(weights);
        if (weights.Rows != plan.Rows || weights.Columns != plan.Columns)
            throw new ShapeMismatchException($"{Operation}: weights is {weights.Rows} by {weights.Columns} and the plan {plan.Rows} by {plan.Columns}.");
        var product = new PlanProduct<T>(plan);
        double epsilon = plan.Parts.Epsilon;
        double[] u = new double[plan.Rows], v = new double[plan.Columns];
        var buffer = new T[plan.Columns];
        for (int i = 0; i < plan.Rows; i++)
        {
            ReadOnlySpan<double> row = product.Row(i);
            ReadOnlySpan<T> m = weights.Row(i, 0, buffer);
            for (int j = 0; j < row.Length; j++)
            {
                double term = row[j] == 0 ? 0 : row[j] * double.CreateTruncating(m[j]) / epsilon;
                u[i] += term;
                v[j] += term;
            }
        }

        return new Adjoint<T>(plan, product).Solve(u, v, this, weights, cancellationToken);
    }

    /// <summary>The linear system of one plan.</summary>
    private sealed class Adjoint<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly EntropicPlan<T> _plan;
        private readonly PlanProduct<T> _product;
        private readonly double[] _inverseRows;
        private readonly double[] _columns;
        private readonly double[] _scratch;

        public Adjoint(EntropicPlan<T> plan, PlanProduct<T> product)
        {
            (_plan, _product) = (plan, product);
            (_scratch, _columns, _inverseRows) = (new double[plan.Rows], new double[plan.Columns], new double[plan.Rows]);
            var ones = new double[plan.Columns];
            Array.Fill(ones, 1);
            product.Apply(ones, _inverseRows);
            for (int i = 0; i < _inverseRows.Length; i++)
                _inverseRows[i] = _inverseRows[i] > 0 ? 1 / _inverseRows[i] : 0;
            Array.Fill(_scratch, 1);
            product.ApplyTransposed(_scratch, _columns);
        }

        public ImplicitGradient<T> Solve(double[] u, double[] v, ImplicitDifferentiation options, ICostGeometry<T>? weights, CancellationToken cancellationToken)
        {
            int n = u.Length, m = v.Length;
            // The direct part of a plan functional: the plan depends on masses and costs also with its potentials held fixed.
            double[] directA = weights is null ? new double[n] : u, directB = weights is null ? new double[m] : v;
            double[] right = new double[m], p = new double[n], q = new double[m];
            for (int i = 0; i < n; i++)
                _scratch[i] = u[i] * _inverseRows[i];
            _product.ApplyTransposed(_scratch, right);
            for (int j = 0; j < m; j++)
                right[j] = _columns[j] > 0 ? v[j] - right[j] : 0;
            // What rounding left along the null space would never converge.
            double mean = right.Sum() / _columns.Count(c => c > 0);
            for (int j = 0; j < m; j++)
                right[j] -= _columns[j] > 0 ? mean : 0;
            var system = new FunctionOperator<double>([m], [m], Schur, Schur, isSelfAdjoint: true);
            var scaling = new FunctionOperator<double>([m], [m], Precondition, Precondition, isSelfAdjoint: true);
            IterativeResult<double> solution = ConjugateGradient.Solve(system, Tensor.From(right),
                new IterativeOptions<double> { Tolerance = options.Tolerance, MaxIterations = options.MaxIterations, Preconditioner = scaling }, cancellationToken);
            solution.Solution.ToArray().CopyTo(q, 0);
            _product.Apply(q, p);
            for (int i = 0; i < n; i++)
                p[i] = (u[i] - p[i]) * _inverseRows[i];
            (_, double[] a, double[] b, _, _, double epsilon) = _plan.Parts;
            double[] massA = new double[n], massB = new double[m];
            _product.Apply(q, massA);
            _product.ApplyTransposed(p, massB);
            for (int i = 0; i < n; i++)
                massA[i] = a[i] > 0 ? epsilon * (directA[i] - massA[i]) / a[i] : 0;
            for (int j = 0; j < m; j++)
                massB[j] = b[j] > 0 ? epsilon * (directB[j] - massB[j]) / b[j] : 0;
            double norm = Math.Sqrt(right.Sum(x => x * x));
            return new()
            {
                SourceMasses = Doubles.Tensor<T>(massA),
                TargetMasses = Doubles.Tensor<T>(massB),
                Costs = new SensitivityPlan<T>(_plan, p, q, weights, -1 / epsilon),
                Status = solution.Status,
                Iterations = solution.Iterations,
                Residual = norm == 0 ? 0 : solution.ResidualNorm / norm,
            };
        }

        /// <summary><c>c ∘ q − Pᵀ (P q / r)</c>.</summary>
        private void Schur(ReadOnlySpan<double> q, Span<double> destination)
        {
            _product.Apply(q, _scratch);
            for (int i = 0; i < _scratch.Length; i++)
                _scratch[i] *= _inverseRows[i];
            _product.ApplyTransposed(_scratch, destination);
            for (int j = 0; j < destination.Length; j++)
                destination[j] = (_columns[j] * q[j]) - destination[j];
        }

        private void Precondition(ReadOnlySpan<double> q, Span<double> destination)
        {
            for (int j = 0; j < destination.Length; j++)
                destination[j] = _columns[j] > 0 ? q[j] / _columns[j] : q[j];
        }
    }
}
