using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The logistic loss of two classes, <c>f(x) = 1/n Σ log(1 + exp(−y_i ⟨a_i, x⟩))</c>, for labels <c>y_i = ±1</c>.</summary>
/// <remarks>
/// <para><c>∇f(x) = −1/n Aᵀ(y ⊙ θ(−y ⊙ A x))</c> and <c>∂²f(x) = 1/n Aᵀ diag(θ(1 − θ)) A</c> with <c>θ(s) = 1/(1 + e^{−s})</c>;
/// <c>L = ‖A‖²/(4n)</c>. The probability that the model gives to class +1 is <c>θ(⟨a, x⟩)</c>.</para>
/// <para>Exact for margins of any size: only <c>exp(−|s|)</c> is computed. Without a ridge term (<see cref="RidgeRegularized{T}"/>) there is no
/// minimizer when the classes can be separated.</para>
/// </remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class LogisticLoss<T> : LinearModelLoss<T>, IBoundedBelow<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _opposites;
    private Tensor<T>? _losses;

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
        _opposites = labels.ToArray();
        int bad = Array.FindIndex(_opposites, label => T.Abs(label) != T.One);
        if (bad >= 0)
            throw new ArgumentOutOfRangeException(nameof(labels), _opposites[bad], $"{Name}: label {bad} is neither +1 nor -1.");
        Vectors.Scale(_opposites, -T.One);
    }

    /// <inheritdoc/>
    public T LowerBound => T.Zero;

    private protected override T Scale => T.One / T.CreateChecked(Count);

    private protected override T LargestCurvature => T.CreateChecked(0.25);

    private protected override T SmallestCurvature => T.Zero;

    // With o_i = −y_i the loss is softplus(o_i z_i), and its derivative o_i θ(o_i z_i).

    private protected override T SumOfLosses(Tensor<T> z)
    {
        Vectors.Multiply(z.AsSpan(), _opposites);
        z.Softplus(z, Context);
        return Vectors.Sum<T>(z.AsSpan());
    }

    private protected override T SumOfLossesAndDifferentiate(Tensor<T> z)
    {
        Tensor<T> losses = _losses ??= Tensor.Uninitialized<T>(Count);
        Vectors.Multiply(z.AsSpan(), _opposites);
        z.Softplus(losses, Context);
        z.Sigmoid(z, Context);
        Vectors.Multiply(z.AsSpan(), _opposites);
        return Vectors.Sum<T>(losses.AsSpan());
    }

    private protected override void Differentiate(Tensor<T> z, ReadOnlySpan<int> terms)
    {
        Span<T> elements = z.AsSpan();
        for (int j = 0; j < terms.Length; j++)
            elements[j] *= _opposites[terms[j]];
        z.Sigmoid(z, Context);
        for (int j = 0; j < terms.Length; j++)
            elements[j] *= _opposites[terms[j]];
    }

    private protected override void MultiplyByCurvature(Tensor<T> z, Tensor<T> v)
    {
        // θ(z) θ(−z) is even. At −|z| the sigmoid is at most ½, and 1 − θ loses no digit.
        Span<T> elements = z.AsSpan(), direction = v.AsSpan();
        for (int i = 0; i < elements.Length; i++)
            elements[i] = -T.Abs(elements[i]);
        z.Sigmoid(z, Context);
        for (int i = 0; i < elements.Length; i++)
            direction[i] *= elements[i] * (T.One - elements[i]);
    }
}
