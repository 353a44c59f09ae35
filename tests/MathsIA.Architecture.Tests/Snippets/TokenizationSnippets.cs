using System.Buffers;
using MathsIA.Tokenization;

namespace MathsIA.Architecture.Tests.Snippets;

/// <summary>The code of the tokenization guide and of the packages' README files.</summary>
public sealed class TokenizationSnippets
{
    [Fact]
    public void Encode_count_decode()
    {
        #region tokenization
        Tokenizer tokenizer = Tokenizer.ForEncoding("o200k_base");       // from MathsIA.Tokenization.Vocabularies
        int[] ids = tokenizer.Encode("Hello, 世界");
        string text = tokenizer.Decode(ids);                             // "Hello, 世界"

        int count = tokenizer.Count(text);                               // allocates nothing
        bool fits = tokenizer.CountUpTo(text, 100) <= 100;               // stops at the budget
        string start = tokenizer.TruncateEnd(text, 2);                   // what two tokens hold, no character cut in two
        #endregion
        Assert.Equal("Hello, 世界", text);
        Assert.Equal(ids.Length, count);
        Assert.True(fits);
        Assert.Equal("Hello,", start);
    }

    [Fact]
    public void Names()
    {
        #region vocabularies
        Tokenizer byEncoding = Tokenizer.ForEncoding("cl100k_base");
        Tokenizer byModel = Tokenizer.ForModel("gpt-4o");
        Console.WriteLine($"{byModel.Name}: {byModel.Size} ids; {byEncoding.Name}: {byEncoding.Size}");
        #endregion
        Assert.Equal((200019, 100277), (byModel.Size, byEncoding.Size));
    }

    [Fact]
    public void Offsets()
    {
        Tokenizer tokenizer = Tokenizer.ForEncoding("o200k_base");
        #region offsets
        foreach (Token token in tokenizer.EncodeWithOffsets("naïve 🎉"))
            Console.WriteLine($"{token.Id,7}  bytes {token.ByteStart}..{token.ByteEnd}, chars {token.CharStart}..{token.CharEnd}");
        #endregion
        Assert.Equal(11, tokenizer.EncodeWithOffsets("naïve 🎉")[^1].ByteEnd);
    }

    [Fact]
    public void Special_tokens()
    {
        Tokenizer tokenizer = Tokenizer.ForEncoding("o200k_base");
        #region special
        string prompt = "Hi<|endoftext|>";
        int[] control = tokenizer.Encode(prompt, SpecialTokenPolicy.Allow("<|endoftext|>"));   // any other special token throws
        int[] harmless = tokenizer.Encode(prompt, SpecialTokenPolicy.AsText);
        #endregion
        Assert.Equal(199999, control[^1]);
        Assert.DoesNotContain(199999, harmless);
    }

    [Fact]
    public void Streams_and_batches()
    {
        Tokenizer tokenizer = Tokenizer.ForEncoding("o200k_base");
        int[] ids = tokenizer.Encode("Hello, 世界");
        #region streams
        StreamingDecoder decoder = tokenizer.CreateStreamingDecoder();
        foreach (int id in ids)
            Console.Out.Write(decoder.Append(id));                       // whole characters only
        Console.Out.Write(decoder.Flush());

        var output = new ArrayBufferWriter<int>();
        StreamingEncoder encoder = tokenizer.CreateStreamingEncoder(output);
        foreach (string chunk in new[] { "The quick bro", "wn fox" })
            encoder.Append(chunk);                                       // cut anywhere
        encoder.Flush();                                                 // the ids are those of the whole text

        int[][] batch = tokenizer.EncodeBatch(["one text", "another"], degreeOfParallelism: 2);
        #endregion
        Assert.Equal(tokenizer.Encode("The quick brown fox"), output.WrittenSpan.ToArray());
        Assert.Equal(2, batch.Length);
    }
}
