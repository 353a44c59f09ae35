using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MathsIA.Kernels;

/// <summary>The width of register that drivers use for an element type on this machine.</summary>
/// <remarks>Each property is a constant to the JIT, so a driver that branches on it keeps one branch. The test is
/// <c>IsHardwareAccelerated</c>, which honours <c>DOTNET_PreferredVectorBitWidth</c>, and not the instruction set.</remarks>
internal static class LaneWidth
{
    /// <summary>The register width in bits; 0 when there are no vectors.</summary>
    public static int Bits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;
    }

    /// <summary>Whether vectors of <typeparamref name="T"/> are used at all (not for <see cref="Half"/> and other storage types).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsVectorized<T>() => Vector128.IsHardwareAccelerated && Vector128<T>.IsSupported;
}
