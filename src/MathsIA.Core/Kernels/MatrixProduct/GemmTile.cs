using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>An integer known to the JIT, so that one body is compiled to several tile sizes.</summary>
internal interface IConstant
{
    static abstract int Value { get; }
}

/// <summary>The register tile of the matrix product: <c>C = alpha A B + beta C</c> for a few rows and one or two registers of
/// columns, every sum held in a register.</summary>
/// <remarks>
/// <para>12 rows by 2 registers use 24 of the 32 registers of AVX-512, 6 by 2 use 12 of the 16 of AVX2: enough independent sums
/// to hide the latency of multiply-add (4 cycles, two a cycle), with room for the two of B and a broadcast element of A.</para>
/// <para>Each element of C is one chain of multiply-adds in the order of k, whatever the tile: that is what makes the bits
/// independent of the width, of the blocking and of the threads.</para>
/// </remarks>
internal static unsafe class GemmTile
{
    public readonly struct One : IConstant { public static int Value => 1; }

    public readonly struct Two : IConstant { public static int Value => 2; }

    public readonly struct Four : IConstant { public static int Value => 4; }

    public readonly struct Six : IConstant { public static int Value => 6; }

    public readonly struct Eight : IConstant { public static int Value => 8; }

    public readonly struct Twelve : IConstant { public static int Value => 12; }

    /// <summary>Computes <paramref name="down"/> tiles of C one below another: <c>C = alpha A B + beta C</c>, or <c>C = alpha A B</c>
    /// without reading C unless <paramref name="accumulate"/>.</summary>
    /// <remarks>With <paramref name="aRow"/> zero the rows of A are packed, the element of row i of a tile at step p standing at
    /// <c>a[p * TRows + i]</c> and the tiles one after another; otherwise it stands at <c>a[i * aRow + p * aColumn]</c>. The columns
    /// of B and C are neighbours in memory; step p of B stands at <c>b + p * bRow</c>, row i of C at <c>c + i * cRow</c>. The tiles
    /// are looped over in here because a small product spends as long on a call as on its sums.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLane, T, TRows, TVectors>(int down, int k, T* a, nint aRow, nint aColumn, T* b, nint bRow, T alpha, T beta, bool accumulate, T* c, nint cRow)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
        where TRows : struct, IConstant
        where TVectors : struct, IConstant
    {
        TLane zero = TLane.Create(default);
        for (; down > 0; down--)
        {
            TLane c0_0 = zero, c0_1 = zero;
            TLane c1_0 = zero, c1_1 = zero;
            TLane c2_0 = zero, c2_1 = zero;
            TLane c3_0 = zero, c3_1 = zero;
            TLane c4_0 = zero, c4_1 = zero;
            TLane c5_0 = zero, c5_1 = zero;
            TLane c6_0 = zero, c6_1 = zero;
            TLane c7_0 = zero, c7_1 = zero;
            TLane c8_0 = zero, c8_1 = zero;
            TLane c9_0 = zero, c9_1 = zero;
            TLane c10_0 = zero, c10_1 = zero;
            TLane c11_0 = zero, c11_1 = zero;
            T* step = b;
            if (aRow == 0)
            {
                for (int p = k; p > 0; p--)
                {
                    TLane b0 = TLane.Load(step), b1 = TVectors.Value > 1 ? TLane.Load(step + TLane.Count) : zero, x;
                    x = TLane.Create(a[0]);
                    c0_0 = TLane.MultiplyAdd(x, b0, c0_0);
                    if (TVectors.Value > 1)
                        c0_1 = TLane.MultiplyAdd(x, b1, c0_1);
                    if (TRows.Value > 1)
                    {
                        x = TLane.Create(a[1]);
                        c1_0 = TLane.MultiplyAdd(x, b0, c1_0);
                        if (TVectors.Value > 1)
                            c1_1 = TLane.MultiplyAdd(x, b1, c1_1);
                    }

                    if (TRows.Value > 2)
                    {
                        x = TLane.Create(a[2]);
                        c2_0 = TLane.MultiplyAdd(x, b0, c2_0);
                        if (TVectors.Value > 1)
                            c2_1 = TLane.MultiplyAdd(x, b1, c2_1);
                        x = TLane.Create(a[3]);
                        c3_0 = TLane.MultiplyAdd(x, b0, c3_0);
                        if (TVectors.Value > 1)
                            c3_1 = TLane.MultiplyAdd(x, b1, c3_1);
                    }

                    if (TRows.Value > 4)
                    {
                        x = TLane.Create(a[4]);
                        c4_0 = TLane.MultiplyAdd(x, b0, c4_0);
                        if (TVectors.Value > 1)
                            c4_1 = TLane.MultiplyAdd(x, b1, c4_1);
                        x = TLane.Create(a[5]);
                        c5_0 = TLane.MultiplyAdd(x, b0, c5_0);
                        if (TVectors.Value > 1)
                            c5_1 = TLane.MultiplyAdd(x, b1, c5_1);
                    }

                    if (TRows.Value > 6)
                    {
                        x = TLane.Create(a[6]);
                        c6_0 = TLane.MultiplyAdd(x, b0, c6_0);
                        if (TVectors.Value > 1)
                            c6_1 = TLane.MultiplyAdd(x, b1, c6_1);
                        x = TLane.Create(a[7]);
                        c7_0 = TLane.MultiplyAdd(x, b0, c7_0);
                        if (TVectors.Value > 1)
                            c7_1 = TLane.MultiplyAdd(x, b1, c7_1);
                    }

                    if (TRows.Value > 8)
                    {
                        x = TLane.Create(a[8]);
                        c8_0 = TLane.MultiplyAdd(x, b0, c8_0);
                        if (TVectors.Value > 1)
                            c8_1 = TLane.MultiplyAdd(x, b1, c8_1);
                        x = TLane.Create(a[9]);
                        c9_0 = TLane.MultiplyAdd(x, b0, c9_0);
                        if (TVectors.Value > 1)
                            c9_1 = TLane.MultiplyAdd(x, b1, c9_1);
                        x = TLane.Create(a[10]);
                        c10_0 = TLane.MultiplyAdd(x, b0, c10_0);
                        if (TVectors.Value > 1)
                            c10_1 = TLane.MultiplyAdd(x, b1, c10_1);
                        x = TLane.Create(a[11]);
                        c11_0 = TLane.MultiplyAdd(x, b0, c11_0);
                        if (TVectors.Value > 1)
                            c11_1 = TLane.MultiplyAdd(x, b1, c11_1);
                    }
                    a += TRows.Value;
                    step += bRow;
                }
            }
            else
            {
                // Three steps from each fourth row: a general register for every row would not leave enough of them.
                T* a0 = a, a4 = a + 4 * aRow, a8 = a4 + 4 * aRow;
                nint r1 = aRow, r2 = 2 * aRow, r3 = 3 * aRow;
                for (int p = k; p > 0; p--)
                {
                    TLane b0 = TLane.Load(step), b1 = TVectors.Value > 1 ? TLane.Load(step + TLane.Count) : zero, x;
                    x = TLane.Create(*a0);
                    c0_0 = TLane.MultiplyAdd(x, b0, c0_0);
                    if (TVectors.Value > 1)
                        c0_1 = TLane.MultiplyAdd(x, b1, c0_1);
                    if (TRows.Value > 1)
                    {
                        x = TLane.Create(a0[r1]);
                        c1_0 = TLane.MultiplyAdd(x, b0, c1_0);
                        if (TVectors.Value > 1)
                            c1_1 = TLane.MultiplyAdd(x, b1, c1_1);
                    }

                    if (TRows.Value > 2)
                    {
                        x = TLane.Create(a0[r2]);
                        c2_0 = TLane.MultiplyAdd(x, b0, c2_0);
                        if (TVectors.Value > 1)
                            c2_1 = TLane.MultiplyAdd(x, b1, c2_1);
                        x = TLane.Create(a0[r3]);
                        c3_0 = TLane.MultiplyAdd(x, b0, c3_0);
                        if (TVectors.Value > 1)
                            c3_1 = TLane.MultiplyAdd(x, b1, c3_1);
                    }

                    if (TRows.Value > 4)
                    {
                        x = TLane.Create(*a4);
                        c4_0 = TLane.MultiplyAdd(x, b0, c4_0);
                        if (TVectors.Value > 1)
                            c4_1 = TLane.MultiplyAdd(x, b1, c4_1);
                        x = TLane.Create(a4[r1]);
                        c5_0 = TLane.MultiplyAdd(x, b0, c5_0);
                        if (TVectors.Value > 1)
                            c5_1 = TLane.MultiplyAdd(x, b1, c5_1);
                    }

                    if (TRows.Value > 6)
                    {
                        x = TLane.Create(a4[r2]);
                        c6_0 = TLane.MultiplyAdd(x, b0, c6_0);
                        if (TVectors.Value > 1)
                            c6_1 = TLane.MultiplyAdd(x, b1, c6_1);
                        x = TLane.Create(a4[r3]);
                        c7_0 = TLane.MultiplyAdd(x, b0, c7_0);
                        if (TVectors.Value > 1)
                            c7_1 = TLane.MultiplyAdd(x, b1, c7_1);
                    }

                    if (TRows.Value > 8)
                    {
                        x = TLane.Create(*a8);
                        c8_0 = TLane.MultiplyAdd(x, b0, c8_0);
                        if (TVectors.Value > 1)
                            c8_1 = TLane.MultiplyAdd(x, b1, c8_1);
                        x = TLane.Create(a8[r1]);
                        c9_0 = TLane.MultiplyAdd(x, b0, c9_0);
                        if (TVectors.Value > 1)
                            c9_1 = TLane.MultiplyAdd(x, b1, c9_1);
                        x = TLane.Create(a8[r2]);
                        c10_0 = TLane.MultiplyAdd(x, b0, c10_0);
                        if (TVectors.Value > 1)
                            c10_1 = TLane.MultiplyAdd(x, b1, c10_1);
                        x = TLane.Create(a8[r3]);
                        c11_0 = TLane.MultiplyAdd(x, b0, c11_0);
                        if (TVectors.Value > 1)
                            c11_1 = TLane.MultiplyAdd(x, b1, c11_1);
                    }
                    a0 += aColumn;
                    if (TRows.Value > 4)
                        a4 += aColumn;
                    if (TRows.Value > 8)
                        a8 += aColumn;
                    step += bRow;
                }

                a += TRows.Value * aRow;
            }

            TLane scale = TLane.Create(alpha), keep = TLane.Create(beta);
            StoreRow<TLane, T, TVectors>(c0_0, c0_1, scale, keep, accumulate, c);
            if (TRows.Value > 1)
                StoreRow<TLane, T, TVectors>(c1_0, c1_1, scale, keep, accumulate, c + cRow);
            if (TRows.Value > 2)
            {
                StoreRow<TLane, T, TVectors>(c2_0, c2_1, scale, keep, accumulate, c + 2 * cRow);
                StoreRow<TLane, T, TVectors>(c3_0, c3_1, scale, keep, accumulate, c + 3 * cRow);
            }

            if (TRows.Value > 4)
            {
                StoreRow<TLane, T, TVectors>(c4_0, c4_1, scale, keep, accumulate, c + 4 * cRow);
                StoreRow<TLane, T, TVectors>(c5_0, c5_1, scale, keep, accumulate, c + 5 * cRow);
            }

            if (TRows.Value > 6)
            {
                StoreRow<TLane, T, TVectors>(c6_0, c6_1, scale, keep, accumulate, c + 6 * cRow);
                StoreRow<TLane, T, TVectors>(c7_0, c7_1, scale, keep, accumulate, c + 7 * cRow);
            }

            if (TRows.Value > 8)
            {
                StoreRow<TLane, T, TVectors>(c8_0, c8_1, scale, keep, accumulate, c + 8 * cRow);
                StoreRow<TLane, T, TVectors>(c9_0, c9_1, scale, keep, accumulate, c + 9 * cRow);
                StoreRow<TLane, T, TVectors>(c10_0, c10_1, scale, keep, accumulate, c + 10 * cRow);
                StoreRow<TLane, T, TVectors>(c11_0, c11_1, scale, keep, accumulate, c + 11 * cRow);
            }

            c += TRows.Value * cRow;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow<TLane, T, TVectors>(TLane sum0, TLane sum1, TLane alpha, TLane beta, bool accumulate, T* c)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
        where TVectors : struct, IConstant
    {
        // Rounded after each operation, as the scalar edges are, so that it does not matter which of the two writes an element.
        sum0 = accumulate ? (alpha * sum0) + (beta * TLane.Load(c)) : alpha * sum0;
        sum0.Store(c);
        if (TVectors.Value > 1)
        {
            sum1 = accumulate ? (alpha * sum1) + (beta * TLane.Load(c + TLane.Count)) : alpha * sum1;
            sum1.Store(c + TLane.Count);
        }
    }
}
