using System.Numerics;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>Hard thresholding pursuit: the k largest entries of a gradient step choose the support, and least squares the values on it.</summary>
/// <remarks>
/// <para>Ends when the support repeats, after finitely many steps if <c>μ‖A‖² &lt; 1</c>; with <c>δ_{3k} &lt; 1/√3</c> it recovers every k-sparse vector
/// (Foucart, "Hard Thresholding Pursuit", SIAM J. Numer. Anal. 49(6), 2011, theorem 3.5 and proposition 3.2). The step is normalized by default, as in
/// <see cref="IterativeHardThresholding"/>.</para>
/// <para>A step costs two or three products with A or its adjoint and a fit of k atoms.</para>
/// </remarks>
public sealed record HardThresholdingPursuit : ISparseRecoveryMethod
{
    private const string Operation = nameof(HardThresholdingPursuit);

    /// <summary>Creates the method.</summary>
    /// <param name="sparsity">The number k of non-zeros, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The sparsity is below 1.</exception>
    public HardThresholdingPursuit(int sparsity) => Sparsity = Guard.AtLeastOne(sparsity, Operation);

    /// <summary>The number of non-zeros.</summary>
    public int Sparsity { get; }

    /// <summary>A fixed step μ, positive; null, the default, for the normalized one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double? StepSize
    {
        get;
        init => field = value is { } step ? Guard.Positive(step, Operation, nameof(value)) : null;
    }

    /// <inheritdoc/>
    public int? NaturalEnd => null;

    /// <inheritdoc/>
    public IIteration<T> Start<T>(ILinearOperator<T> sensing, Tensor<T> measurements) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SensingGuard.Problem(sensing, measurements, Sparsity, Operation);
        return new Iteration<T>(new ThresholdedStep<T>(new SensingProblem<T>(sensing, measurements), Sparsity, StepSize), Sparsity);
    }

    private sealed class Iteration<T>(ThresholdedStep<T> step, int sparsity) : IIteration<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly SupportFit<T> _fit = new(step.Problem, sparsity);
        private readonly int[] _fitted = new int[sparsity];
        private bool _started;

        public Tensor<T> Point => step.Problem.Point;

        public int MeasureInterval => 1;

        public Measurement<T> Measure() => step.Problem.Measure();

        public bool Step()
        {
            step.Take();
            if (_started && step.Support.SequenceEqual(_fitted))
                return false;
            _started = true;
            step.Support.CopyTo(_fitted);
            _fit.Set(step.Support);
            _fit.Solve(step.Problem.Residual);
            _fit.Scatter(Point.AsSpan());
            return true;
        }
    }
}
