using System.Numerics;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>CoSaMP: joins the 2k atoms most correlated with the residual to the present support, fits them all, keeps the k largest coefficients.</summary>
/// <remarks>
/// <para>With restricted isometry constant <c>δ_{4k} ≤ 0.1</c> the error halves at each step until it is a multiple of the noise (Needell and Tropp,
/// "CoSaMP", Applied and Computational Harmonic Analysis 26(3), 2009, theorem 4.1). Among up to 3k atoms, those that depend on others are left out of a fit.</para>
/// <para>A step costs two products with A or its adjoint and a fit of 3k atoms, <c>9/2 k² m + 9/2 k³</c> multiplications.</para>
/// </remarks>
public sealed record CompressiveSamplingMatchingPursuit : ISparseRecoveryMethod
{
    private const string Operation = nameof(CompressiveSamplingMatchingPursuit);

    /// <summary>Creates the method.</summary>
    /// <param name="sparsity">The number k of non-zeros, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The sparsity is below 1.</exception>
    public CompressiveSamplingMatchingPursuit(int sparsity) => Sparsity = Guard.AtLeastOne(sparsity, Operation);

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
        private readonly SupportFit<T> _fit = new(problem, Math.Min(problem.Rows, 3 * sparsity));
        private readonly SupportSet _support = new(problem.Columns, 3 * sparsity);
        private readonly LargestEntries<T> _largest = new(problem.Columns);
        private readonly T[] _proxy = new T[problem.Columns], _previous = new T[problem.Columns], _unused = new T[problem.Rows];
        private readonly int[] _candidates = new int[Math.Min(problem.Columns, 2 * sparsity)], _kept = new int[sparsity];

        public Tensor<T> Point => problem.Point;

        public int MeasureInterval => 1;

        public Measurement<T> Measure() => problem.Measure();

        public bool Step()
        {
            Span<T> x = Point.AsSpan();
            x.CopyTo(_previous);
            problem.Correlate(problem.Residual, _proxy);
            _largest.Select(_proxy, _candidates);
            _support.Clear();
            // The present atoms come first: they must not be the ones left out as dependent.
            _support.AddNonZeros<T>(x);
            _support.Add(_candidates);
            _fit.Set(_support.Indices);
            _fit.Solve(_unused);
            _fit.Scatter(_proxy);
            _largest.Select(_proxy, _kept);
            x.Clear();
            foreach (int index in _kept)
                x[index] = _proxy[index];
            problem.UpdateResidual();
            return !x.SequenceEqual(_previous);
        }
    }
}
