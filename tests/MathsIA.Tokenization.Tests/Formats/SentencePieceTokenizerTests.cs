using System.Text.Json;
using MathsIA.Tokenization.Tests.Reference;

namespace MathsIA.Tokenization.Tests.Formats;

public sealed class SentencePieceTokenizerTests
{
    public static TheoryData<string> Models => ["unigram", "unigram-bytes", "unigram-bare", "bpe", "bpe-bytes"];

    [Theory, MemberData(nameof(Models))]
    public void Ids_and_texts_are_those_of_the_reference(string name)
    {
        Tokenizer tokenizer = Load(name);
        foreach (JsonElement item in Fixtures.Json($"{name}.json").EnumerateArray())
        {
            string text = item.GetProperty("text").GetString()!;
            int[] ids = [.. item.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())];
            Assert.True(ids.AsSpan().SequenceEqual(tokenizer.Encode(text)), $"'{text}': {string.Join(' ', tokenizer.Encode(text))}, expected {string.Join(' ', ids)}");
            // The reference drops the marks of all tokens up to the first visible one; a stream of tokens knows only which is the first.
            if (!text.StartsWith('\u2581'))
                Assert.Equal(item.GetProperty("decoded").GetString(), tokenizer.Decode(ids));
        }
    }

    [Fact]
    public void Control_symbols_are_found_only_where_allowed()
    {
        Tokenizer tokenizer = Load("unigram");
        Assert.DoesNotContain(1, tokenizer.Encode("<s>the"));
        Assert.Equal(1, tokenizer.Encode("<s>the", SpecialTokenPolicy.AllowAll)[0]);
    }

    [Theory, MemberData(nameof(Models))]
    public void Damaged_files_are_one_exception(string name)
        => Mutations.Check(Fixtures.Read($"{name}.model"), bytes => SentencePieceTokenizer.Load(new MemoryStream(bytes)), "0000KmV6P0v3");

    [Fact]
    public void What_is_wrong_is_said_with_its_place()
    {
        Assert.Equal(0, Assert.Throws<TokenizerFormatException>(() => SentencePieceTokenizer.Load(new MemoryStream())).Position);
        Assert.Equal(2, Assert.Throws<TokenizerFormatException>(() => SentencePieceTokenizer.Load(new MemoryStream([0x0A, 0x7F]))).Position);
        Assert.Contains("model type 3", Assert.Throws<TokenizerFormatException>(() => SentencePieceTokenizer.Load(new MemoryStream([0x12, 2, 0x18, 3]))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => SentencePieceTokenizer.Load(null!));
    }

    private static Tokenizer Load(string name) => SentencePieceTokenizer.Load(new MemoryStream(Fixtures.Read($"{name}.model")));
}
