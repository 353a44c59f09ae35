using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The logistic loss of several classes, <c>f(W) = 1/n Σ (LSE(a_i W) − (a_i W)_{c_i})</c> with
/// <c>LSE(s) = log Σ_k exp(s_k)</c>: softmax with cross-entropy.</summary>
/// <remarks>
/// <para>Points are matrices <c>W</c> of [p, k], one column a class. <c>∇f(W) = 1/n Aᵀ(SM(A W) − D)</c> with the softmax
/// <c>SM</c> of each row and the one-hot labels <c>D</c>; <c>L = ‖A‖²/(2n)</c>, since the Hessian of LSE is at most ½ (Böhning
/// 1992). The probabilities of a sample <c>a</c> are <c>SM(a W)</c>.</para>
/// <para>The largest score is taken off before the exponentials, so scores of any size are safe. The loss does not change when one
/// vector is added to all columns, so its minimizer is never unique without a ridge term.</para>
/// </remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class MultinomialLoss<T> : LinearModelLoss<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int[] _labels;
    private Tensor<T>? _totals;
    private T[] _own = [];

    /// <summary>Creates the loss.</summary>
    /// <param name="design">The samples, one a row: [n, p].</param>
    /// <param name="labels">The class of each sample, from 0 to <paramref name="classes"/> − 1: [n].</param>
    /// <param name="classes">The number of classes, at least 2.</param>
    /// <param name="context">Threads for the products; all cores when null.</param>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ShapeMismatchException">A rank is wrong, the design is empty, or there are not as many labels as samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 classes, a label is not one of them, or an element is not finite.</exception>
    public MultinomialLoss(Tensor<T> design, Tensor<int> labels, int classes, ComputeContext? context = null) : base(design, AtLeastTwo(classes), context, nameof(MultinomialLoss<>))
    {
        Guard.Shape(labels, new Shape(Count), Name);
        _labels = labels.ToArray();
        Classes = classes;
        int bad = Array.FindIndex(_labels, label => (uint)label >= (uint)classes);
        if (bad >= 0)
            throw new ArgumentOutOfRangeException(nameof(labels), _labels[bad], $"{Name}: label {bad} is not from 0 to {classes - 1}.");
    }

    /// <summary>The number of classes.</summary>
    public int Classes { get; }

    private protected override T Scale => T.One / T.CreateChecked(Count);

    private protected override T LargestCurvature => T.CreateChecked(0.5);

    private protected override T SmallestCurvature => T.Zero;

    private protected override T SumOfLosses(Tensor<T> z) => SumOfLosses(z, differentiate: false);

    private protected override T SumOfLossesAndDifferentiate(Tensor<T> z) => SumOfLosses(z, differentiate: true);

    private protected override void Differentiate(Tensor<T> z, ReadOnlySpan<int> terms)
    {
        Softmax(z);
        for (int j = 0; j < terms.Length; j++)
            Row(z, j)[_labels[terms[j]]] -= T.One;
    }

    private protected override void MultiplyByCurvature(Tensor<T> z, Tensor<T> v)
    {
        // (diag(q) − q qᵀ) v with the probabilities q, written q ⊙ (v − ⟨q, v⟩).
        Softmax(z);
        for (int i = 0; i < Count; i++)
        {
            Span<T> probabilities = Row(z, i), direction = Row(v, i);
            T mean = Vectors.Dot<T>(probabilities, direction);
            for (int k = 0; k < Classes; k++)
                direction[k] = probabilities[k] * (direction[k] - mean);
        }
    }

    /// <summary>With m the largest score of a sample and <c>e_k = exp(s_k − m)</c>, its loss is <c>log Σ e_k − (s_c − m)</c>: two
    /// terms of one sign, and no large number.</summary>
    private T SumOfLosses(Tensor<T> z, bool differentiate)
    {
        if (_own.Length == 0)
            _own = new T[Count];
        Tensor<T> totals = _totals ??= Tensor.Uninitialized<T>(Count);
        Span<T> losses = totals.AsSpan();
        TakeOffLargest(z);
        for (int i = 0; i < Count; i++)
            _own[i] = Row(z, i)[_labels[i]];
        z.Exp(z, Context);
        for (int i = 0; i < Count; i++)
        {
            Span<T> row = Row(z, i);
            losses[i] = Vectors.Sum<T>(row);
            if (!differentiate)
                continue;
            Vectors.Scale(row, T.One / losses[i]);
            row[_labels[i]] -= T.One;
        }

        totals.Log(totals, Context);
        Vectors.AddScaled<T>(losses, -T.One, _own, losses);
        return Vectors.Sum<T>(losses);
    }

    /// <summary>Replaces the scores of each sample by their softmax: exponentials of all samples in one pass.</summary>
    private void Softmax(Tensor<T> z)
    {
        TakeOffLargest(z);
        z.Exp(z, Context);
        for (int i = 0; i < z.Shape[0]; i++)
        {
            Span<T> row = Row(z, i);
            Vectors.Scale(row, T.One / Vectors.Sum<T>(row));
        }
    }

    private void TakeOffLargest(Tensor<T> z)
    {
        for (int i = 0; i < z.Shape[0]; i++)
        {
            Span<T> row = Row(z, i);
            T largest = row[0];
            foreach (T score in row)
                largest = score > largest ? score : largest;
            for (int k = 0; k < row.Length; k++)
                row[k] -= largest;
        }
    }

    private Span<T> Row(Tensor<T> z, int i) => z.AsSpan().Slice(i * Classes, Classes);

    private static int AtLeastTwo(int classes) => classes >= 2 ? classes
        : throw new ArgumentOutOfRangeException(nameof(classes), classes, "MultinomialLoss: there must be at least 2 classes.");
}
