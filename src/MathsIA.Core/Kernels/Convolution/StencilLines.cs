using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MathsIA.Kernels;

/// <summary>The register tile for one channel, as in a depthwise convolution: four rows of the result by up to three registers of places.</summary>
/// <remarks>With one channel the rows are what gives independent sums, 4 to 12 of them, and a weight is broadcast once for all. Each sum is one
/// chain of multiply-adds in the order of the taps, with the bias at its end: the bits are those of <see cref="StencilTile"/>.</remarks>
internal static unsafe class StencilLines
{
    /// <summary>The rows of a tile.</summary>
    public const int Count = 4;

    /// <summary>Computes <c>c[i cRow + q] = bias + Σₚ a[p] b[i bRow + offsets[p] + q]</c> for four rows and the places of one, two or three registers. Rows are
    /// stored one after another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<T>(int registers, int depth, T* a, T* b, nint bRow, int* offsets, T* bias, T* c, nint cRow) where T : unmanaged, System.Numerics.INumber<T>
    {
        if (Vector512.IsHardwareAccelerated)
            Width<Lane512<T>, T>(registers, depth, a, b, bRow, offsets, bias, c, cRow);
        else if (Vector256.IsHardwareAccelerated)
            Width<Lane256<T>, T>(registers, depth, a, b, bRow, offsets, bias, c, cRow);
        else if (Vector128.IsHardwareAccelerated)
            Width<Lane128<T>, T>(registers, depth, a, b, bRow, offsets, bias, c, cRow);
        else
            Width<LaneScalar<T>, T>(registers, depth, a, b, bRow, offsets, bias, c, cRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Width<TLane, T>(int registers, int depth, T* a, T* b, nint bRow, int* offsets, T* bias, T* c, nint cRow)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
    {
        if (registers == 3)
            Sum<TLane, T, Three>(depth, a, b, bRow, offsets, bias, c, cRow);
        else if (registers == 2)
            Sum<TLane, T, GemmTile.Two>(depth, a, b, bRow, offsets, bias, c, cRow);
        else
            Sum<TLane, T, GemmTile.One>(depth, a, b, bRow, offsets, bias, c, cRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum<TLane, T, TRegisters>(int depth, T* a, T* b, nint bRow, int* offsets, T* bias, T* c, nint cRow)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
        where TRegisters : struct, IConstant
    {
        TLane zero = TLane.Create(default);
        TLane c0_0 = zero, c0_1 = zero, c0_2 = zero;
        TLane c1_0 = zero, c1_1 = zero, c1_2 = zero;
        TLane c2_0 = zero, c2_1 = zero, c2_2 = zero;
        TLane c3_0 = zero, c3_1 = zero, c3_2 = zero;
        for (int p = 0; p < depth; p++)
        {
            TLane x = TLane.Create(a[p]);
            T* step = b + offsets[p];
            c0_0 = TLane.MultiplyAdd(x, TLane.Load(step), c0_0);
            c1_0 = TLane.MultiplyAdd(x, TLane.Load(step + bRow), c1_0);
            c2_0 = TLane.MultiplyAdd(x, TLane.Load(step + 2 * bRow), c2_0);
            c3_0 = TLane.MultiplyAdd(x, TLane.Load(step + 3 * bRow), c3_0);
            if (TRegisters.Value > 1)
            {
                step += TLane.Count;
                c0_1 = TLane.MultiplyAdd(x, TLane.Load(step), c0_1);
                c1_1 = TLane.MultiplyAdd(x, TLane.Load(step + bRow), c1_1);
                c2_1 = TLane.MultiplyAdd(x, TLane.Load(step + 2 * bRow), c2_1);
                c3_1 = TLane.MultiplyAdd(x, TLane.Load(step + 3 * bRow), c3_1);
            }

            if (TRegisters.Value > 2)
            {
                step += TLane.Count;
                c0_2 = TLane.MultiplyAdd(x, TLane.Load(step), c0_2);
                c1_2 = TLane.MultiplyAdd(x, TLane.Load(step + bRow), c1_2);
                c2_2 = TLane.MultiplyAdd(x, TLane.Load(step + 2 * bRow), c2_2);
                c3_2 = TLane.MultiplyAdd(x, TLane.Load(step + 3 * bRow), c3_2);
            }
        }

        TLane shift = bias is null ? zero : TLane.Create(*bias);
        Store<TLane, T, TRegisters>(c0_0 + shift, c0_1 + shift, c0_2 + shift, c);
        Store<TLane, T, TRegisters>(c1_0 + shift, c1_1 + shift, c1_2 + shift, c + cRow);
        Store<TLane, T, TRegisters>(c2_0 + shift, c2_1 + shift, c2_2 + shift, c + 2 * cRow);
        Store<TLane, T, TRegisters>(c3_0 + shift, c3_1 + shift, c3_2 + shift, c + 3 * cRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TLane, T, TRegisters>(TLane sum0, TLane sum1, TLane sum2, T* c)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
        where TRegisters : struct, IConstant
    {
        sum0.Store(c);
        if (TRegisters.Value > 1)
            sum1.Store(c + TLane.Count);
        if (TRegisters.Value > 2)
            sum2.Store(c + 2 * TLane.Count);
    }

    private readonly struct Three : IConstant
    {
        public static int Value => 3;
    }
}
