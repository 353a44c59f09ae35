using System.Text;
using CsCheck;
using MathsIA.Tokenization.Tests.Reference;
using Microsoft.ML.Tokenizers;

namespace MathsIA.Tokenization.Tests;

/// <summary>Against Microsoft.ML.Tokenizers 2.0.1: equal where its regular expressions, which see UTF-16 units, are right, and where they are not,
/// a list of ids derived from the published patterns and ranks.</summary>
public sealed class MicrosoftTests
{
    private static readonly Dictionary<string, TiktokenTokenizer> Theirs = new(StringComparer.Ordinal)
    {
        ["cl100k_base"] = TiktokenTokenizer.CreateForEncoding("cl100k_base"),
        ["o200k_base"] = TiktokenTokenizer.CreateForEncoding("o200k_base"),
    };

    public static TheoryData<string> Names => [.. Theirs.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Equal_on_text_of_the_Basic_Multilingual_Plane(string name)
    {
        Tokenizer ours = Tokenizer.ForEncoding(name);
        // The platform's expressions fold case within a culture: to them the long s and the Kelvin sign are no apostrophe endings.
        Texts.Valid.Where(text => !text.Any(c => char.IsSurrogate(c) || c is '\u017F' or '\u212A')).Sample(text => Assert.Equal(Theirs[name].EncodeToIds(text, considerNormalization: false), ours.Encode(text)),
            seed: "0000KmV6P0v3", iter: 3_000);
    }

    [Theory, MemberData(nameof(Names))]
    public void Equal_on_books_and_on_the_declaration_of_human_rights(string name)
    {
        Tokenizer ours = Tokenizer.ForEncoding(name);
        foreach (string file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Data"), "*.txt", SearchOption.AllDirectories))
        {
            string text = File.ReadAllText(file);
            Assert.Equal(Theirs[name].EncodeToIds(text, considerNormalization: false), ours.Encode(text));
        }
    }

    /// <summary>Each text holds a letter, a mark or a digit beyond the Basic Multilingual Plane. The ids are not ours: they come from the naive
    /// encoder, a regular expression over code points and merges by rank.</summary>
    [Theory]
    [InlineData("cl100k_base", "\U00020BB7's", new[] { 172, 254, 106, 115, 596 })]
    [InlineData("cl100k_base", "\U00010400'll", new[] { 172, 238, 238, 222, 3358 })]
    [InlineData("cl100k_base", "\U0001D7CF'll", new[] { 57352, 253, 237, 3358 })]
    [InlineData("cl100k_base", " \U0001D7CF", new[] { 220, 57352, 253, 237 })]
    [InlineData("cl100k_base", " \U0001D7CF123", new[] { 220, 57352, 253, 237, 717, 18 })]
    [InlineData("o200k_base", "\U00020BB7'll", new[] { 172, 254, 106, 115, 6090 })]
    [InlineData("o200k_base", "\U00010428's", new[] { 172, 238, 238, 101, 885 })]
    [InlineData("o200k_base", "\U0001D165'll", new[] { 43120, 227, 98, 6090 })]
    [InlineData("o200k_base", "\U0001D7CF123", new[] { 43120, 253, 237, 899, 18 })]
    public void Where_they_are_wrong_the_ids_are_those_of_the_definition(string name, string text, int[] ids)
    {
        Tokenizer ours = Tokenizer.ForEncoding(name);
        string expression = name.StartsWith("cl", StringComparison.Ordinal) ? Cl100kPattern.Expression : O200kPattern.Expression;
        Assert.Equal(ids, new NaiveEncoder(ours.Vocabulary, expression).Encode(text));
        Assert.Equal(ids, ours.Encode(text));
        Assert.NotEqual(ids, Theirs[name].EncodeToIds(text, considerNormalization: false));
    }
}
