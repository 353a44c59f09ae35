using CsCheck;

namespace MathsIA.Tokenization.Tests.Models;

public sealed class UnigramModelTests
{
    [Fact]
    public void The_spelling_has_the_largest_score_of_all()
    {
        string[] tokens = ["a", "b", "ab", "ba", "aab", "bb"];
        double[] scores = [-2, -2.5, -2.2, -3, -3.5, -4];
        var tokenizer = new Tokenizer(new() { Model = new UnigramModel(new Vocabulary([.. tokens.Select(token => (ReadOnlyMemory<byte>)NaiveTrainer.Utf8(token))]), scores) });
        Gen.Int[0, 1].Array[1, 9].Sample(letters =>
        {
            string word = string.Concat(letters.Select(i => "ab"[i]));
            int[] ids = tokenizer.Encode(word);
            Assert.Equal(word, string.Concat(ids.Select(id => tokens[id])));
            Assert.Equal(Best(word, tokens, scores), ids.Sum(id => scores[id]), 1e-12);
        }, iter: 300, seed: "0000KmV6P0v3");
    }

    [Fact]
    public void Unknown_characters_are_one_token_or_bytes_or_an_exception()
    {
        var vocabulary = new Vocabulary([.. new[] { "<unk>", "a" }.Concat(Enumerable.Range(0, 256).Select(value => $"<0x{value:X2}>")).Select(token => (ReadOnlyMemory<byte>)NaiveTrainer.Utf8(token))]);
        double[] scores = [.. Enumerable.Repeat(-1.0, vocabulary.Size)];
        Tokenizer Of(UnigramOptions options) => new(new() { Model = new UnigramModel(vocabulary, scores, options) });
        Assert.Equal([1, 0, 1], Of(new() { UnknownId = 0 }).Encode("aééa"));
        Assert.Equal([1, 2 + 0xC3, 2 + 0xA9, 1], Of(new() { UnknownId = 0, ByteFallback = [.. Enumerable.Range(2, 256)] }).Encode("aéa"));
        Assert.Throws<InvalidOperationException>(() => Of(new()).Encode("é"));
        Assert.Throws<ArgumentException>(() => Of(new() { UnknownId = 999 }));
        Assert.Throws<ArgumentException>(() => new UnigramModel(vocabulary, [1.0]));
        Assert.Throws<ArgumentException>(() => new WordPieceModel(vocabulary, "[UNK]"));
    }

    private static double Best(string word, string[] tokens, double[] scores) => word.Length == 0 ? 0 : Enumerable.Range(0, tokens.Length)
        .Where(i => word.StartsWith(tokens[i], StringComparison.Ordinal)).Select(i => scores[i] + Best(word[tokens[i].Length..], tokens, scores)).DefaultIfEmpty(double.NegativeInfinity).Max();
}
