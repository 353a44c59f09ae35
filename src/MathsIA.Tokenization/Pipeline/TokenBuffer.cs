using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MathsIA.Tokenization;

/// <summary>The tokens a model has made of a batch of pieces. Grows as needed; used again and again.</summary>
public sealed class TokenBuffer
{
    private int[] _ids = new int[2 * PieceBuffer.Batch];
    private Piece[] _spans = [];
    private int _count;

    /// <summary>The number of tokens.</summary>
    public int Count => _count;

    /// <summary>The ids, in the order of the text.</summary>
    public ReadOnlySpan<int> Ids => _ids.AsSpan(0, _count);

    /// <summary>The bytes of the text that each token stands for; empty unless <see cref="TracksSpans"/>.</summary>
    public ReadOnlySpan<Piece> Spans => TracksSpans ? _spans.AsSpan(0, _count) : [];

    /// <summary>Whether anybody asks where the tokens stand in the text.</summary>
    public bool TracksSpans { get; internal set; }

    /// <summary>Adds a token.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="start">The first byte of the text that it stands for.</param>
    /// <param name="end">The byte after the last.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int id, int start, int end)
    {
        int count = _count;
        int[] ids = _ids;
        if ((uint)count < (uint)ids.Length && !TracksSpans)
        {
            ids[count] = id;
            _count = count + 1;
        }
        else
        {
            AddWithSpan(id, start, end);
        }
    }

    /// <summary>Appends the tokens of a word, unless there is no room or their places are asked for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryAdd(in WordCache.Line word)
    {
        int count = _count;
        int[] ids = _ids;
        if (count > ids.Length - WordCache.MostTokens || TracksSpans)
            return false;
        // All three, so that nothing hangs on how many there are.
        ref int next = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(ids), count);
        next = word.First;
        Unsafe.Add(ref next, 1) = word.Second;
        Unsafe.Add(ref next, 2) = word.Third;
        _count = count + word.Count;
        return true;
    }

    /// <summary>Appends tokens, unless their places are asked for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal bool TryAdd(ReadOnlySpan<int> ids)
    {
        if (TracksSpans)
            return false;
        Reserve(ids.Length);
        ids.CopyTo(_ids.AsSpan(_count));
        _count += ids.Length;
        return true;
    }

    /// <summary>Appends a token for each byte.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="byteIds">The id of every byte.</param>
    /// <param name="start">Where they stand in the text.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void AddBytes(ReadOnlySpan<byte> bytes, int[] byteIds, int start)
    {
        if (TracksSpans)
        {
            foreach (byte value in bytes)
                AddWithSpan(byteIds[value], start, ++start);
            return;
        }

        Reserve(bytes.Length);
        Span<int> ids = _ids.AsSpan(_count, bytes.Length);
        ReadOnlySpan<int> all = byteIds.AsSpan(0, 256);
        for (int i = 0; i < bytes.Length; i++)
            ids[i] = all[bytes[i]];
        _count += bytes.Length;
    }

    /// <summary>Lets the last token stand for more of the text: an unknown stretch that goes on.</summary>
    /// <param name="end">The byte after its new end.</param>
    public void ExtendLast(int end)
    {
        if (TracksSpans && _count > 0)
            _spans[_count - 1] = _spans[_count - 1] with { End = end };
    }

    /// <summary>Forgets the tokens.</summary>
    public void Clear() => _count = 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Reserve(int more)
    {
        while (more > _ids.Length - _count)
            Array.Resize(ref _ids, checked(2 * _ids.Length));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddWithSpan(int id, int start, int end)
    {
        if (_count == _ids.Length)
            Array.Resize(ref _ids, 2 * _ids.Length);
        if (TracksSpans && _spans.Length < _ids.Length)
            Array.Resize(ref _spans, _ids.Length);
        _ids[_count] = id;
        if (TracksSpans)
            _spans[_count] = new(start, end);
        _count++;
    }

    /// <summary>From places in the text in work to places in the text as given.</summary>
    internal void MoveSpans(int offset, in Origin origin)
    {
        foreach (ref Piece span in _spans.AsSpan(0, _count))
            span = origin.Of(new(span.Start + offset, span.End + offset));
    }
}
