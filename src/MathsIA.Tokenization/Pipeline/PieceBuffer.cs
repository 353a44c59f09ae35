using System.Runtime.CompilerServices;

namespace MathsIA.Tokenization;

/// <summary>The pieces a pre-tokenizer has cut and the model has not read yet. Grows as needed; used again and again.</summary>
public sealed class PieceBuffer
{
    /// <summary>Enough to amortize a virtual call, few enough for the pieces and their tokens to stay in the first-level cache.</summary>
    internal const int Batch = 512;

    private Piece[] _pieces = new Piece[Batch];
    private int _count;

    /// <summary>The pieces, in the order of the text.</summary>
    public ReadOnlySpan<Piece> Pieces => _pieces.AsSpan(0, _count);

    /// <summary>Whether a pre-tokenizer should stop after the piece it is at. Only a hint: more pieces are taken.</summary>
    public bool IsFull => _count >= Batch;

    /// <summary>Adds a piece.</summary>
    /// <param name="start">The first byte.</param>
    /// <param name="end">The byte after the last.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int start, int end)
    {
        if (_count == _pieces.Length)
            Array.Resize(ref _pieces, 2 * _count);
        _pieces[_count++] = new(start, end);
    }

    /// <summary>Forgets the pieces.</summary>
    public void Clear() => _count = 0;

    /// <summary>Room for one batch, for a pre-tokenizer that writes in a tight loop; <see cref="Advance"/> says how many it wrote.</summary>
    internal Span<Piece> Free
    {
        get
        {
            if (_pieces.Length - _count < Batch)
                Array.Resize(ref _pieces, _count + Batch);
            return _pieces.AsSpan(_count, Batch);
        }
    }

    internal void Advance(int count) => _count += count;
}
