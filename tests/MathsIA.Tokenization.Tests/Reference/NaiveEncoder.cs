using System.Text;

namespace MathsIA.Tokenization.Tests.Reference;

/// <summary>Byte-pair encoding as its definition reads: a regular expression, and a loop that merges the leftmost pair of lowest rank.</summary>
internal sealed class NaiveEncoder
{
    private readonly Dictionary<string, int> _ranks = new(StringComparer.Ordinal);
    private readonly NaivePattern _pattern;

    public NaiveEncoder(Vocabulary vocabulary, string expression)
    {
        _pattern = new(expression);
        for (int id = 0; id < vocabulary.Size; id++)
        {
            if (vocabulary.Contains(id))
                _ranks.Add(Encoding.Latin1.GetString(vocabulary.GetBytes(id)), id);
        }
    }

    public List<int> Encode(string text) =>
        [.. _pattern.Split(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text))).SelectMany(piece => EncodePiece(Encoding.UTF8.GetBytes(piece)))];

    /// <summary>Merges one piece.</summary>
    public List<int> EncodePiece(byte[] piece)
    {
        // Latin-1 holds any bytes in a string.
        string whole = Encoding.Latin1.GetString(piece);
        if (_ranks.TryGetValue(whole, out int id))
            return [id];
        List<string> parts = [.. whole.Select(c => c.ToString())];
        while (true)
        {
            int best = -1, bestRank = int.MaxValue;
            for (int i = 0; i + 1 < parts.Count; i++)
            {
                if (_ranks.TryGetValue(parts[i] + parts[i + 1], out int rank) && rank < bestRank)
                    (best, bestRank) = (i, rank);
            }

            if (best < 0)
                return [.. parts.Select(part => _ranks[part])];
            parts[best] += parts[best + 1];
            parts.RemoveAt(best + 1);
        }
    }
}
