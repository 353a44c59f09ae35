using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace MathsIA.Kernels;

/// <summary>Asks for memory before it is read or written. The processor looks ahead by itself only along few streams, some iterations
/// far and not beyond a page. Any address may be given; where there is no such instruction nothing happens.</summary>
internal static unsafe class CacheHint
{
    public const int LineBytes = 64;

    /// <summary>Whether hints do anything.</summary>
    public static bool IsSupported => Sse.IsSupported;

    /// <summary>Asks for the line that an address lies in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Line(void* address)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(address);
    }

    /// <summary>Asks for the lines of a run of bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Lines(void* address, int bytes)
    {
        for (int i = 0; i < bytes; i += LineBytes)
            Line((byte*)address + i);
    }
}
