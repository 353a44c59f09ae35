using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.OptimalTransport;

/// <summary><c>Σ_j w_j (x − y_j)</c>: what gradients of functions of the distance come down to.</summary>
internal static unsafe class WeightedDifferences
{
    /// <summary><c>gradient ← gradient + factor Σ_j w_j (x − y_j)</c>, summed in blocks of fixed order.</summary>
    public static void Add<T>(ReadOnlySpan<T> source, ReadOnlySpan<T> targets, int stride, ReadOnlySpan<T> weights, double factor, Span<double> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (T* y = targets, w = weights)
        {
            for (int k = 0; k < source.Length; k++)
            {
                double sum = 0;
                for (int start = 0; start < weights.Length; start += RowView<T>.BlockLength)
                    sum += LaneSum.Block<T, Term<T>>(new(w + start, y + ((long)k * stride) + start, source[k]), Math.Min(RowView<T>.BlockLength, weights.Length - start));
                gradient[k] += factor * sum;
            }
        }
    }

    /// <summary><c>d_j ← w_j / d_j</c>, and 0 where the distance d_j is.</summary>
    public static void Divide<T>(ReadOnlySpan<T> weights, Span<T> distances) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int j = 0; j < distances.Length; j++)
            distances[j] = distances[j] > T.Zero ? weights[j] / distances[j] : T.Zero;
    }

    private readonly struct Term<T>(T* weights, T* targets, T x) : ITerm<T> where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Get<TLane>(nint index) where TLane : struct, ILane<TLane, T> =>
            TLane.Load(weights + index) * (TLane.Create(x) - TLane.Load(targets + index));
    }
}
