using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The cross-entropy of softmax, k scores a sample; targets are class numbers.</summary>
internal sealed class SoftmaxLoss<T>(int classes) : ISampleLoss<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public T? LargestCurvature => T.CreateChecked(0.5);

    public T SmallestCurvature => T.Zero;

    public void Values(Span<T> z, ReadOnlySpan<T> targets, Span<T> losses) => Values(z, targets, losses, differentiate: false);

    public void ValuesAndSlopes(Span<T> z, ReadOnlySpan<T> targets, Span<T> losses) => Values(z, targets, losses, differentiate: true);

    public void Slopes(Span<T> z, ReadOnlySpan<T> targets)
    {
        Softmax(z, targets.Length);
        for (int i = 0; i < targets.Length; i++)
            Row(z, i)[Class(targets[i])] -= T.One;
    }

    public void MultiplyByCurvature(Span<T> z, ReadOnlySpan<T> targets, Span<T> v)
    {
        // (diag(q) − q qᵀ) v with the probabilities q, written q ⊙ (v − ⟨q, v⟩).
        Softmax(z, targets.Length);
        for (int i = 0; i < targets.Length; i++)
        {
            Span<T> probabilities = Row(z, i), direction = Row(v, i);
            T mean = Vectors.Dot<T>(probabilities, direction);
            for (int k = 0; k < classes; k++)
                direction[k] = probabilities[k] * (direction[k] - mean);
        }
    }

    /// <summary>With m the largest score of a sample and <c>e_k = exp(s_k − m)</c>, its loss is <c>log Σ e_k − (s_c − m)</c>: two
    /// terms of one sign, and no large number.</summary>
    private unsafe void Values(Span<T> z, ReadOnlySpan<T> targets, Span<T> losses, bool differentiate)
    {
        TakeOffLargest(z, targets.Length);
        Span<T> own = stackalloc T[targets.Length];
        for (int i = 0; i < targets.Length; i++)
            own[i] = Row(z, i)[Class(targets[i])];
        Apply(z, default(ExpOperator<T>));
        for (int i = 0; i < targets.Length; i++)
        {
            Span<T> row = Row(z, i);
            losses[i] = Vectors.Sum<T>(row);
            if (!differentiate)
                continue;
            Vectors.Scale(row, T.One / losses[i]);
            row[Class(targets[i])] -= T.One;
        }

        Apply(losses, default(LogOperator<T>));
        Vectors.Subtract(losses, own, losses);
    }

    /// <summary>Replaces the scores of each sample by their softmax: exponentials of all samples in one pass.</summary>
    private void Softmax(Span<T> z, int count)
    {
        TakeOffLargest(z, count);
        Apply(z, default(ExpOperator<T>));
        for (int i = 0; i < count; i++)
        {
            Span<T> row = Row(z, i);
            Vectors.Scale(row, T.One / Vectors.Sum<T>(row));
        }
    }

    private void TakeOffLargest(Span<T> z, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Span<T> row = Row(z, i);
            T largest = row[0];
            foreach (T score in row)
                largest = score > largest ? score : largest;
            for (int k = 0; k < row.Length; k++)
                row[k] -= largest;
        }
    }

    private static unsafe void Apply<TMap>(Span<T> values, TMap map) where TMap : struct, IMap<T>
    {
        fixed (T* p = values)
            Map.Run(p, p, values.Length, map);
    }

    private static int Class(T target) => int.CreateTruncating(target);

    private Span<T> Row(Span<T> z, int i) => z.Slice(i * classes, classes);
}
