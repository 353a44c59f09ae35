using System.Buffers;
using System.Text;
using CsCheck;
using MathsIA.Tokenization.Tests.Reference;

namespace MathsIA.Tokenization.Tests.Streaming;

public sealed class StreamingTests
{
    private const string Seed = "0000KmV6P0v3";

    public static TheoryData<string> Names => ["r50k_base", "cl100k_base", "o200k_base"];

    private static readonly string[] Specials = ["<|endoftext|>", "<|endof", "text|>", "<|", "<"];

    private static Gen<string> WithSpecials { get; } = Gen.Frequency((4, Texts.Any), (1, Gen.Int[0, 4].Select(i => Specials[i]))).List[0, 5].Select(string.Concat);

    [Theory, MemberData(nameof(Names))]
    public void Chunks_give_the_ids_of_the_whole(string name)
    {
        Tokenizer tokenizer = Tokenizer.ForEncoding(name);
        Gen.Select(WithSpecials, Gen.Int[1, 12]).Sample((text, length) =>
        {
            foreach (SpecialTokenPolicy policy in new[] { SpecialTokenPolicy.AllowAll, SpecialTokenPolicy.AsText })
            {
                int[] expected = tokenizer.Encode(text, policy);
                var writer = new ArrayBufferWriter<int>();
                StreamingEncoder stream = tokenizer.CreateStreamingEncoder(writer, policy);
                for (int at = 0; at < text.Length; at += length)
                    stream.Append(text.AsSpan(at, Math.Min(length, text.Length - at)));
                stream.Flush();
                Assert.Equal(expected, writer.WrittenSpan.ToArray());

                // The same encoder again, with bytes.
                writer.ResetWrittenCount();
                byte[] utf8 = Encoding.UTF8.GetBytes(text);
                for (int at = 0; at < utf8.Length; at += length)
                    stream.AppendUtf8(utf8.AsSpan(at, Math.Min(length, utf8.Length - at)));
                stream.Flush();
                Assert.Equal(expected, writer.WrittenSpan.ToArray());
            }
        }, seed: Seed, iter: 2_000);
    }

    [Fact]
    public void Ids_come_while_the_text_does()
    {
        var writer = new ArrayBufferWriter<int>();
        StreamingEncoder stream = Tokenizer.ForEncoding("o200k_base").CreateStreamingEncoder(writer);
        for (int i = 0; i < 1000; i++)
            stream.Append("some words, ");
        Assert.True(writer.WrittenCount > 2900);
        stream.Append("<|endof");
        Assert.Throws<SpecialTokenException>(() => stream.Append("text|> and so on"));
    }

    [Theory, MemberData(nameof(Names))]
    public void A_decoded_stream_is_the_whole_and_never_splits_a_character(string name)
    {
        Tokenizer tokenizer = Tokenizer.ForEncoding(name);
        Texts.Bytes.Sample(bytes =>
        {
            int[] ids = tokenizer.EncodeUtf8(bytes, SpecialTokenPolicy.AsText);
            StreamingDecoder stream = tokenizer.CreateStreamingDecoder();
            var text = new StringBuilder();
            foreach (int id in ids)
            {
                ReadOnlySpan<char> part = stream.Append(id);
                Assert.False(part.Length > 0 && (char.IsLowSurrogate(part[0]) || char.IsHighSurrogate(part[^1])));
                text.Append(part);
            }

            text.Append(stream.Flush());
            Assert.Equal(tokenizer.Decode(ids), text.ToString());
        }, seed: Seed, iter: 2_000);
    }

    [Fact]
    public void An_unknown_id_leaves_the_stream_as_it_was()
    {
        Tokenizer tokenizer = Tokenizer.ForEncoding("o200k_base");
        int[] ids = tokenizer.Encode("\U00020BB7");
        Assert.True(ids.Length > 1);
        StreamingDecoder stream = tokenizer.CreateStreamingDecoder();
        var text = new StringBuilder();
        foreach (int id in ids)
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => _ = stream.Append(-5).Length);
            text.Append(stream.Append(id));
        }

        Assert.Equal("\U00020BB7", text.ToString());
        Assert.Equal(0, stream.Flush().Length);
    }
}
