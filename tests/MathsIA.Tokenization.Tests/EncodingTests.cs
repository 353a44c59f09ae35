using System.Text;
using CsCheck;
using MathsIA.Tokenization.Tests.Reference;
using MathsIA.Tokenization.Vocabularies;

namespace MathsIA.Tokenization.Tests;

/// <summary>What holds for every encoding.</summary>
public sealed class EncodingTests
{
    private const string Seed = "0000KmV6P0v3";

    public static TheoryData<string> Names => [.. Encodings.Names];

    [Theory]
    [InlineData("r50k_base", R50k)]
    [InlineData("cl100k_base", Cl100k)]
    [InlineData("o200k_base", O200k)]
    public void Ids_are_those_of_the_definition(string name, string expression)
    {
        Tokenizer tokenizer = Tokenizer.ForEncoding(name);
        var naive = new NaiveEncoder(tokenizer.Vocabulary, expression);
        Texts.Any.Sample(text => Assert.Equal(naive.Encode(text), tokenizer.Encode(text, SpecialTokenPolicy.AsText)), seed: Seed, iter: 4_000);
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_token_is_its_own_encoding_and_round_trips(string name)
    {
        Tokenizer tokenizer = Tokenizer.ForEncoding(name);
        Vocabulary vocabulary = tokenizer.Vocabulary;
        for (int id = 0; id < vocabulary.Size; id++)
        {
            if (!vocabulary.Contains(id))
                continue;
            Assert.True(vocabulary.TryGetId(vocabulary.GetBytes(id), out int found) && found == id);
            int[] ids = tokenizer.EncodeUtf8(vocabulary.GetBytes(id));
            Assert.Equal(vocabulary.GetBytes(id), tokenizer.DecodeToBytes(ids));
            Assert.Equal(vocabulary.GetBytes(id), tokenizer.DecodeToBytes([id]));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Text_round_trips(string name)
    {
        Tokenizer tokenizer = Tokenizer.ForEncoding(name);
        Texts.Any.Sample(text =>
        {
            int[] ids = tokenizer.Encode(text, SpecialTokenPolicy.AsText);
            Assert.Equal(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)), tokenizer.Decode(ids));
            Assert.Equal(ids.Length, tokenizer.Count(text, SpecialTokenPolicy.AsText));
        }, seed: Seed, iter: 3_000);
    }

    [Theory, MemberData(nameof(Names))]
    public void Bytes_round_trip(string name)
    {
        Tokenizer tokenizer = Tokenizer.ForEncoding(name);
        Texts.Bytes.Sample(bytes =>
        {
            int[] ids = tokenizer.EncodeUtf8(bytes, SpecialTokenPolicy.AsText);
            Assert.Equal(bytes, tokenizer.DecodeToBytes(ids));
            Assert.Equal(ids.Length, tokenizer.CountUtf8(bytes, SpecialTokenPolicy.AsText));
        }, seed: Seed, iter: 3_000);
    }

    private const string R50k = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";
    private const string Cl100k = @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";
    private const string O200k =
        @"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+";
}
