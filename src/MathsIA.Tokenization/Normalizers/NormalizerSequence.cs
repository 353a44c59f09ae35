using System.Collections.Immutable;

namespace MathsIA.Tokenization;

/// <summary>Several normalizers, each on what the one before wrote.</summary>
public sealed class NormalizerSequence : INormalizer
{
    /// <summary>Creates the sequence.</summary>
    /// <param name="normalizers">The first one first.</param>
    /// <exception cref="ArgumentNullException">The normalizers, or one of them, are null.</exception>
    public NormalizerSequence(params IEnumerable<INormalizer> normalizers)
    {
        ArgumentNullException.ThrowIfNull(normalizers);
        Normalizers = [.. normalizers];
        foreach (INormalizer normalizer in Normalizers)
            ArgumentNullException.ThrowIfNull(normalizer, nameof(normalizers));
    }

    /// <summary>The normalizers, the first one first.</summary>
    public ImmutableArray<INormalizer> Normalizers { get; }

    /// <inheritdoc/>
    public void Normalize(ReadOnlySpan<byte> text, bool isFirst, NormalizedText result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (Normalizers.IsEmpty)
        {
            result.Copy(text, 0, text.Length);
            return;
        }

        if (Normalizers.Length == 1)
        {
            Normalizers[0].Normalize(text, isFirst, result);
            return;
        }

        NormalizedText before = new() { TracksSources = result.TracksSources }, after = new() { TracksSources = result.TracksSources };
        Normalizers[0].Normalize(text, isFirst, before);
        Piece[] sources = before.Sources.ToArray();
        for (int i = 1; i < Normalizers.Length; i++)
        {
            after.Clear();
            Normalizers[i].Normalize(before.Bytes, isFirst, after);
            if (result.TracksSources)
                sources = Trace(sources, after.Sources, text.Length);
            (before, after) = (after, before);
        }

        if (result.TracksSources)
            AppendRuns(before.Bytes, sources, result);
        else
            result.Append(before.Bytes, 0, text.Length);
    }

    /// <summary>What each byte stands for, from what the bytes before one more normalizer stood for.</summary>
    private static Piece[] Trace(Piece[] before, ReadOnlySpan<Piece> after, int length)
    {
        // Without a byte there is nothing to look up: whatever is inserted then stands for nothing.
        var origin = new Origin(0, before, length);
        var sources = new Piece[after.Length];
        for (int i = 0; i < sources.Length; i++)
            sources[i] = before.Length == 0 ? default : origin.Of(after[i]);
        return sources;
    }

    private static void AppendRuns(ReadOnlySpan<byte> text, Piece[] sources, NormalizedText result)
    {
        for (int start = 0, end; start < text.Length; start = end)
        {
            for (end = start + 1; end < text.Length && sources[end] == sources[start];)
                end++;
            result.Append(text[start..end], sources[start].Start, sources[start].End);
        }
    }
}
