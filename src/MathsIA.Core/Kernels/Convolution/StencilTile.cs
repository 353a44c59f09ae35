using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MathsIA.Kernels;

/// <summary>The register tile of direct convolution: a few channels by up to three registers of neighbouring places, every sum in a register.</summary>
/// <remarks>
/// <para>It is the tile of a matrix product whose right operand is never written down: step p reads its row where the image has it, at a
/// distance that a table gives. 8 channels by 3 registers use 24 of the 32 registers of AVX-512, 4 by 3 use 12 of the 16 of AVX2; the shape is
/// flat because rows of the image are seldom aligned, and a load that crosses a line counts twice.</para>
/// <para>Each sum is one chain of multiply-adds in the order of the channels and taps, whatever the tile, and the bias is added at its end.</para>
/// </remarks>
internal static unsafe class StencilTile
{
    /// <summary>The channels of a full tile.</summary>
    public static int Rows => Vector512.IsHardwareAccelerated ? 8 : 4;

    /// <summary>The places of a full tile.</summary>
    public static int Columns<T>() where T : unmanaged => 3 * GemmBlocking.LaneCount<T>();

    /// <summary>The channels of the smallest tile that holds a number of them.</summary>
    public static int RowsFor(int rows) => rows > 4 ? Rows : rows > 2 ? 4 : rows;

    /// <summary>Computes <c>c[i, q] = bias[i] + Σₚ a[p, i] b[offsets[p] + q]</c> for the rows of a tile and the places of one, two or three registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<T>(int rows, int registers, int depth, T* a, T* b, int* offsets, T* bias, T* c, nint cRow) where T : unmanaged, System.Numerics.INumber<T>
    {
        if (Vector512.IsHardwareAccelerated)
            Width<Lane512<T>, T>(rows, registers, depth, a, b, offsets, bias, c, cRow);
        else if (Vector256.IsHardwareAccelerated)
            Width<Lane256<T>, T>(rows, registers, depth, a, b, offsets, bias, c, cRow);
        else if (Vector128.IsHardwareAccelerated)
            Width<Lane128<T>, T>(rows, registers, depth, a, b, offsets, bias, c, cRow);
        else
            Width<LaneScalar<T>, T>(rows, registers, depth, a, b, offsets, bias, c, cRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Width<TLane, T>(int rows, int registers, int depth, T* a, T* b, int* offsets, T* bias, T* c, nint cRow)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
    {
        if (registers == 3)
            Height<TLane, T, Three>(rows, depth, a, b, offsets, bias, c, cRow);
        else if (registers == 2)
            Height<TLane, T, GemmTile.Two>(rows, depth, a, b, offsets, bias, c, cRow);
        else
            Height<TLane, T, GemmTile.One>(rows, depth, a, b, offsets, bias, c, cRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Height<TLane, T, TRegisters>(int rows, int depth, T* a, T* b, int* offsets, T* bias, T* c, nint cRow)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
        where TRegisters : struct, IConstant
    {
        if (rows == 8)
            Sum<TLane, T, GemmTile.Eight, TRegisters>(depth, a, b, offsets, bias, c, cRow);
        else if (rows == 4)
            Sum<TLane, T, GemmTile.Four, TRegisters>(depth, a, b, offsets, bias, c, cRow);
        else if (rows == 2)
            Sum<TLane, T, GemmTile.Two, TRegisters>(depth, a, b, offsets, bias, c, cRow);
        else
            Sum<TLane, T, GemmTile.One, TRegisters>(depth, a, b, offsets, bias, c, cRow);
    }

    private readonly struct Three : IConstant
    {
        public static int Value => 3;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum<TLane, T, TRows, TRegisters>(int depth, T* a, T* b, int* offsets, T* bias, T* c, nint cRow)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
        where TRows : struct, IConstant
        where TRegisters : struct, IConstant
    {
        TLane zero = TLane.Create(default);
        TLane c0_0 = zero, c0_1 = zero, c0_2 = zero;
        TLane c1_0 = zero, c1_1 = zero, c1_2 = zero;
        TLane c2_0 = zero, c2_1 = zero, c2_2 = zero;
        TLane c3_0 = zero, c3_1 = zero, c3_2 = zero;
        TLane c4_0 = zero, c4_1 = zero, c4_2 = zero;
        TLane c5_0 = zero, c5_1 = zero, c5_2 = zero;
        TLane c6_0 = zero, c6_1 = zero, c6_2 = zero;
        TLane c7_0 = zero, c7_1 = zero, c7_2 = zero;
        for (; depth > 0; depth--)
        {
            T* step = b + *offsets++;
            TLane b0 = TLane.Load(step);
            TLane b1 = TRegisters.Value > 1 ? TLane.Load(step + TLane.Count) : zero;
            TLane b2 = TRegisters.Value > 2 ? TLane.Load(step + 2 * TLane.Count) : zero, x;
            x = TLane.Create(a[0]);
            c0_0 = TLane.MultiplyAdd(x, b0, c0_0);
            if (TRegisters.Value > 1)
                c0_1 = TLane.MultiplyAdd(x, b1, c0_1);
            if (TRegisters.Value > 2)
                c0_2 = TLane.MultiplyAdd(x, b2, c0_2);
            if (TRows.Value > 1)
            {
                x = TLane.Create(a[1]);
                c1_0 = TLane.MultiplyAdd(x, b0, c1_0);
                if (TRegisters.Value > 1)
                    c1_1 = TLane.MultiplyAdd(x, b1, c1_1);
                if (TRegisters.Value > 2)
                    c1_2 = TLane.MultiplyAdd(x, b2, c1_2);
            }

            if (TRows.Value > 2)
            {
                x = TLane.Create(a[2]);
                c2_0 = TLane.MultiplyAdd(x, b0, c2_0);
                if (TRegisters.Value > 1)
                    c2_1 = TLane.MultiplyAdd(x, b1, c2_1);
                if (TRegisters.Value > 2)
                    c2_2 = TLane.MultiplyAdd(x, b2, c2_2);
                x = TLane.Create(a[3]);
                c3_0 = TLane.MultiplyAdd(x, b0, c3_0);
                if (TRegisters.Value > 1)
                    c3_1 = TLane.MultiplyAdd(x, b1, c3_1);
                if (TRegisters.Value > 2)
                    c3_2 = TLane.MultiplyAdd(x, b2, c3_2);
            }

            if (TRows.Value > 4)
            {
                x = TLane.Create(a[4]);
                c4_0 = TLane.MultiplyAdd(x, b0, c4_0);
                if (TRegisters.Value > 1)
                    c4_1 = TLane.MultiplyAdd(x, b1, c4_1);
                if (TRegisters.Value > 2)
                    c4_2 = TLane.MultiplyAdd(x, b2, c4_2);
                x = TLane.Create(a[5]);
                c5_0 = TLane.MultiplyAdd(x, b0, c5_0);
                if (TRegisters.Value > 1)
                    c5_1 = TLane.MultiplyAdd(x, b1, c5_1);
                if (TRegisters.Value > 2)
                    c5_2 = TLane.MultiplyAdd(x, b2, c5_2);
                x = TLane.Create(a[6]);
                c6_0 = TLane.MultiplyAdd(x, b0, c6_0);
                if (TRegisters.Value > 1)
                    c6_1 = TLane.MultiplyAdd(x, b1, c6_1);
                if (TRegisters.Value > 2)
                    c6_2 = TLane.MultiplyAdd(x, b2, c6_2);
                x = TLane.Create(a[7]);
                c7_0 = TLane.MultiplyAdd(x, b0, c7_0);
                if (TRegisters.Value > 1)
                    c7_1 = TLane.MultiplyAdd(x, b1, c7_1);
                if (TRegisters.Value > 2)
                    c7_2 = TLane.MultiplyAdd(x, b2, c7_2);
            }
            a += TRows.Value;
        }

        Store<TLane, T, TRegisters>(c0_0, c0_1, c0_2, bias is null ? zero : TLane.Create(bias[0]), c);
        if (TRows.Value > 1)
        {
            Store<TLane, T, TRegisters>(c1_0, c1_1, c1_2, bias is null ? zero : TLane.Create(bias[1]), c + cRow);
        }

        if (TRows.Value > 2)
        {
            Store<TLane, T, TRegisters>(c2_0, c2_1, c2_2, bias is null ? zero : TLane.Create(bias[2]), c + 2 * cRow);
            Store<TLane, T, TRegisters>(c3_0, c3_1, c3_2, bias is null ? zero : TLane.Create(bias[3]), c + 3 * cRow);
        }

        if (TRows.Value > 4)
        {
            Store<TLane, T, TRegisters>(c4_0, c4_1, c4_2, bias is null ? zero : TLane.Create(bias[4]), c + 4 * cRow);
            Store<TLane, T, TRegisters>(c5_0, c5_1, c5_2, bias is null ? zero : TLane.Create(bias[5]), c + 5 * cRow);
            Store<TLane, T, TRegisters>(c6_0, c6_1, c6_2, bias is null ? zero : TLane.Create(bias[6]), c + 6 * cRow);
            Store<TLane, T, TRegisters>(c7_0, c7_1, c7_2, bias is null ? zero : TLane.Create(bias[7]), c + 7 * cRow);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TLane, T, TRegisters>(TLane sum0, TLane sum1, TLane sum2, TLane bias, T* c)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
        where TRegisters : struct, IConstant
    {
        (sum0 + bias).Store(c);
        if (TRegisters.Value > 1)
            (sum1 + bias).Store(c + TLane.Count);
        if (TRegisters.Value > 2)
            (sum2 + bias).Store(c + 2 * TLane.Count);
    }
}
