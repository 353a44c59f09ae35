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
    private T[]? _probabilities;

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

    private protected override T SumOfLosses(Span<T> z, ReadOnlySpan<int> terms)
    {
        T sum = T.Zero;
        for (int j = 0; j < terms.Length; j++)
        {
            ReadOnlySpan<T> scores = z.Slice(j * Classes, Classes);
            T largest = Largest(scores), total = T.Zero;
            foreach (T score in scores)
                total += T.Exp(score - largest);
            sum += T.Log(total) + (largest - scores[_labels[terms[j]]]);
        }

        return sum;
    }

    private protected override T SumOfLossesAndDerivatives(Span<T> z, ReadOnlySpan<int> terms)
    {
        T sum = T.Zero;
        for (int j = 0; j < terms.Length; j++)
        {
            Span<T> scores = z.Slice(j * Classes, Classes);
            int label = _labels[terms[j]];
            T own = scores[label];
            (T largest, T total) = Softmax(scores, scores);
            sum += T.Log(total) + (largest - own);
            scores[label] -= T.One;
        }

        return sum;
    }

    private protected override void MultiplyByCurvature(ReadOnlySpan<T> z, Span<T> v)
    {
        // (diag(q) − q qᵀ) v with the probabilities q, written q ⊙ (v − ⟨q, v⟩).
        T[] probabilities = _probabilities ??= new T[Classes];
        for (int row = 0; row < z.Length; row += Classes)
        {
            Softmax(z.Slice(row, Classes), probabilities);
            Span<T> direction = v.Slice(row, Classes);
            T mean = Vectors.Dot<T>(probabilities, direction);
            for (int k = 0; k < Classes; k++)
                direction[k] = probabilities[k] * (direction[k] - mean);
        }
    }

    private static (T Largest, T Total) Softmax(ReadOnlySpan<T> scores, Span<T> destination)
    {
        T largest = Largest(scores), total = T.Zero;
        for (int k = 0; k < scores.Length; k++)
        {
            destination[k] = T.Exp(scores[k] - largest);
            total += destination[k];
        }

        Vectors.Scale(destination, T.One / total);
        return (largest, total);
    }

    private static T Largest(ReadOnlySpan<T> scores)
    {
        T largest = scores[0];
        foreach (T score in scores)
            largest = T.Max(largest, score);
        return largest;
    }

    private static int AtLeastTwo(int classes) => classes >= 2 ? classes
        : throw new ArgumentOutOfRangeException(nameof(classes), classes, "MultinomialLoss: there must be at least 2 classes.");
}
