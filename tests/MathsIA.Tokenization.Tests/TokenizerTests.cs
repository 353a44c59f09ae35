using System.Buffers;
using System.Text;
using CsCheck;
using MathsIA.Tokenization.Tests.Reference;

namespace MathsIA.Tokenization.Tests;

public sealed class TokenizerTests
{
    private const string Seed = "0000KmV6P0v3";
    private static readonly Tokenizer Cl100k = Tokenizer.ForEncoding("cl100k_base");
    private static readonly Tokenizer O200k = Tokenizer.ForEncoding("o200k_base");

    public static TheoryData<string> Some => ["r50k_base", "cl100k_base", "o200k_base"];

    [Fact]
    public void Known_ids()
    {
        Assert.Equal([9906, 1917], Cl100k.Encode("Hello world"));
        // Beyond the Basic Multilingual Plane, from the published pattern and ranks: an astral letter is a letter, an astral digit a digit.
        Assert.Equal([172, 254, 106, 115, 596], Cl100k.Encode("\U00020BB7's"));
        Assert.Equal([220, 57352, 253, 237], Cl100k.Encode(" \U0001D7CF"));
        Assert.Empty(Cl100k.Encode(""));
        Assert.Empty(Cl100k.Encode((string?)null));
    }

    [Theory, MemberData(nameof(Some))]
    public void Every_way_to_encode_gives_the_same_ids(string name)
    {
        Tokenizer tokenizer = Tokenizer.ForEncoding(name);
        Texts.Any.Sample(text =>
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(text);
            int[] ids = tokenizer.Encode(text);
            Assert.Equal(ids, tokenizer.EncodeUtf8(utf8));
            var writer = new ArrayBufferWriter<int>();
            Assert.Equal(ids.Length, tokenizer.Encode(text, writer));
            Assert.Equal(ids, writer.WrittenSpan.ToArray());
            int[] destination = new int[ids.Length];
            Assert.True(tokenizer.TryEncode(text, destination, out int consumed, out int written));
            Assert.Equal((text.Length, ids.Length), (consumed, written));
            Assert.Equal(ids, destination);
            Assert.Equal(ids, tokenizer.EncodeWithOffsets(text).Select(token => token.Id));
            Assert.Equal(ids.Length, tokenizer.Count(text));
            Assert.Equal(ids.Length, tokenizer.CountUtf8(utf8));
        }, seed: Seed, iter: 1_000);
    }

    [Theory, MemberData(nameof(Some))]
    public void Offsets_cut_the_text_into_the_tokens(string name)
    {
        Tokenizer tokenizer = Tokenizer.ForEncoding(name);
        Texts.Valid.Sample(text =>
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(text);
            int end = 0;
            foreach (Token token in tokenizer.EncodeWithOffsets(text))
            {
                Assert.Equal(end, token.ByteStart);
                end = token.ByteEnd;
                Assert.Equal(tokenizer.GetBytes(token.Id), utf8[token.ByteStart..token.ByteEnd]);
                // The chars are those of every character that the bytes touch.
                int first = token.ByteStart, last = token.ByteEnd;
                while ((utf8[first] & 0xC0) == 0x80)
                    first--;
                while (last < utf8.Length && (utf8[last] & 0xC0) == 0x80)
                    last++;
                Assert.Equal(Encoding.UTF8.GetString(utf8, first, last - first), text[token.CharStart..token.CharEnd]);
            }

            Assert.Equal(utf8.Length, end);
        }, seed: Seed, iter: 1_000);
    }

    [Fact]
    public void A_span_too_short_holds_the_first_ids_and_tells_what_they_cover() => Texts.Valid.Sample(text =>
    {
        Token[] tokens = O200k.EncodeWithOffsets(text);
        int[] destination = new int[tokens.Length / 2];
        bool fits = O200k.TryEncode(text, destination, out int consumed, out int written);
        Assert.Equal(tokens.Length == 0, fits);
        Assert.Equal(destination.Length, written);
        Assert.Equal(tokens[..written].Select(token => token.Id), destination);
        if (!fits)
            Assert.Equal(written == 0 ? 0 : tokens[written].CharStart, consumed);
    }, seed: Seed, iter: 1_000);

    [Fact]
    public void Counting_stops_at_the_limit()
    {
        string text = string.Concat(Enumerable.Repeat("word ", 100_000));
        int count = O200k.Count(text);
        Assert.Equal(11, O200k.CountUpTo(text, 10));
        Assert.Equal(count, O200k.CountUpTo(text, count));
        Assert.Equal(count, O200k.CountUpTo(text, count - 1));
        Assert.Equal(count, O200k.CountUpTo(text, int.MaxValue));
        Assert.Equal(1, O200k.CountUtf8UpTo("a b"u8, 0));
        Assert.Throws<ArgumentOutOfRangeException>("limit", () => O200k.CountUpTo("a", -1));
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Counting_allocates_nothing(bool isRandom)
    {
        string text = isRandom
            ? string.Concat(Enumerable.Range(0, 20_000).Select(i => new Rune((int)(i * 2654435761L % 0xD800))))
            : File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "moby-dick.txt"))[..100_000];
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        for (int warm = 0; warm < 3; warm++)
            _ = O200k.Count(text) + O200k.CountUtf8(utf8);
        long before = GC.GetAllocatedBytesForCurrentThread();
        _ = O200k.Count(text) + O200k.CountUtf8(utf8);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory, MemberData(nameof(Some))]
    public void What_is_kept_fits_the_budget(string name)
    {
        Tokenizer tokenizer = Tokenizer.ForEncoding(name);
        Gen.Select(Texts.Any, Gen.Int[0, 30]).Sample((text, budget) =>
        {
            int end = tokenizer.FitStart(text, budget, out int count);
            Assert.True(count <= budget && count == tokenizer.Count(text.AsSpan(0, end)));
            int start = tokenizer.FitEnd(text, budget, out count);
            Assert.True(count <= budget && count == tokenizer.Count(text.AsSpan(start)));
            Assert.Equal(tokenizer.Count(text) <= budget, end == text.Length);
            Assert.Equal(tokenizer.Count(text) <= budget, start == 0);
            // No pair of surrogates is cut.
            Assert.False(end > 0 && end < text.Length && char.IsSurrogatePair(text[end - 1], text[end]));
            Assert.False(start > 0 && start < text.Length && char.IsSurrogatePair(text[start - 1], text[start]));
        }, seed: Seed, iter: 2_000);
    }

    [Fact]
    public void Truncation_keeps_what_one_expects()
    {
        Assert.Equal("one two", O200k.TruncateEnd("one two three four", 2));
        Assert.Equal(" three four", O200k.TruncateStart("one two three four", 2));
        Assert.Equal("", O200k.TruncateEnd("one", 0));
        Assert.Equal("", O200k.TruncateStart("one", 0));
        Assert.Equal("", O200k.TruncateStart("", 3));
    }

    [Fact]
    public void A_batch_is_each_text_on_its_own_for_any_number_of_threads()
    {
        // Long texts are begun before the others, wherever they stand.
        string[] texts = [.. Texts.Any.Array[200].Single(_ => true, Seed), new string('a', 5000), "", string.Concat(Enumerable.Repeat("one two ", 3000))];
        int[][] expected = [.. texts.Select(text => O200k.Encode(text))];
        foreach (int threads in new[] { 0, 1, 2, 5 })
        {
            Assert.Equal(expected, O200k.EncodeBatch(texts, degreeOfParallelism: threads));
            Assert.Equal(expected.Select(ids => ids.Length), O200k.CountBatch(texts, degreeOfParallelism: threads));
            Assert.Equal([.. expected.Select(ids => O200k.Decode(ids))], O200k.DecodeBatch(expected, degreeOfParallelism: threads), StringComparer.Ordinal);
        }

        Assert.Throws<SpecialTokenException>(() => O200k.EncodeBatch(["a", "<|endoftext|>"]));
        Assert.Throws<ArgumentOutOfRangeException>("degreeOfParallelism", () => O200k.EncodeBatch(["a"], degreeOfParallelism: -1));
        Assert.ThrowsAny<OperationCanceledException>(() => O200k.EncodeBatch(["a"], cancellationToken: new(canceled: true)));
    }

    [Fact]
    public void Decoding_checks_ids_and_room()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => O200k.Decode([-1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => O200k.Decode([O200k.Size]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tokenizer.ForEncoding("p50k_base").Decode([50280 + 10]));
        int[] ids = O200k.Encode("Hello, 世界");
        byte[] expected = Encoding.UTF8.GetBytes("Hello, 世界");
        byte[] destination = new byte[expected.Length];
        Assert.True(O200k.TryDecode(ids, destination, out int written) && written == expected.Length);
        Assert.Equal(expected, destination);
        Assert.False(O200k.TryDecode(ids, destination.AsSpan(1), out written));
        Assert.Equal(0, written);
        var writer = new ArrayBufferWriter<byte>();
        O200k.Decode(ids, writer);
        Assert.Equal(expected, writer.WrittenSpan.ToArray());
    }

    [Fact]
    public void Sizes_of_the_published_encodings()
    {
        Assert.Equal(50257, Tokenizer.ForEncoding("r50k_base").Size);
        Assert.Equal(50281, Tokenizer.ForEncoding("p50k_base").Size);
        Assert.Equal(50284, Tokenizer.ForEncoding("p50k_edit").Size);
        Assert.Equal(100277, Cl100k.Size);
        Assert.Equal(200019, O200k.Size);
        Assert.Equal(201088, Tokenizer.ForEncoding("o200k_harmony").Size);
        Assert.Equal(199998, O200k.Vocabulary.Count);
    }

    [Theory]
    [InlineData("gpt-4o", "o200k_base")]
    [InlineData("gpt-4o-mini-2024-07-18", "o200k_base")]
    [InlineData("gpt-4-turbo", "cl100k_base")]
    [InlineData("ft:gpt-4o:me", "o200k_base")]
    [InlineData("ft:gpt-4:me", "cl100k_base")]
    [InlineData("gpt-oss-120b", "o200k_harmony")]
    [InlineData("text-davinci-003", "p50k_base")]
    [InlineData("code-davinci-edit-001", "p50k_edit")]
    [InlineData("davinci", "r50k_base")]
    [InlineData("gpt2", "gpt2")]
    public void A_model_has_its_encoding(string model, string encoding) => Assert.Equal(encoding, Tokenizer.ForModel(model).Name);

    [Fact]
    public void Unknown_names_are_named()
    {
        Assert.Contains("'gpt-9'", Assert.Throws<ArgumentException>("model", () => Tokenizer.ForModel("gpt-9")).Message, StringComparison.Ordinal);
        Assert.Contains("'x'", Assert.Throws<ArgumentException>("name", () => Tokenizer.ForEncoding("x")).Message, StringComparison.Ordinal);
    }
}
