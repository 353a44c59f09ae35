using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MathsIA.Kernels;

/// <summary>The sizes in which the matrix product cuts its operands.</summary>
/// <remarks>Only <see cref="Depth"/> touches the bits of a result (it says where partial sums are added up), so it is the same
/// on every machine; the others follow the register file.</remarks>
internal static class GemmBlocking
{
    /// <summary>The most steps of one partial sum: so many that C is read and written seldom, so few that a panel of A and the part
    /// of B in use stay close.</summary>
    private const int MaxDepth = 400;

    /// <summary>The length of the partial sums of a product of so many steps: equal parts, as a short last one would cost as much
    /// time to begin and to add to C as a long one.</summary>
    public static int Depth(int steps)
    {
        int parts = (steps + MaxDepth - 1) / MaxDepth;
        return parts <= 1 ? steps : RoundUp((steps + parts - 1) / parts, 8);
    }

    /// <summary>Up to this many columns of C, A is used where it lies: its rows would be packed for one visit.</summary>
    public const int NarrowColumns = 16;

    /// <summary>The rows of a full register tile.</summary>
    public static int TileRows => Vector512.IsHardwareAccelerated ? 12 : 6;

    /// <summary>The columns of a full register tile: two registers.</summary>
    public static int TileColumns<T>() where T : unmanaged => 2 * LaneCount<T>();

    /// <summary>The elements of a register.</summary>
    public static int LaneCount<T>() where T : unmanaged =>
        Vector512.IsHardwareAccelerated ? Vector512<T>.Count : Vector256.IsHardwareAccelerated ? Vector256<T>.Count : Vector128.IsHardwareAccelerated ? Vector128<T>.Count : 1;

    /// <summary>The rows of the smallest register tile that holds a number of rows, at most <see cref="TileRows"/>.</summary>
    public static int TileRowsFor(int rows) => Vector512.IsHardwareAccelerated
        ? rows <= 4 ? 4 : rows <= 8 ? 8 : 12
        : rows <= 2 ? 2 : rows <= 4 ? 4 : 6;

    /// <summary>The columns of the smallest register tile that holds a number of columns: one register or two.</summary>
    public static int TileColumnsFor<T>(int columns) where T : unmanaged => columns <= LaneCount<T>() ? LaneCount<T>() : 2 * LaneCount<T>();

    /// <summary>The most columns of B that are packed at once.</summary>
    public const int MaxPackedColumns = 4096;

    /// <summary>The rows of C that one task computes, about: enough that packing them and fetching B once more costs little.</summary>
    public const int TaskRows = 192;

    /// <summary>The columns of B that are swept at a time: half a second-level cache of them stays there while one panel of A after
    /// another stays in the first. Measured better, by a tenth, than holding a panel of B and sweeping A.</summary>
    public static int SweepColumns<T>() where T : unmanaged => 2048 / Unsafe.SizeOf<T>();

    /// <summary>The columns of C that one task computes when the rows are too few to make several tasks.</summary>
    public const int TaskColumns = 256;

    /// <summary>The next multiple.</summary>
    public static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;
}
