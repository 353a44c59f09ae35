using System.Text;
using CsCheck;

namespace MathsIA.Tokenization.Tests.Loading;

public sealed class LoadingTests
{
    private const string Seed = "0000KmV6P0v3";

    [Fact]
    public void A_tiktoken_file_gives_back_what_was_written()
    {
        Tokenizer r50k = Tokenizer.ForEncoding("r50k_base");
        using var file = new MemoryStream();
        r50k.Vocabulary.WriteTiktoken(file);
        file.Position = 0;
        Tokenizer loaded = Tokenizer.FromTiktoken(file, OpenAIPatterns.R50k, r50k.AddedTokens, "mine");
        Assert.Equal("mine", loaded.Name);
        Assert.Equal(r50k.Size, loaded.Size);
        const string text = "Call me Ishmael. Some years ago—never mind how long precisely";
        Assert.Equal(r50k.Encode(text), loaded.Encode(text));
    }

    [Fact]
    public void A_vocabulary_gives_back_what_was_written()
    {
        Vocabulary small = Small();
        using var file = new MemoryStream();
        small.Write(file);
        file.Position = 0;
        Vocabulary loaded = Vocabulary.Read(file);
        Assert.Equal((small.Count, small.Size), (loaded.Count, loaded.Size));
        for (int id = 0; id < small.Size; id++)
            Assert.True(!small.Contains(id) ? !loaded.Contains(id) : small.GetBytes(id).SequenceEqual(loaded.GetBytes(id)));
        Assert.Throws<ArgumentOutOfRangeException>("id", () => _ = loaded.GetBytes(300).Length);
    }

    [Fact]
    public void Vocabulary_and_merges_make_GPT2_with_the_eight_merges_that_begin_with_a_sharp()
    {
        // The files of GPT-2 as its vocabulary determines them: bytes as printable stand-ins, a merge for each token but bytes.
        (string json, string merges, Tokenizer expected) = Gpt2Files();
        Assert.Equal(8, merges.Split('\n')[1..].Count(line => line.StartsWith('#')));
        Tokenizer loaded = Tokenizer.FromVocabularyAndMerges(Utf8(json), Utf8(merges), specialTokens: expected.AddedTokens);
        const string text = "####### C# and ### markdown, don't you think?\n\n  \u4E2D\u6587 \u00E9t\u00E9 1234";
        Assert.Equal(expected.Encode(text), loaded.Encode(text));
    }

    [Theory]
    [InlineData("IQ== 0\nIQ== 1\n", "same bytes")]
    [InlineData("IQ== 0\nIg== 0\n", "twice")]
    [InlineData("IQ== 0\nI 1\n", "base64")]
    [InlineData("IQ== 0\n= 1\n", "base64")]
    [InlineData("IQ==\n", "base64, a space and a rank")]
    [InlineData("IQ== -1\n", "rank")]
    [InlineData("IQ== 1x\n", "rank")]
    [InlineData("IQ== 99999999999\n", "rank")]
    [InlineData("IQ== 2000000\n", "too large")]
    [InlineData("IQ== 0\n", "no token is the single byte")]
    public void A_damaged_tiktoken_file_is_refused_with_the_reason(string file, string reason)
    {
        TokenizerFormatException exception = Assert.Throws<TokenizerFormatException>(() => Tokenizer.FromTiktoken(Utf8(file), OpenAIPatterns.R50k));
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
        Assert.Equal("tiktoken", exception.Format);
    }

    [Theory]
    [InlineData("[]", "#version: 0.2\n", "not an object")]
    [InlineData("{\"a\":\"b\"}", "", "is not a number")]
    [InlineData("{\"a\":-1}", "", "is not a number")]
    [InlineData("{\"a\":1,\"b\":1}", "", "twice")]
    [InlineData("{\"a\":1,\"a\":2}", "", "same bytes")]
    [InlineData("{\"a\":1", "", "")]
    [InlineData("{\"a\":1}{}", "", "")]
    [InlineData("{\"\":1}", "", "empty")]
    [InlineData("{\"a\":1}", "", "no token is the single byte")]
    public void A_damaged_vocabulary_file_is_refused_with_the_reason(string json, string merges, string reason) => Assert.Contains(reason,
        Assert.Throws<TokenizerFormatException>(() => Tokenizer.FromVocabularyAndMerges(Utf8(json), Utf8(merges))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("a b\na b\n", "twice")]
    [InlineData("a\n", "two tokens")]
    [InlineData("a b c\n", "two tokens")]
    [InlineData("a \u4E2D\n", "stands for no byte")]
    [InlineData("a c\n", "not in the vocabulary")]
    public void A_damaged_merges_file_is_refused_with_the_reason(string merges, string reason)
    {
        var json = new StringBuilder("{\"ab\":256");
        for (int value = 0; value < 256; value++)
            json.Append(System.Globalization.CultureInfo.InvariantCulture, $",\"{(ByteSymbols.ToChar((byte)value) is '"' or '\\' ? "\\" : "")}{ByteSymbols.ToChar((byte)value)}\":{value}");
        json.Append('}');
        TokenizerFormatException exception = Assert.Throws<TokenizerFormatException>(() => Tokenizer.FromVocabularyAndMerges(Utf8(json.ToString()), Utf8("#version: 0.2\n" + merges)));
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
        Assert.True(exception.Position >= 14);
    }

    [Fact]
    public void Mutated_files_load_or_are_refused_and_nothing_else()
    {
        using var compact = new MemoryStream();
        Small().Write(compact);
        using var tiktoken = new MemoryStream();
        Small().WriteTiktoken(tiktoken);
        byte[] json = Encoding.UTF8.GetBytes("{" + string.Join(',', Enumerable.Range(0, 256).Select(value => $"\"{ByteSymbols.ToText([(byte)value]).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\":{value}")) + ",\"ab\":256}");
        byte[] merges = Encoding.UTF8.GetBytes("#version: 0.2\na b\n");
        Mutate(compact.ToArray(), bytes => Vocabulary.Read(new MemoryStream(bytes)));
        Mutate(tiktoken.ToArray(), bytes => Tokenizer.FromTiktoken(new MemoryStream(bytes), OpenAIPatterns.R50k));
        Mutate(json, bytes => Tokenizer.FromVocabularyAndMerges(new MemoryStream(bytes), new MemoryStream(merges)));
        Mutate(merges, bytes => Tokenizer.FromVocabularyAndMerges(new MemoryStream(json), new MemoryStream(bytes)));
    }

    [Fact]
    public void Wrong_parts_of_a_tokenizer_are_refused()
    {
        TokenizerParts parts = Tokenizer.ForEncoding("r50k_base").Parts;
        Assert.Throws<ArgumentException>("parts", () => new Tokenizer(parts with { AddedTokens = [new("", 1)] }));
        Assert.Throws<ArgumentException>("parts", () => new Tokenizer(parts with { AddedTokens = [new("a", 1), new("a", 2)] }));
        Assert.Throws<ArgumentException>("parts", () => new Tokenizer(parts with { AddedTokens = [new("a", -1)] }));
        Assert.Throws<ArgumentException>("parts", () => new Tokenizer(parts with { AddedTokens = [new("a", int.MaxValue)] }));
        Assert.Throws<ArgumentException>("tokens", () => new Vocabulary([new byte[] { 1 }, new byte[] { 1 }]));
    }

    /// <summary>Changes, removes, doubles and cuts bytes; the reader may only succeed or say what is wrong, in bounded memory.</summary>
    private static void Mutate(byte[] file, Func<byte[], object> read) =>
        Gen.Select(Gen.Int[0, file.Length - 1], Gen.Int[0, 3], Gen.Byte, Gen.Int[0, file.Length - 1]).List[1, 3].Sample(changes =>
        {
            List<byte> bytes = [.. file];
            foreach ((int at, int kind, byte value, int to) in changes)
            {
                if (at >= bytes.Count)
                    continue;
                switch (kind)
                {
                    case 0: bytes[at] = value; break;
                    case 1: bytes.RemoveAt(at); break;
                    case 2: bytes.Insert(at, value); break;
                    default: bytes.RemoveRange(Math.Min(at, to), Math.Min(Math.Abs(at - to), bytes.Count - Math.Min(at, to))); break;
                }
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                _ = read([.. bytes]);
            }
            catch (TokenizerFormatException)
            {
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8L << 20);
        }, seed: Seed, iter: 800);

    private static Vocabulary Small() => new([.. Enumerable.Range(0, 256).Select(value => new ReadOnlyMemory<byte>([(byte)value])), default, .. new[] { "ab", "abc", new string('x', 200) }.Select(text => new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(text)))]);

    private static MemoryStream Utf8(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>The merge of a token is the one its own bytes end with when every lower merge is made.</summary>
    private static (string Json, string Merges, Tokenizer Expected) Gpt2Files()
    {
        Tokenizer gpt2 = Tokenizer.ForEncoding("gpt2");
        Vocabulary vocabulary = gpt2.Vocabulary;
        var json = new StringBuilder("{");
        var merges = new StringBuilder("#version: 0.2\n");
        for (int id = 0; id < vocabulary.Size; id++)
        {
            json.Append(id == 0 ? "" : ",").Append('"').Append(Escape(ByteSymbols.ToText(vocabulary.GetBytes(id)))).Append("\":").Append(id);
            if (vocabulary.GetBytes(id).Length == 1)
                continue;
            (byte[] left, byte[] right) = Parents(vocabulary, id);
            merges.Append(ByteSymbols.ToText(left)).Append(' ').Append(ByteSymbols.ToText(right)).Append('\n');
        }

        return (json.Append('}').ToString(), merges.ToString(), gpt2);
    }

    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    private static (byte[] Left, byte[] Right) Parents(Vocabulary vocabulary, int id)
    {
        List<byte[]> parts = [.. vocabulary.GetBytes(id).ToArray().Select(value => new[] { value })];
        while (parts.Count > 2)
        {
            int best = -1, bestRank = id;
            for (int i = 0; i + 1 < parts.Count; i++)
            {
                if (vocabulary.TryGetId([.. parts[i], .. parts[i + 1]], out int rank) && rank < bestRank)
                    (best, bestRank) = (i, rank);
            }

            parts[best] = [.. parts[best], .. parts[best + 1]];
            parts.RemoveAt(best + 1);
        }

        return (parts[0], parts[1]);
    }
}
