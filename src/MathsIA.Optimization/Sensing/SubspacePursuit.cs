using System.Numerics;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>Subspace pursuit: joins the k atoms most correlated with the residual to the present k, fits, keeps the k largest coefficients, and fits those again.</summary>
/// <remarks>
/// <para>Ends, as its authors' does, at the first step that would not lower the residual. With <c>δ_{3k} &lt; 0.165</c> it recovers every k-sparse vector
/// (Dai and Milenkovic, "Subspace Pursuit for Compressive Sensing Signal Reconstruction", IEEE Trans. Inf. Theory 55(5), 2009, theorem 1).</para>
/// <para>A step costs one product with A*, a fit of 2k atoms and one of k.</para>
/// </remarks>
public sealed record SubspacePursuit : ISparseRecoveryMethod
{
    private const string Operation = nameof(SubspacePursuit);

    /// <summary>Creates the method.</summary>
    /// <param name="sparsity">The number k of non-zeros, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The sparsity is below 1.</exception>
    public SubspacePursuit(int sparsity) => Sparsity = Guard.AtLeastOne(sparsity, Operation);

    /// <summary>The number of non-zeros.</summary>
    public int Sparsity { get; }

    /// <inheritdoc/>
    public int? NaturalEnd => null;

    /// <inheritdoc/>
    public IIteration<T> Start<T>(ILinearOperator<T> sensing, Tensor<T> measurements) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SensingGuard.Problem(sensing, measurements, Sparsity, Operation);
        return new Iteration<T>(new SensingProblem<T>(sensing, measurements), Sparsity);
    }

    private sealed class Iteration<T>(SensingProblem<T> problem, int sparsity) : IIteration<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly SupportFit<T> _wide = new(problem, Math.Min(problem.Rows, 2 * sparsity)), _fit = new(problem, sparsity);
        private readonly SupportSet _support = new(problem.Columns, 2 * sparsity);
        private readonly LargestEntries<T> _largest = new(problem.Columns);
        private readonly T[] _proxy = new T[problem.Columns], _residual = new T[problem.Rows];
        private readonly int[] _candidates = new int[sparsity], _kept = new int[sparsity];

        public Tensor<T> Point => problem.Point;

        public int MeasureInterval => 1;

        public Measurement<T> Measure() => problem.Measure();

        public bool Step()
        {
            problem.Correlate(problem.Residual, _proxy);
            _largest.Select(_proxy, _candidates);
            _support.Clear();
            _support.Add(_fit.Indices);
            _support.Add(_candidates);
            _wide.Set(_support.Indices);
            _wide.Solve(_residual);
            _wide.Scatter(_proxy);
            _largest.Select(_proxy, _kept);
            _fit.Set(_kept);
            _fit.Solve(_residual);
            // The comparison fails for NaN, which is to be measured and not hidden.
            if (Vectors.Norm<T>(_residual) >= Vectors.Norm<T>(problem.Residual))
                return false;
            _residual.CopyTo(problem.Residual);
            _fit.Scatter(Point.AsSpan());
            return true;
        }
    }
}
