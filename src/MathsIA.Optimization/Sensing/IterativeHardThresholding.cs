using System.Numerics;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>Iterative hard thresholding: a gradient step on <c>½‖y − Ax‖²</c>, then all but the k largest entries become 0.</summary>
/// <remarks>
/// <para><c>x⁺ = H_k(x + μ A*(y − A x))</c>. By default the step is normalized: <c>μ = ‖g_S‖²/‖A g_S‖²</c> on the present support, made smaller until
/// <c>μ ‖A(x⁺ − x)‖² ≤ (1 − c)‖x⁺ − x‖²</c> where the support changes. It then needs no bound on the norm of A, and the objective never rises
/// (Blumensath and Davies, "Normalized Iterative Hard Thresholding", IEEE J. Sel. Topics Signal Process. 4(2), 2010, theorem 4). A fixed step μ needs
/// <c>μ ‖A‖² &lt; 1</c> to be monotone (Blumensath and Davies 2009).</para>
/// <para>A step costs three products with A or its adjoint, and one more for each time the step is made smaller.</para>
/// </remarks>
public sealed record IterativeHardThresholding : ISparseRecoveryMethod
{
    private const string Operation = nameof(IterativeHardThresholding);

    /// <summary>Creates the method.</summary>
    /// <param name="sparsity">The number k of non-zeros, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The sparsity is below 1.</exception>
    public IterativeHardThresholding(int sparsity) => Sparsity = Guard.AtLeastOne(sparsity, Operation);

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
        return new Iteration<T>(new ThresholdedStep<T>(new SensingProblem<T>(sensing, measurements), Sparsity, StepSize));
    }

    private sealed class Iteration<T>(ThresholdedStep<T> step) : IIteration<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public Tensor<T> Point => step.Problem.Point;

        public int MeasureInterval => 1;

        public Measurement<T> Measure() => step.Problem.Measure();

        public bool Step()
        {
            step.Take();
            bool moved = !Point.AsSpan().SequenceEqual(step.Candidate);
            step.Candidate.CopyTo(Point.AsSpan());
            step.Problem.UpdateResidual();
            return moved;
        }
    }
}
