using System.Text;
using System.Text.Json;

namespace MathsIA.Tokenization;

/// <summary>GPT-2's pair of files: a JSON object from token to id, and a line for each merge, in the printable stand-ins of <see cref="ByteSymbols"/>.</summary>
internal static class MergesFile
{
    private const string VocabularyFormat = "vocab.json", MergesFormat = "merges";

    public static Vocabulary ReadVocabulary(Stream stream)
    {
        byte[] data = FileBytes.ReadAll(stream, VocabularyFormat);
        var tokens = new List<(int Id, byte[] Token, int Position)>();
        var reader = new Utf8JsonReader(SkipByteOrderMark(data));
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                throw Wrong("the file is not an object", in reader);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string text = reader.GetString()!;
                if (!reader.Read() || reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out int id) || id < 0)
                    throw Wrong($"the id of '{text}' is not a number from 0 on", in reader);
                // Special tokens are written as they are.
                byte[] token = ByteSymbols.ToBytes(text) ?? Encoding.UTF8.GetBytes(text);
                if (token.Length == 0)
                    throw Wrong("a token is empty", in reader);
                tokens.Add((id, token, (int)reader.TokenStartIndex));
            }

            if (reader.TokenType != JsonTokenType.EndObject || reader.Read())
                throw Wrong("the object does not end where the file does", in reader);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new TokenizerFormatException(VocabularyFormat, exception.Message, reader.BytesConsumed, exception);
        }

        return TiktokenFile.Arrange(tokens, VocabularyFormat);
    }

    /// <summary>Reads the merges. Only the first line can be a comment: later ones may merge what begins with '#'.</summary>
    public static List<BytePairMerge> ReadMerges(Stream stream, Vocabulary vocabulary)
    {
        byte[] data = FileBytes.ReadAll(stream, MergesFormat);
        var merges = new List<BytePairMerge>();
        var seen = new HashSet<(int, int)>();
        for (int at = 0, next; at < data.Length; at = next)
        {
            int length = data.AsSpan(at).IndexOf((byte)'\n');
            next = length < 0 ? data.Length : at + length + 1;
            ReadOnlySpan<byte> line = data.AsSpan(at..next).TrimEnd("\r\n"u8);
            if (line.IsEmpty || (at == 0 && line.StartsWith("#version"u8)))
                continue;
            BytePairMerge merge = ReadMerge(Encoding.UTF8.GetString(line), vocabulary, at);
            if (!seen.Add((merge.Left, merge.Right)))
                throw new TokenizerFormatException(MergesFormat, "a merge stands there twice", at);
            merges.Add(merge);
        }

        return merges;
    }

    private static BytePairMerge ReadMerge(string line, Vocabulary vocabulary, int position)
    {
        int space = line.IndexOf(' ', StringComparison.Ordinal);
        if (space <= 0 || space == line.Length - 1 || line.IndexOf(' ', space + 1) >= 0)
            throw new TokenizerFormatException(MergesFormat, "a line is not two tokens with a space between", position);
        byte[]? left = ByteSymbols.ToBytes(line.AsSpan(0, space)), right = ByteSymbols.ToBytes(line.AsSpan(space + 1));
        if (left is null || right is null)
            throw new TokenizerFormatException(MergesFormat, $"'{line}' holds a character that stands for no byte", position);
        if (!vocabulary.TryGetId(left, out int leftId) || !vocabulary.TryGetId(right, out int rightId) || !vocabulary.TryGetId([.. left, .. right], out int result))
            throw new TokenizerFormatException(MergesFormat, $"'{line}' or what it joins to is not in the vocabulary", position);
        return new(leftId, rightId, result);
    }

    private static ReadOnlySpan<byte> SkipByteOrderMark(byte[] data) => data.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? data.AsSpan(Encoding.UTF8.Preamble.Length) : data;

    private static TokenizerFormatException Wrong(string detail, in Utf8JsonReader reader) => new(VocabularyFormat, detail, reader.TokenStartIndex);
}
