using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MathsIA.Tokenization;

/// <summary>Remembers the tokens of pieces met before that are too long for <see cref="WordCache"/> or have too many tokens: one line of 64 bytes a
/// piece, the newest two of those that share a place.</summary>
/// <remarks>The bytes of the piece are kept and compared, so a hit is exact. Belongs to one thread's encoder.</remarks>
internal sealed class PieceCache
{
    /// <summary>The longest piece remembered, in bytes.</summary>
    public const int LongestPiece = 32;

    /// <summary>The most tokens remembered of a piece.</summary>
    public const int MostTokens = 7;

    private const int Bits = 14;

    private readonly Line[] _lines = new Line[1 << Bits];

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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<int> Find(Vector256<byte> piece, int length)
    {
        int place = Hash(piece);
        ref Line line = ref _lines[place];
        if (line.Bytes != piece || line.Length != length)
            line = ref _lines[place ^ 1];
        return line.Bytes == piece && line.Length == length ? MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<Tokens, int>(ref line.Ids), line.Count) : [];
    }

    /// <summary>Remembers a piece, if it has few enough tokens, in place of the older of two.</summary>
    public void Add(Vector256<byte> piece, int length, ReadOnlySpan<int> ids)
    {
        if (ids.Length > MostTokens)
            return;
        int place = Hash(piece);
        ref Line line = ref _lines[place];
        _lines[place ^ 1] = line;
        line.Bytes = piece;
        line.Length = (short)length;
        line.Count = (short)ids.Length;
        ids.CopyTo(line.Ids);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Hash(Vector256<byte> piece)
    {
        Vector256<ulong> words = piece.AsUInt64();
        ulong hash = (words[0] * 0x9E3779B97F4A7C15) ^ (words[1] * 0xD6E8FEB86659FD93) ^ (words[2] * 0xA0761D6478BD642F) ^ (words[3] * 0xE7037ED1A0B428DB);
        hash ^= hash >> 32;
        return (int)((hash * 0x9E3779B97F4A7C15) >> (64 - Bits));
    }

    private static Vector256<byte> LoadAtEnd(ReadOnlySpan<byte> piece)
    {
        Span<byte> padded = stackalloc byte[LongestPiece];
        padded.Clear();
        piece.CopyTo(padded);
        return Vector256.Create<byte>(padded);
    }
}
