using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MathsIA.RandomNumbers;

/// <summary>The Philox4x32-10 function: a key of 64 bits and a counter of 128 bits give a block of four 32-bit words.</summary>
/// <remarks>J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011. The lower
/// half of the counter numbers the block, the upper half names the stream; blocks are independent, so any width of register
/// gives the same words.</remarks>
internal static class PhiloxBlocks
{
    private const ulong FirstMultiplier = 0xD2511F53, SecondMultiplier = 0xCD9E8D57;
    private const ulong FirstWeyl = 0x9E3779B9, SecondWeyl = 0xBB67AE85;
    private const int Rounds = 10;

    /// <summary>The block of one counter: its first two words as one number, and its last two (lower word first).</summary>
    public static unsafe (ulong First, ulong Last) Block(ulong key, ulong counter, ulong stream)
    {
        uint* words = stackalloc uint[4];
        Run<WordLaneScalar>(key, counter, stream, words, 1);
        return (words[0] | ((ulong)words[1] << 32), words[2] | ((ulong)words[3] << 32));
    }

    /// <summary>Writes the words of a stream from <paramref name="position"/>, counted in words from the stream's start.</summary>
    public static unsafe void Fill(ulong key, ulong stream, ulong position, Span<uint> destination)
    {
        uint* block = stackalloc uint[4];
        fixed (uint* start = destination)
        {
            uint* d = start;
            nint left = destination.Length;
            int skip = (int)(position & 3);
            if (skip != 0 && left > 0)
            {
                Run<WordLaneScalar>(key, position >> 2, stream, block, 1);
                for (; skip < 4 && left > 0; skip++, left--, position++)
                    *d++ = block[skip];
            }

            nint whole = left >> 2, done = 0;
            if (Vector512.IsHardwareAccelerated)
                done = Run<WordLane512>(key, position >> 2, stream, d, whole);
            else if (Vector256.IsHardwareAccelerated)
                done = Run<WordLane256>(key, position >> 2, stream, d, whole);
            else if (Vector128.IsHardwareAccelerated)
                done = Run<WordLane128>(key, position >> 2, stream, d, whole);
            done += Run<WordLaneScalar>(key, (position >> 2) + (ulong)done, stream, d + (done << 2), whole - done);
            d += done << 2;
            left -= done << 2;
            if (left > 0)
            {
                Run<WordLaneScalar>(key, (position >> 2) + (ulong)done, stream, block, 1);
                for (int i = 0; i < left; i++)
                    d[i] = block[i];
            }
        }
    }

    /// <summary>Writes as many of <paramref name="blocks"/> consecutive blocks as fill whole registers, and says how many.</summary>
    /// <remarks>The rounds depend on one another, but the next register's do not: the processor overlaps them by itself.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static unsafe nint Run<TLane>(ulong key, ulong firstBlock, ulong stream, uint* destination, nint blocks)
        where TLane : struct, IWordLane<TLane>
    {
        TLane firstMultiplier = TLane.Create(FirstMultiplier), secondMultiplier = TLane.Create(SecondMultiplier);
        TLane firstWeyl = TLane.Create(FirstWeyl), secondWeyl = TLane.Create(SecondWeyl);
        TLane firstKey = TLane.Create((uint)key), secondKey = TLane.Create(key >> 32);
        TLane streamLow = TLane.Create((uint)stream), streamHigh = TLane.Create(stream >> 32);
        nint done = 0;
        for (; done + TLane.Count <= blocks; done += TLane.Count)
        {
            TLane c0 = TLane.Create(firstBlock + (ulong)done) + TLane.Sequence, c1 = TLane.High(c0), c2 = streamLow, c3 = streamHigh;
            TLane k0 = firstKey, k1 = secondKey;
            for (int round = 0; round < Rounds; round++)
            {
                TLane first = TLane.Multiply(c0, firstMultiplier), second = TLane.Multiply(c2, secondMultiplier);
                c0 = TLane.High(second) ^ c1 ^ k0;
                c1 = second;
                c2 = TLane.High(first) ^ c3 ^ k1;
                c3 = first;
                k0 += firstWeyl;
                k1 += secondWeyl;
            }

            TLane.Store(TLane.Join(c0, c1), TLane.Join(c2, c3), destination + (done << 2));
        }

        return done;
    }
}
