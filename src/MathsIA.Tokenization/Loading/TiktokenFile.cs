using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace MathsIA.Tokenization;

/// <summary>The .tiktoken format: a line for each token, its bytes in base64, a space, its rank.</summary>
internal static class TiktokenFile
{
    private const string Format = "tiktoken";

    public static Vocabulary Read(Stream stream)
    {
        byte[] data = FileBytes.ReadAll(stream, Format);
        var ranks = new List<(int Rank, byte[] Token, int Position)>();
        for (int at = 0, next; at < data.Length; at = next)
        {
            int length = data.AsSpan(at).IndexOf((byte)'\n');
            next = length < 0 ? data.Length : at + length + 1;
            ReadOnlySpan<byte> line = data.AsSpan(at..next).TrimEnd("\r\n"u8);
            if (!line.IsEmpty)
                ranks.Add(ReadLine(line, at));
        }

        return Arrange(ranks, Format);
    }

    public static void Write(Vocabulary vocabulary, Stream stream)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        for (int id = 0; id < vocabulary.Size; id++)
        {
            if (vocabulary.Contains(id))
                writer.WriteLine($"{Convert.ToBase64String(vocabulary.GetBytes(id))} {id}");
        }
    }

    /// <summary>Puts tokens in the order of their ids.</summary>
    public static Vocabulary Arrange(List<(int Id, byte[] Token, int Position)> tokens, string format)
    {
        // Published files have gaps, but an id cannot make the table much larger than the file.
        int most = (2 * tokens.Count) + (1 << 16);
        int size = 0;
        foreach ((int id, _, int position) in tokens)
        {
            if (id >= most)
                throw new TokenizerFormatException(format, $"id {id} is too large for {tokens.Count} tokens", position);
            size = Math.Max(size, id + 1);
        }

        var byId = new byte[]?[size];
        foreach ((int id, byte[] token, int position) in tokens)
        {
            if (byId[id] is not null)
                throw new TokenizerFormatException(format, $"id {id} stands there twice", position);
            byId[id] = token;
        }

        return Vocabulary.Create(byId, format);
    }

    private static (int Rank, byte[] Token, int Position) ReadLine(ReadOnlySpan<byte> line, int position)
    {
        int space = line.IndexOf((byte)' ');
        if (space <= 0)
            throw new TokenizerFormatException(Format, "a line is not base64, a space and a rank", position);
        byte[] token = new byte[Base64.GetMaxDecodedFromUtf8Length(space)];
        if (Base64.DecodeFromUtf8(line[..space], token, out int read, out int written) != OperationStatus.Done || read != space || written == 0)
            throw new TokenizerFormatException(Format, "a token is not base64", position);
        if (!Utf8Parser.TryParse(line[(space + 1)..], out int rank, out int digits) || digits != line.Length - space - 1 || rank < 0)
            throw new TokenizerFormatException(Format, "a rank is not a number from 0 on", position + space + 1);
        return (rank, token[..written], position);
    }
}
