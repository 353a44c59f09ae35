namespace MathsIA.Tokenization;

/// <summary>The output of a normalizer: UTF-8, and for every byte where in the input it came from.</summary>
public sealed class NormalizedText
{
    private byte[] _bytes = new byte[256];
    private Piece[] _sources = [];
    private int _count;

    /// <summary>The normalized text.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _count);

    /// <summary>For every byte of <see cref="Bytes"/> the bytes of the input it stands for; empty unless <see cref="TracksSources"/>.</summary>
    public ReadOnlySpan<Piece> Sources => TracksSources ? _sources.AsSpan(0, _count) : [];

    /// <summary>Whether anybody asks where the bytes came from.</summary>
    public bool TracksSources { get; internal set; }

    /// <summary>Appends bytes that stand for the bytes <paramref name="start"/> to <paramref name="end"/> of the input.</summary>
    /// <param name="bytes">What to append.</param>
    /// <param name="start">The first byte of the input they stand for.</param>
    /// <param name="end">The byte after the last; equal to <paramref name="start"/> for bytes that are inserted.</param>
    public void Append(ReadOnlySpan<byte> bytes, int start, int end)
    {
        int first = Grow(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(first));
        if (TracksSources)
            _sources.AsSpan(first, bytes.Length).Fill(new(start, end));
    }

    /// <summary>Appends bytes of the input as they stand.</summary>
    /// <param name="text">The input.</param>
    /// <param name="start">The first byte to copy.</param>
    /// <param name="end">The byte after the last.</param>
    public void Copy(ReadOnlySpan<byte> text, int start, int end)
    {
        int first = Grow(end - start);
        text[start..end].CopyTo(_bytes.AsSpan(first));
        if (!TracksSources)
            return;
        for (int i = start; i < end; i++)
            _sources[first + i - start] = new(i, i + 1);
    }

    /// <summary>Forgets the text.</summary>
    public void Clear() => _count = 0;

    /// <summary>Makes room and returns where it begins.</summary>
    private int Grow(int length)
    {
        int first = _count;
        if (length > _bytes.Length - first)
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, first + length));
        if (TracksSources && _sources.Length < _bytes.Length)
            Array.Resize(ref _sources, _bytes.Length);
        _count = first + length;
        return first;
    }
}
