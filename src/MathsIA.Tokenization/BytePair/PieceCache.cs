using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MathsIA.Tokenization;

/// <summary>Remembers the tokens of pieces met before that are too long for <see cref="WordCache"/> or have too many tokens: one line of 64 bytes a
/// piece, the newest four of those that share a place.</summary>
/// <remarks>The bytes of the piece are kept and compared, so a hit is exact. Belongs to one thread's encoder.</remarks>
internal sealed class PieceCache
{
    /// <summary>The longest piece remembered, in bytes.</summary>
    public const int LongestPiece = 32;

    /// <summary>The most tokens remembered of a piece.</summary>
    public const int MostTokens = 7;

    /// <summary>The pieces that share a place.</summary>
    private const int Ways = 4;

    private const int PlaceBits = 12;

    private readonly Line[] _lines = new Line[Ways << PlaceBits];

    [InlineArray(MostTokens)]
    private struct Tokens
    {
        private int _first;
    }

    [StructLayout(LayoutKind.Sequential, Pack = 4, Size = 64)]
    private struct Line
    {
        public Vector256<byte> Bytes;
        public short Length;
        public short Count;
        public Tokens Ids;
    }

    /// <summary>A piece as a vector, zero behind its end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Load(ReadOnlySpan<byte> text, int start, int length)
    {
        if (start > text.Length - LongestPiece)
            return LoadAtEnd(text.Slice(start, length));
        Vector256<byte> bytes = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(text), (nuint)start);
        return bytes & Vector256.LessThan(Vector256<byte>.Indices, Vector256.Create((byte)length));
    }

    /// <summary>The tokens of a piece; empty when it is not remembered.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<int> Find(Vector256<byte> piece, int length)
    {
        foreach (ref Line line in Place(piece))
        {
            if (line.Bytes == piece && line.Length == length)
                return MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<Tokens, int>(ref line.Ids), line.Count);
        }

        return [];
    }

    /// <summary>Remembers a piece, if it has few enough tokens, in place of the oldest that share its place.</summary>
    public void Add(Vector256<byte> piece, int length, ReadOnlySpan<int> ids)
    {
        if (ids.Length > MostTokens)
            return;
        Span<Line> place = Place(piece);
        place[..^1].CopyTo(place[1..]);
        ref Line line = ref place[0];
        line.Bytes = piece;
        line.Length = (short)length;
        line.Count = (short)ids.Length;
        ids.CopyTo(line.Ids);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<Line> Place(Vector256<byte> piece)
    {
        Vector256<ulong> words = piece.AsUInt64();
        ulong hash = (words[0] * 0x9E3779B97F4A7C15) ^ (words[1] * 0xD6E8FEB86659FD93) ^ (words[2] * 0xA0761D6478BD642F) ^ (words[3] * 0xE7037ED1A0B428DB);
        hash ^= hash >> 32;
        return _lines.AsSpan(Ways * (int)((hash * 0x9E3779B97F4A7C15) >> (64 - PlaceBits)), Ways);
    }

    private static Vector256<byte> LoadAtEnd(ReadOnlySpan<byte> piece)
    {
        Span<byte> padded = stackalloc byte[LongestPiece];
        padded.Clear();
        piece.CopyTo(padded);
        return Vector256.Create<byte>(padded);
    }
}
