using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The logistic loss of samples, <c>log(1 + e^{−y z})</c>, for labels <c>y = ±1</c>.</summary>
/// <remarks>In several short passes over samples that are in the first-level cache: one long expression for a register is more than the
/// compiler takes into one loop.</remarks>
internal sealed unsafe class LogisticSampleLoss<T> : ISampleLoss<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public T? LargestCurvature => T.CreateChecked(0.25);

    public T SmallestCurvature => T.Zero;

    public void Values(Span<T> z, ReadOnlySpan<T> targets, Span<T> losses)
    {
        fixed (T* margins = z, y = targets, values = losses)
        {
            Zip.Run(margins, y, margins, z.Length, default(NegatedProduct));
            Map.Run(margins, values, z.Length, default(SoftplusOperator<T>));
        }
    }

    /// <summary><c>−y θ(−y z)</c></summary>
    public void Slopes(Span<T> z, ReadOnlySpan<T> targets)
    {
        fixed (T* margins = z, y = targets)
        {
            Zip.Run(margins, y, margins, z.Length, default(NegatedProduct));
            SlopesOfMargins(margins, y, z.Length);
        }
    }

    public void ValuesAndSlopes(Span<T> z, ReadOnlySpan<T> targets, Span<T> losses)
    {
        fixed (T* margins = z, y = targets)
        {
            Values(z, targets, losses);
            SlopesOfMargins(margins, y, z.Length);
        }
    }

    public void MultiplyByCurvature(Span<T> z, ReadOnlySpan<T> targets, Span<T> v)
    {
        fixed (T* predictions = z, product = v)
        {
            Map.Run(predictions, predictions, z.Length, default(Curvature));
            Zip.Run(predictions, product, product, z.Length, default(MultiplyOperator<T>));
        }
    }

    private static void SlopesOfMargins(T* margins, T* y, int count)
    {
        Map.Run(margins, margins, count, default(SigmoidOperator<T>));
        Zip.Run(margins, y, margins, count, default(NegatedProduct));
    }

    /// <summary><c>−(y z)</c></summary>
    private readonly struct NegatedProduct : IZip<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Apply<TLane>(TLane z, TLane y) where TLane : struct, ILane<TLane, T> => -(y * z);
    }

    /// <summary><c>θ(z) θ(−z) = t/(1 + t)²</c> with <c>t = e^{−|z|}</c></summary>
    private readonly struct Curvature : IMap<T>
    {
        public static bool Unrolls => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Apply<TLane>(TLane z) where TLane : struct, ILane<TLane, T>
        {
            TLane one = Lane.Of<TLane, T>(1), t = default(ExpOperator<T>).Apply(-TLane.Abs(z)), share = Exponential.DivideBySum<TLane, T>(one, one, t);
            return t * share * share;
        }
    }
}
