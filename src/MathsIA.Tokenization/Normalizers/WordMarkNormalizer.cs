using System.Text;

namespace MathsIA.Tokenization;

/// <summary>Drops white space and puts a mark before every word: what cutting at white space and then marking words comes to.</summary>
internal sealed class WordMarkNormalizer(string mark) : INormalizer
{
    private readonly byte[] mark = Encoding.UTF8.GetBytes(mark);

    public void Normalize(ReadOnlySpan<byte> text, bool isFirst, NormalizedText result)
    {
        int start = -1;
        for (int at = 0; at < text.Length;)
        {
            Rune.DecodeFromUtf8(text[at..], out Rune rune, out int length);
            if (Rune.IsWhiteSpace(rune))
            {
                Add(text, start, at, result);
                start = -1;
            }
            else if (start < 0)
            {
                start = at;
            }

            at += length;
        }

        Add(text, start, text.Length, result);
    }

    private void Add(ReadOnlySpan<byte> text, int start, int end, NormalizedText result)
    {
        if (start < 0)
            return;
        if (!text[start..end].StartsWith(mark))
            result.Append(mark, start, start);
        result.Copy(text, start, end);
    }
}
