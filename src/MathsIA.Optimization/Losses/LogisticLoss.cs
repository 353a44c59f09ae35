using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The logistic loss of two classes, <c>f(x) = 1/n Σ log(1 + exp(−y_i ⟨a_i, x⟩))</c>, for labels <c>y_i = ±1</c>.</summary>
/// <remarks>
/// <para><c>∇f(x) = −1/n Aᵀ(y ⊙ θ(−y ⊙ A x))</c> and <c>∂²f(x) = 1/n Aᵀ diag(θ(1 − θ)) A</c> with <c>θ(s) = 1/(1 + e^{−s})</c>;
/// <c>L = ‖A‖²/(4n)</c>. The probability that the model gives to class +1 is <c>θ(⟨a, x⟩)</c>.</para>
/// <para>Never overflows: only <c>exp(−|s|)</c> is computed. Without a ridge term (<see cref="RidgeRegularized{T}"/>) there is no
/// minimizer when the classes can be separated.</para>
/// </remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class LogisticLoss<T> : LinearModelLoss<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _labels;

    /// <summary>Creates the loss.</summary>
    /// <param name="design">The samples, one a row: [n, p].</param>
    /// <param name="labels">The class of each sample, +1 or −1: [n].</param>
    /// <param name="context">Threads for the products; all cores when null.</param>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ShapeMismatchException">A rank is wrong, the design is empty, or there are not as many labels as samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is neither +1 nor −1, or an element is not finite.</exception>
    public LogisticLoss(Tensor<T> design, Tensor<T> labels, ComputeContext? context = null) : base(design, null, context, nameof(LogisticLoss<>))
    {
        Guard.Shape(labels, new Shape(Count), Name);
        _labels = labels.ToArray();
        int bad = Array.FindIndex(_labels, label => T.Abs(label) != T.One);
        if (bad >= 0)
            throw new ArgumentOutOfRangeException(nameof(labels), _labels[bad], $"{Name}: label {bad} is neither +1 nor -1.");
    }

    private protected override T Scale => T.One / T.CreateChecked(Count);

    private protected override T LargestCurvature => T.CreateChecked(0.25);

    private protected override T SmallestCurvature => T.Zero;

    private protected override T SumOfLosses(Span<T> z, ReadOnlySpan<int> terms)
    {
        T sum = T.Zero;
        for (int j = 0; j < z.Length; j++)
        {
            T margin = _labels[terms[j]] * z[j];
            sum += T.Max(-margin, T.Zero) + T.LogP1(T.Exp(-T.Abs(margin)));
        }

        return sum;
    }

    private protected override T SumOfLossesAndDerivatives(Span<T> z, ReadOnlySpan<int> terms)
    {
        T sum = T.Zero;
        for (int j = 0; j < z.Length; j++)
        {
            T label = _labels[terms[j]], margin = label * z[j];
            T decay = T.Exp(-T.Abs(margin));
            sum += T.Max(-margin, T.Zero) + T.LogP1(decay);
            // θ(−margin), from the exponential that cannot overflow.
            z[j] = -label * (margin >= T.Zero ? decay : T.One) / (T.One + decay);
        }

        return sum;
    }

    private protected override void MultiplyByCurvature(ReadOnlySpan<T> z, Span<T> v)
    {
        for (int j = 0; j < z.Length; j++)
        {
            T decay = T.Exp(-T.Abs(z[j]));
            v[j] *= decay / ((T.One + decay) * (T.One + decay));
        }
    }
}
