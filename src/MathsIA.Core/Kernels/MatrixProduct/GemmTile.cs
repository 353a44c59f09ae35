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

    /// <summary>The rows of A lie in memory with strides.</summary>
    public readonly struct Strided : IConstant { public static int Value => 0; }

    /// <summary>The rows of A are packed: the element of row i of a tile at step p stands at <c>a[p * TRows + i]</c>.</summary>
    public readonly struct Packed : IConstant { public static int Value => 1; }

    /// <summary>Computes <paramref name="down"/> tiles of C one below another: <c>C = alpha A B + beta C</c>, or <c>C = alpha A B</c>
    /// without reading C unless <paramref name="accumulate"/>.</summary>
    /// <remarks>Of a strided A, the element of row i at step p stands at <c>a[i * aRow + p * aColumn]</c>; packed tiles stand one
    /// after another. The columns of B and C are neighbours in memory, those of a second register starting at column
    /// <paramref name="second"/>: next to the first's, or among them. Step p of B stands at <c>b + p * bRow</c>, row i of C at
    /// <c>c + i * cRow</c>. The tiles are looped over in here because a small product spends as long on a call as on its sums. The
    /// order of A is a type, so that the two loops are compiled apart.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLane, T, TOrder, TRows, TVectors>(int down, nint second, int k, T* a, nint aRow, nint aColumn, T* b, nint bRow, T alpha, T beta, bool accumulate, T* c, nint cRow)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
        where TOrder : struct, IConstant
        where TRows : struct, IConstant
        where TVectors : struct, IConstant
    {
        TLane zero = TLane.Create(default);
        for (; down != 0; down--)
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
            if (typeof(TOrder) == typeof(Packed))
            {
                // AVX-512 multiplies by an element of memory without an instruction to fetch it, so naming each element twice costs
                // nothing, and a fetch into a register would. The second name is a pointer of its own, as the compiler joins equal ones.
                T* twin = a;
                for (int p = k; p != 0; p--)
                {
                    T* again = typeof(TLane) == typeof(Lane512<T>) ? twin : a;
                    TLane b0 = TLane.Load(step), b1 = TVectors.Value > 1 ? TLane.Load(step + second) : zero;
                    c0_0 = TLane.MultiplyAddElement(a, b0, c0_0);
                    if (TVectors.Value > 1)
                        c0_1 = TLane.MultiplyAddElement(again, b1, c0_1);
                    if (TRows.Value > 1)
                    {
                        c1_0 = TLane.MultiplyAddElement(a + 1, b0, c1_0);
                        if (TVectors.Value > 1)
                            c1_1 = TLane.MultiplyAddElement(again + 1, b1, c1_1);
                    }

                    if (TRows.Value > 2)
                    {
                        c2_0 = TLane.MultiplyAddElement(a + 2, b0, c2_0);
                        if (TVectors.Value > 1)
                            c2_1 = TLane.MultiplyAddElement(again + 2, b1, c2_1);
                        c3_0 = TLane.MultiplyAddElement(a + 3, b0, c3_0);
                        if (TVectors.Value > 1)
                            c3_1 = TLane.MultiplyAddElement(again + 3, b1, c3_1);
                    }

                    if (TRows.Value > 4)
                    {
                        c4_0 = TLane.MultiplyAddElement(a + 4, b0, c4_0);
                        if (TVectors.Value > 1)
                            c4_1 = TLane.MultiplyAddElement(again + 4, b1, c4_1);
                        c5_0 = TLane.MultiplyAddElement(a + 5, b0, c5_0);
                        if (TVectors.Value > 1)
                            c5_1 = TLane.MultiplyAddElement(again + 5, b1, c5_1);
                    }

                    if (TRows.Value > 6)
                    {
                        c6_0 = TLane.MultiplyAddElement(a + 6, b0, c6_0);
                        if (TVectors.Value > 1)
                            c6_1 = TLane.MultiplyAddElement(again + 6, b1, c6_1);
                        c7_0 = TLane.MultiplyAddElement(a + 7, b0, c7_0);
                        if (TVectors.Value > 1)
                            c7_1 = TLane.MultiplyAddElement(again + 7, b1, c7_1);
                    }

                    if (TRows.Value > 8)
                    {
                        c8_0 = TLane.MultiplyAddElement(a + 8, b0, c8_0);
                        if (TVectors.Value > 1)
                            c8_1 = TLane.MultiplyAddElement(again + 8, b1, c8_1);
                        c9_0 = TLane.MultiplyAddElement(a + 9, b0, c9_0);
                        if (TVectors.Value > 1)
                            c9_1 = TLane.MultiplyAddElement(again + 9, b1, c9_1);
                        c10_0 = TLane.MultiplyAddElement(a + 10, b0, c10_0);
                        if (TVectors.Value > 1)
                            c10_1 = TLane.MultiplyAddElement(again + 10, b1, c10_1);
                        c11_0 = TLane.MultiplyAddElement(a + 11, b0, c11_0);
                        if (TVectors.Value > 1)
                            c11_1 = TLane.MultiplyAddElement(again + 11, b1, c11_1);
                    }

                    a += TRows.Value;
                    twin += TRows.Value;
                    step += bRow;
                }
            }
            else
            {
                // Three steps from each fourth row: a general register for every row would not leave enough of them.
                T* a0 = a, a4 = a + 4 * aRow, a8 = a4 + 4 * aRow;
                nint r1 = aRow, r2 = 2 * aRow, r3 = 3 * aRow, aStep = aColumn * sizeof(T);
                for (int p = k; p != 0; p--)
                {
                    TLane b0 = TLane.Load(step), b1 = TVectors.Value > 1 ? TLane.Load(step + second) : zero;
                    c0_0 = TLane.MultiplyAddElement(a0, b0, c0_0);
                    if (TVectors.Value > 1)
                        c0_1 = TLane.MultiplyAddElement(a0, b1, c0_1);
                    if (TRows.Value > 1)
                    {
                        c1_0 = TLane.MultiplyAddElement(a0 + r1, b0, c1_0);
                        if (TVectors.Value > 1)
                            c1_1 = TLane.MultiplyAddElement(a0 + r1, b1, c1_1);
                    }

                    if (TRows.Value > 2)
                    {
                        c2_0 = TLane.MultiplyAddElement(a0 + r2, b0, c2_0);
                        if (TVectors.Value > 1)
                            c2_1 = TLane.MultiplyAddElement(a0 + r2, b1, c2_1);
                        c3_0 = TLane.MultiplyAddElement(a0 + r3, b0, c3_0);
                        if (TVectors.Value > 1)
                            c3_1 = TLane.MultiplyAddElement(a0 + r3, b1, c3_1);
                    }

                    if (TRows.Value > 4)
                    {
                        c4_0 = TLane.MultiplyAddElement(a4, b0, c4_0);
                        if (TVectors.Value > 1)
                            c4_1 = TLane.MultiplyAddElement(a4, b1, c4_1);
                        c5_0 = TLane.MultiplyAddElement(a4 + r1, b0, c5_0);
                        if (TVectors.Value > 1)
                            c5_1 = TLane.MultiplyAddElement(a4 + r1, b1, c5_1);
                    }

                    if (TRows.Value > 6)
                    {
                        c6_0 = TLane.MultiplyAddElement(a4 + r2, b0, c6_0);
                        if (TVectors.Value > 1)
                            c6_1 = TLane.MultiplyAddElement(a4 + r2, b1, c6_1);
                        c7_0 = TLane.MultiplyAddElement(a4 + r3, b0, c7_0);
                        if (TVectors.Value > 1)
                            c7_1 = TLane.MultiplyAddElement(a4 + r3, b1, c7_1);
                    }

                    if (TRows.Value > 8)
                    {
                        c8_0 = TLane.MultiplyAddElement(a8, b0, c8_0);
                        if (TVectors.Value > 1)
                            c8_1 = TLane.MultiplyAddElement(a8, b1, c8_1);
                        c9_0 = TLane.MultiplyAddElement(a8 + r1, b0, c9_0);
                        if (TVectors.Value > 1)
                            c9_1 = TLane.MultiplyAddElement(a8 + r1, b1, c9_1);
                        c10_0 = TLane.MultiplyAddElement(a8 + r2, b0, c10_0);
                        if (TVectors.Value > 1)
                            c10_1 = TLane.MultiplyAddElement(a8 + r2, b1, c10_1);
                        c11_0 = TLane.MultiplyAddElement(a8 + r3, b0, c11_0);
                        if (TVectors.Value > 1)
                            c11_1 = TLane.MultiplyAddElement(a8 + r3, b1, c11_1);
                    }
                    a0 = (T*)((byte*)a0 + aStep);
                    if (TRows.Value > 4)
                        a4 = (T*)((byte*)a4 + aStep);
                    if (TRows.Value > 8)
                        a8 = (T*)((byte*)a8 + aStep);
                    step += bRow;
                }

                a += TRows.Value * aRow;
            }

            TLane scale = TLane.Create(alpha), keep = TLane.Create(beta);
            StoreRow<TLane, T, TVectors>(c0_0, c0_1, scale, keep, accumulate, second, c);
            if (TRows.Value > 1)
                StoreRow<TLane, T, TVectors>(c1_0, c1_1, scale, keep, accumulate, second, c + cRow);
            if (TRows.Value > 2)
            {
                StoreRow<TLane, T, TVectors>(c2_0, c2_1, scale, keep, accumulate, second, c + 2 * cRow);
                StoreRow<TLane, T, TVectors>(c3_0, c3_1, scale, keep, accumulate, second, c + 3 * cRow);
            }

            if (TRows.Value > 4)
            {
                StoreRow<TLane, T, TVectors>(c4_0, c4_1, scale, keep, accumulate, second, c + 4 * cRow);
                StoreRow<TLane, T, TVectors>(c5_0, c5_1, scale, keep, accumulate, second, c + 5 * cRow);
            }

            if (TRows.Value > 6)
            {
                StoreRow<TLane, T, TVectors>(c6_0, c6_1, scale, keep, accumulate, second, c + 6 * cRow);
                StoreRow<TLane, T, TVectors>(c7_0, c7_1, scale, keep, accumulate, second, c + 7 * cRow);
            }

            if (TRows.Value > 8)
            {
                StoreRow<TLane, T, TVectors>(c8_0, c8_1, scale, keep, accumulate, second, c + 8 * cRow);
                StoreRow<TLane, T, TVectors>(c9_0, c9_1, scale, keep, accumulate, second, c + 9 * cRow);
                StoreRow<TLane, T, TVectors>(c10_0, c10_1, scale, keep, accumulate, second, c + 10 * cRow);
                StoreRow<TLane, T, TVectors>(c11_0, c11_1, scale, keep, accumulate, second, c + 11 * cRow);
            }

            c += TRows.Value * cRow;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow<TLane, T, TVectors>(TLane sum0, TLane sum1, TLane alpha, TLane beta, bool accumulate, nint second, T* c)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
        where TVectors : struct, IConstant
    {
        // Rounded after each operation, as the scalar edges are, so that it does not matter which of the two writes an element.
        sum0 = alpha * sum0;
        sum1 = TVectors.Value > 1 ? alpha * sum1 : sum1;
        if (accumulate)
        {
            sum0 += beta * TLane.Load(c);
            if (TVectors.Value > 1)
                sum1 += beta * TLane.Load(c + second);
        }

        sum0.Store(c);
        if (TVectors.Value > 1)
            sum1.Store(c + second);
    }
}
