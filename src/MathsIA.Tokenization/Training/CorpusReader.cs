using System.Text;

namespace MathsIA.Tokenization;

/// <summary>Reads a corpus in parts of about a megabyte, cut where no word crosses.</summary>
internal sealed class CorpusReader(IPreTokenizer? preTokenizer, INormalizer? normalizer)
{
    private const int PartBytes = 1 << 20;

    /// <summary>The parts of many texts; short texts share a part, long ones are cut.</summary>
    public IEnumerable<CorpusPart> Read(IEnumerable<string> texts)
    {
        var shared = new MemoryStream();
        var ends = new List<int>();
        foreach (string text in texts)
        {
            ArgumentNullException.ThrowIfNull(text, nameof(texts));
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            if (bytes.Length > PartBytes)
            {
                foreach (CorpusPart part in Read(new MemoryStream(bytes), skipsMark: false))
                    yield return part;
                continue;
            }

            shared.Write(bytes);
            ends.Add((int)shared.Length);
            if (shared.Length < PartBytes)
                continue;
            yield return new CorpusPart(shared.ToArray(), ends, StartsText: true);
            shared.SetLength(0);
            ends = [];
        }

        if (ends.Count > 0)
            yield return new CorpusPart(shared.ToArray(), ends, StartsText: true);
    }

    /// <summary>The parts of one stream, from which a byte order mark is left out.</summary>
    public IEnumerable<CorpusPart> Read(Stream stream) => Read(stream, skipsMark: true);

    private IEnumerable<CorpusPart> Read(Stream stream, bool skipsMark)
    {
        byte[] buffer = new byte[PartBytes];
        int held = 0;
        bool isFirst = true;
        for (bool isAtEnd = false; !isAtEnd;)
        {
            int read = stream.ReadAtLeast(buffer.AsSpan(held), buffer.Length - held, throwOnEndOfStream: false);
            isAtEnd = read < buffer.Length - held;
            held += read;
            int start = isFirst && skipsMark && buffer.AsSpan(0, held).StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
            int cut = isAtEnd ? held : start + FindCut(buffer.AsSpan(start, held - start), isFirst);
            if (cut > start)
            {
                byte[] part = buffer[start..cut];
                buffer.AsSpan(cut, held - cut).CopyTo(buffer);
                held -= cut;
                yield return new CorpusPart(part, [part.Length], isFirst);
                isFirst = false;
            }
            else if (!isAtEnd)
            {
                // Nowhere to cut is a correct answer: the text then has to be held until there is.
                Array.Resize(ref buffer, (int)Math.Min(Array.MaxLength, 2L * buffer.Length));
                if (held == buffer.Length)
                    throw new TokenizerFormatException("Corpus", "a text has no place to cut it in two gigabytes", held);
            }
        }
    }

    /// <summary>Where no word crosses. A pre-tokenizer sees normalized text, so its cut has to be traced back.</summary>
    private int FindCut(ReadOnlySpan<byte> text, bool isFirst)
    {
        if (preTokenizer is null || normalizer is null)
            return preTokenizer?.FindCut(text) ?? 0;
        var normalized = new NormalizedText { TracksSources = true };
        normalizer.Normalize(text, isFirst, normalized);
        int cut = preTokenizer.FindCut(normalized.Bytes);
        return cut == 0 || cut == normalized.Bytes.Length ? 0 : normalized.Sources[cut].Start;
    }
}
