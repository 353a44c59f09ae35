using System.Buffers;
using System.Globalization;
using System.Text;

namespace MathsIA.Tokenization;

/// <summary>Finds added tokens in text: the leftmost, and where several begin at one place the longest.</summary>
/// <remarks>A vectorized search for what all of them begin with, then one table look-up for each length there is.</remarks>
internal sealed class AddedTokenFinder
{
    private readonly AddedToken[] _tokens;
    private readonly byte[][] _contents;
    private readonly byte[] _prefix;
    private readonly SearchValues<byte> _firstBytes;
    private readonly PieceTable _table;
    private readonly int[] _lengths;
    private readonly bool _onlySpecial = true;

    /// <remarks>Part of loading a tokenizer: plain loops, because compiling queries would take longer than everything else.</remarks>
    public AddedTokenFinder(IReadOnlyList<AddedToken> tokens)
    {
        _tokens = [.. tokens];
        _contents = new byte[_tokens.Length][];
        var offsets = new int[_tokens.Length + 1];
        for (int i = 0; i < _tokens.Length; i++)
        {
            _contents[i] = Encoding.UTF8.GetBytes(_tokens[i].Content);
            offsets[i + 1] = offsets[i] + _contents[i].Length;
            _onlySpecial &= _tokens[i].IsSpecial;
        }

        byte[] bytes = new byte[offsets[^1]], firsts = new byte[_tokens.Length];
        var lengths = new int[_tokens.Length];
        _prefix = _tokens.Length == 0 ? [] : _contents[0];
        for (int i = 0; i < _tokens.Length; i++)
        {
            _contents[i].CopyTo(bytes, offsets[i]);
            firsts[i] = _contents[i][0];
            lengths[i] = -_contents[i].Length;
            _prefix = _prefix[.._prefix.AsSpan().CommonPrefixLength(_contents[i])];
        }

        _table = new(bytes, offsets, findsParts: false);
        _firstBytes = SearchValues.Create(firsts);
        // The longest first, each length once.
        Array.Sort(lengths);
        int different = 0;
        for (int i = 0; i < lengths.Length; i++)
        {
            if (i == 0 || lengths[i] != lengths[i - 1])
                lengths[different++] = lengths[i];
        }

        _lengths = lengths[..different];
        for (int i = 0; i < different; i++)
            _lengths[i] = -_lengths[i];
    }

    /// <summary>The most bytes a token has.</summary>
    public int LongestLength => _lengths.Length == 0 ? 0 : _lengths[0];

    /// <summary>Whether looking is worth anything under this policy.</summary>
    public bool MayFind(SpecialTokenPolicy policy) => _tokens.Length > 0 && !(policy.IgnoresAll && _onlySpecial);

    /// <summary>Finds the next token from <paramref name="from"/> on.</summary>
    /// <exception cref="SpecialTokenException">The policy raises on it.</exception>
    public bool TryFind(ReadOnlySpan<byte> text, int from, SpecialTokenPolicy policy, out Piece place, out int id)
    {
        for (int at = from; at < text.Length; at++)
        {
            int distance = _prefix.Length > 0 ? text[at..].IndexOf(_prefix) : text[at..].IndexOfAny(_firstBytes);
            if (distance < 0)
                break;
            at += distance;
            foreach (int length in _lengths)
            {
                int index = length <= text.Length - at ? _table.Find(text, at, at + length) : -1;
                if (index < 0 || !Counts(_tokens[index], policy, at) || (_tokens[index].SingleWord && TouchesWord(text, at, at + length)))
                    continue;
                place = Widen(_tokens[index], text, from, at, at + length);
                id = _tokens[index].Id;
                return true;
            }
        }

        place = default;
        id = -1;
        return false;
    }

    /// <summary>Where the end of the text might be the beginning of a token; its length when it is not.</summary>
    public int FindUnfinished(ReadOnlySpan<byte> text)
    {
        for (int at = Math.Max(0, text.Length - LongestLength + 1), next; at < text.Length && (next = text[at..].IndexOfAny(_firstBytes)) >= 0; at++)
        {
            at += next;
            foreach (byte[] content in _contents)
            {
                if (content.Length > text.Length - at && content.AsSpan().StartsWith(text[at..]))
                    return at;
            }
        }

        return text.Length;
    }

    private static bool Counts(AddedToken token, SpecialTokenPolicy policy, int at)
    {
        if (!token.IsSpecial || policy.Allows(token.Content))
            return true;
        return policy.RaisesOnOthers ? throw new SpecialTokenException(token.Content, at) : false;
    }

    private static bool TouchesWord(ReadOnlySpan<byte> text, int start, int end)
    {
        Rune.DecodeLastFromUtf8(text[..start], out Rune before, out int lengthBefore);
        Rune.DecodeFromUtf8(text[end..], out Rune after, out int lengthAfter);
        return (lengthBefore > 0 && IsWord(before)) || (lengthAfter > 0 && IsWord(after));
    }

    private static bool IsWord(Rune rune) => rune.Value == '_' || Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
            or UnicodeCategory.LetterNumber or UnicodeCategory.ConnectorPunctuation;

    private static Piece Widen(AddedToken token, ReadOnlySpan<byte> text, int from, int start, int end)
    {
        while (token.StripLeft && start > from && Rune.DecodeLastFromUtf8(text[from..start], out Rune rune, out int length) == OperationStatus.Done && Rune.IsWhiteSpace(rune))
            start -= length;
        while (token.StripRight && end < text.Length && Rune.DecodeFromUtf8(text[end..], out Rune rune, out int length) == OperationStatus.Done && Rune.IsWhiteSpace(rune))
            end += length;
        return new(start, end);
    }
}
