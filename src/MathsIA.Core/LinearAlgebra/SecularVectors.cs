using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

/// <summary>The loops over all poles of a secular equation, in chunks.</summary>
internal static unsafe class SecularVectors
{
    /// <summary><c>gaps[j] = p[j] - p</c>, the poles being d, or their squares (a difference of squares is taken as a product, so
    /// that it keeps its relative accuracy).</summary>
    public static void Gaps(int count, double* d, double pole, bool squared, double* gaps)
    {
        if (LaneWidth.Bits == 512)
            GapsCore<Chunk<Lane512<double>, double>>(count, d, pole, squared, gaps);
        else if (LaneWidth.Bits == 256)
            GapsCore<Chunk<Lane256<double>, double>>(count, d, pole, squared, gaps);
        else
            GapsCore<Chunk<LaneScalar<double>, double>>(count, d, pole, squared, gaps);
    }

    /// <summary><c>w[j] *= t[j] / (p[j] - p)</c> for j in a range.</summary>
    public static void MultiplyRatios(int from, int to, double* d, double pole, bool squared, double* t, double* w)
    {
        if (LaneWidth.Bits == 512)
            RatiosCore<Chunk<Lane512<double>, double>>(from, to, d, pole, squared, t, w);
        else if (LaneWidth.Bits == 256)
            RatiosCore<Chunk<Lane256<double>, double>>(from, to, d, pole, squared, t, w);
        else
            RatiosCore<Chunk<LaneScalar<double>, double>>(from, to, d, pole, squared, t, w);
    }

    /// <summary><c>row[j] = z[j] / t[j]</c>, times d[j] if it is given.</summary>
    public static void Quotients(int count, double* z, double* t, double* d, double* row)
    {
        if (LaneWidth.Bits == 512)
            QuotientsCore<Chunk<Lane512<double>, double>>(count, z, t, d, row);
        else if (LaneWidth.Bits == 256)
            QuotientsCore<Chunk<Lane256<double>, double>>(count, z, t, d, row);
        else
            QuotientsCore<Chunk<LaneScalar<double>, double>>(count, z, t, d, row);
    }

    /// <summary><c>Σ z² / (gap - x)</c> over a range, and its slope in x.</summary>
    public static double Sum(double* gaps, double* z, int from, int to, double x, out double slope)
    {
        if (LaneWidth.Bits == 512)
            return SumCore<Chunk<Lane512<double>, double>>(gaps, z, from, to, x, out slope);
        if (LaneWidth.Bits == 256)
            return SumCore<ChunkPair<Chunk<Lane256<double>, double>, double>>(gaps, z, from, to, x, out slope);
        if (LaneWidth.Bits == 128)
            return SumCore<ChunkPair<ChunkPair<Chunk<Lane128<double>, double>, double>, double>>(gaps, z, from, to, x, out slope);
        return SumCore<Chunk<LaneScalar<double>, double>>(gaps, z, from, to, x, out slope);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void GapsCore<TChunk>(int count, double* d, double pole, bool squared, double* gaps) where TChunk : struct, IChunk<TChunk, double>
    {
        TChunk at = TChunk.Create(pole);
        int j = 0;
        if (squared)
        {
            for (; j + TChunk.Count <= count; j += TChunk.Count)
            {
                TChunk x = TChunk.Load(d + j);
                ((x - at) * (x + at)).Store(gaps + j);
            }
        }
        else
        {
            for (; j + TChunk.Count <= count; j += TChunk.Count)
                (TChunk.Load(d + j) - at).Store(gaps + j);
        }

        for (; j < count; j++)
            gaps[j] = squared ? (d[j] - pole) * (d[j] + pole) : d[j] - pole;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RatiosCore<TChunk>(int from, int to, double* d, double pole, bool squared, double* t, double* w) where TChunk : struct, IChunk<TChunk, double>
    {
        TChunk at = TChunk.Create(pole);
        int j = from;
        for (; j + TChunk.Count <= to; j += TChunk.Count)
        {
            TChunk x = TChunk.Load(d + j), gap = squared ? (x - at) * (x + at) : x - at;
            (TChunk.Load(w + j) * (TChunk.Load(t + j) / gap)).Store(w + j);
        }

        for (; j < to; j++)
            w[j] *= t[j] / (squared ? (d[j] - pole) * (d[j] + pole) : d[j] - pole);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void QuotientsCore<TChunk>(int count, double* z, double* t, double* d, double* row) where TChunk : struct, IChunk<TChunk, double>
    {
        int j = 0;
        for (; j + TChunk.Count <= count; j += TChunk.Count)
        {
            TChunk x = TChunk.Load(z + j) / TChunk.Load(t + j);
            (d == null ? x : x * TChunk.Load(d + j)).Store(row + j);
        }

        for (; j < count; j++)
            row[j] = d == null ? z[j] / t[j] : z[j] / t[j] * d[j];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double SumCore<TChunk>(double* gaps, double* z, int from, int to, double x, out double slope) where TChunk : struct, IChunk<TChunk, double>
    {
        double value = 0, derivative = 0;
        int j = from;
        if (to - from >= TChunk.Count)
        {
            TChunk sums = TChunk.Create(0), slopes = sums, at = TChunk.Create(x);
            for (; j + TChunk.Count <= to; j += TChunk.Count)
            {
                TChunk weight = TChunk.Load(z + j), ratio = weight / (TChunk.Load(gaps + j) - at);
                sums = TChunk.MultiplyAdd(weight, ratio, sums);
                slopes = TChunk.MultiplyAdd(ratio, ratio, slopes);
            }

            double* lanes = stackalloc double[TChunk.Count];
            value = PanelKernels.Sum<TChunk, double>(sums, lanes);
            derivative = PanelKernels.Sum<TChunk, double>(slopes, lanes);
        }

        for (; j < to; j++)
        {
            double ratio = z[j] / (gaps[j] - x);
            value += z[j] * ratio;
            derivative += ratio * ratio;
        }

        slope = derivative;
        return value;
    }
}
