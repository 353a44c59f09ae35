using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MathsIA.Kernels;

/// <summary>Picks the register tile for a size and the machine's width.</summary>
internal static unsafe class GemmDispatch
{
    /// <summary>Computes tiles of C one below another; see <see cref="GemmTile"/>. <paramref name="columns"/> is one register, or up to two:
    /// the second one ends with them, and what it shares with the first comes out the same again, if C is not added to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Tile<T>(int down, int rows, int columns, int k, T* a, nint aRow, nint aColumn, T* b, nint bRow, T alpha, T beta, bool accumulate, T* c, nint cRow)
        where T : unmanaged, INumber<T> => Columns<T, GemmTile.Strided>(down, rows, columns, k, a, aRow, aColumn, b, bRow, alpha, beta, accumulate, c, cRow);

    /// <summary>Computes a tile of C from packed rows of A and packed columns of B.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void PackedTile<T>(int rows, int columns, int k, T* a, T* b, T alpha, T beta, bool accumulate, T* c, nint cRow)
        where T : unmanaged, INumber<T> => Columns<T, GemmTile.Packed>(1, rows, columns, k, a, 0, 0, b, columns, alpha, beta, accumulate, c, cRow);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Columns<T, TOrder>(int down, int rows, int columns, int k, T* a, nint aRow, nint aColumn, T* b, nint bRow, T alpha, T beta, bool accumulate, T* c, nint cRow)
        where T : unmanaged, INumber<T>
        where TOrder : struct, IConstant
    {
        nint second = columns - GemmBlocking.LaneCount<T>();
        bool two = second > 0;
        if (Vector512.IsHardwareAccelerated)
        {
            if (two)
                Rows<Lane512<T>, T, TOrder, GemmTile.Two>(down, rows, second, k, a, aRow, aColumn, b, bRow, alpha, beta, accumulate, c, cRow);
            else
                Rows<Lane512<T>, T, TOrder, GemmTile.One>(down, rows, second, k, a, aRow, aColumn, b, bRow, alpha, beta, accumulate, c, cRow);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            if (two)
                Rows<Lane256<T>, T, TOrder, GemmTile.Two>(down, rows, second, k, a, aRow, aColumn, b, bRow, alpha, beta, accumulate, c, cRow);
            else
                Rows<Lane256<T>, T, TOrder, GemmTile.One>(down, rows, second, k, a, aRow, aColumn, b, bRow, alpha, beta, accumulate, c, cRow);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            if (two)
                Rows<Lane128<T>, T, TOrder, GemmTile.Two>(down, rows, second, k, a, aRow, aColumn, b, bRow, alpha, beta, accumulate, c, cRow);
            else
                Rows<Lane128<T>, T, TOrder, GemmTile.One>(down, rows, second, k, a, aRow, aColumn, b, bRow, alpha, beta, accumulate, c, cRow);
        }
        else if (two)
        {
            Rows<LaneScalar<T>, T, TOrder, GemmTile.Two>(down, rows, second, k, a, aRow, aColumn, b, bRow, alpha, beta, accumulate, c, cRow);
        }
        else
        {
            Rows<LaneScalar<T>, T, TOrder, GemmTile.One>(down, rows, second, k, a, aRow, aColumn, b, bRow, alpha, beta, accumulate, c, cRow);
        }
    }

    /// <summary>Adds a computed row to C, with the same roundings as the register tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddRow<T>(T* product, int count, T beta, bool accumulate, T* c, nint cColumn)
        where T : unmanaged, INumber<T>
    {
        if (accumulate)
        {
            for (int j = 0; j < count; j++)
                c[j * cColumn] = product[j] + (beta * c[j * cColumn]);
        }
        else
        {
            for (int j = 0; j < count; j++)
                c[j * cColumn] = product[j];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Rows<TLane, T, TOrder, TVectors>(int down, int rows, nint second, int k, T* a, nint aRow, nint aColumn, T* b, nint bRow, T alpha, T beta, bool accumulate, T* c, nint cRow)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
        where TOrder : struct, IConstant
        where TVectors : struct, IConstant
    {
        switch (rows)
        {
            case 12:
                GemmTile.Run<TLane, T, TOrder, GemmTile.Twelve, TVectors>(down, second, k, a, aRow, aColumn, b, bRow, alpha, beta, accumulate, c, cRow);
                break;
            case 8:
                GemmTile.Run<TLane, T, TOrder, GemmTile.Eight, TVectors>(down, second, k, a, aRow, aColumn, b, bRow, alpha, beta, accumulate, c, cRow);
                break;
            case 6:
                GemmTile.Run<TLane, T, TOrder, GemmTile.Six, TVectors>(down, second, k, a, aRow, aColumn, b, bRow, alpha, beta, accumulate, c, cRow);
                break;
            case 4:
                GemmTile.Run<TLane, T, TOrder, GemmTile.Four, TVectors>(down, second, k, a, aRow, aColumn, b, bRow, alpha, beta, accumulate, c, cRow);
                break;
            case 2:
                GemmTile.Run<TLane, T, TOrder, GemmTile.Two, TVectors>(down, second, k, a, aRow, aColumn, b, bRow, alpha, beta, accumulate, c, cRow);
                break;
            default:
                GemmTile.Run<TLane, T, TOrder, GemmTile.One, TVectors>(down, second, k, a, aRow, aColumn, b, bRow, alpha, beta, accumulate, c, cRow);
                break;
        }
    }
}
