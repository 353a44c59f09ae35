using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Least squares, <c>f(x) = ½ ‖A x − y‖²</c>, or its mean over the samples.</summary>
/// <remarks><c>∇f(x) = Aᵀ(A x − y)</c>, <c>∂²f = AᵀA</c>, <c>L = ‖A‖²</c>, <c>μ = σ_min(A)²</c> (0 when A has fewer rows than
/// columns). As a mean of terms, <c>f_i(x) = n/2 (⟨a_i, x⟩ − y_i)²</c>, or <c>½ (⟨a_i, x⟩ − y_i)²</c> for the mean.</remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class LeastSquares<T> : LinearModelLoss<T>, IBoundedBelow<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _targets;

    /// <summary>Creates the loss.</summary>
    /// <param name="design">The samples, one a row: [n, p].</param>
    /// <param name="targets">What to predict, one a sample: [n].</param>
    /// <param name="context">Threads for the products; all cores when null.</param>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ShapeMismatchException">A rank is wrong, the design is empty, or there are not as many targets as samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element is not finite.</exception>
    public LeastSquares(Tensor<T> design, Tensor<T> targets, ComputeContext? context = null) : base(design, null, context, nameof(LeastSquares<>))
    {
        Guard.Shape(targets, new Shape(Count), Name);
        Guard.Finite(targets, Name);
        _targets = targets.ToArray();
    }

    /// <summary>Whether the loss is the mean over the samples, <c>1/(2n) ‖A x − y‖²</c>. False by default.</summary>
    public bool IsMean { get; init; }

    /// <inheritdoc/>
    public T LowerBound => T.Zero;

    private protected override T Scale => IsMean ? T.One / T.CreateChecked(Count) : T.One;

    private protected override T LargestCurvature => T.One;

    private protected override T SmallestCurvature => T.One;

    private protected override T SumOfLosses(Tensor<T> z) => SumOfLossesAndDifferentiate(z);

    private protected override T SumOfLossesAndDifferentiate(Tensor<T> z)
    {
        Vectors.AddScaled<T>(z.AsSpan(), -T.One, _targets, z.AsSpan());
        return Vectors.Dot(z, z) / (T.One + T.One);
    }

    private protected override void Differentiate(Tensor<T> z, ReadOnlySpan<int> terms)
    {
        Span<T> residuals = z.AsSpan();
        for (int j = 0; j < terms.Length; j++)
            residuals[j] -= _targets[terms[j]];
    }

    private protected override void MultiplyByCurvature(Tensor<T> z, Tensor<T> v)
    {
        // The curvature of a square is 1.
    }
}
