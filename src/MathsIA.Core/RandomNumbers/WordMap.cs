using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.RandomNumbers;

/// <summary>Fills memory with random words and turns them, in place and while in the first-level cache, into numbers.</summary>
internal static class WordMap
{
    /// <summary>Bytes generated before they are turned into numbers.</summary>
    private const int ChunkBytes = 8192;

    /// <summary>Bytes of one piece of parallel work.</summary>
    private const int PieceBytes = 256 * 1024;

    /// <summary>Fills a span; an element is made of <c>sizeof(T) / 4</c> words, from <paramref name="position"/> on.</summary>
    public static unsafe void Fill<TMap, T>(ulong key, ulong stream, ulong position, TMap map, Span<T> destination, ComputeContext? context)
        where TMap : struct, IMap<T>
        where T : unmanaged, INumber<T>
    {
        int piece = PieceBytes / sizeof(T);
        fixed (T* d = destination)
        {
            var body = new Body<TMap, T>(key, stream, position, map, d, destination.Length, piece);
            ParallelLoop.For((int)(((long)destination.Length + piece - 1) / piece), body, context);
        }
    }

    private readonly unsafe struct Body<TMap, T>(ulong key, ulong stream, ulong position, TMap map, T* destination, int length, int piece) : ILoopBody
        where TMap : struct, IMap<T>
        where T : unmanaged, INumber<T>
    {
        public void Run(int index)
        {
            int start = index * piece, end = (int)Math.Min(length, (long)start + piece);
            for (int i = start; i < end; i += ChunkBytes / sizeof(T))
            {
                var chunk = new Span<T>(destination + i, Math.Min(end - i, ChunkBytes / sizeof(T)));
                PhiloxBlocks.Fill(key, stream, position + (ulong)i * (ulong)(sizeof(T) / 4), MemoryMarshal.Cast<T, uint>(chunk));
                InPlace(map, destination + i, chunk.Length);
            }
        }
    }

    private static unsafe void InPlace<TMap, T>(TMap map, T* data, nint length)
        where TMap : struct, IMap<T>
        where T : unmanaged, INumber<T>
    {
        nint done = 0;
        if (Vector512.IsHardwareAccelerated)
            done = Run<TMap, T, Lane512<T>>(map, data, length);
        else if (Vector256.IsHardwareAccelerated)
            done = Run<TMap, T, Lane256<T>>(map, data, length);
        else if (Vector128.IsHardwareAccelerated)
            done = Run<TMap, T, Lane128<T>>(map, data, length);
        Run<TMap, T, LaneScalar<T>>(map, data + done, length - done);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static unsafe nint Run<TMap, T, TLane>(TMap map, T* data, nint length)
        where TMap : struct, IMap<T>
        where T : unmanaged
        where TLane : struct, ILane<TLane, T>
    {
        nint i = 0;
        for (; i + TLane.Count <= length; i += TLane.Count)
            map.Apply(TLane.Load(data + i)).Store(data + i);
        return i;
    }
}
