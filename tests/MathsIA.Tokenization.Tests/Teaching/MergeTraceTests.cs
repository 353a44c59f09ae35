using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CsCheck;
using MathsIA.Tokenization.Tests.Reference;

namespace MathsIA.Tokenization.Tests.Teaching;

public sealed class MergeTraceTests
{
    private static readonly Tokenizer Cl100k = Tokenizer.ForEncoding("cl100k_base");

    [Fact]
    public void A_trace_ends_in_the_tokens_of_the_text_and_ranks_never_mislead()
        => Texts.Valid.Sample(text =>
        {
            var traces = MergeTrace.Of(Cl100k, text);
            Assert.Equal(Cl100k.Encode(text, SpecialTokenPolicy.AsText), traces.SelectMany(trace => trace.Tokens));
            foreach (MergeStep step in traces.SelectMany(trace => trace.Steps))
                Assert.Equal(step.Token, step.TokensAfter[step.Place]);
        }, iter: 300, seed: "0000KmV6P0v3");

    [Fact]
    public void Listed_merges_trace_as_ranks_do()
    {
        var listed = new Tokenizer(Cl100k.Parts with { Model = new BytePairModel(Cl100k.Vocabulary, MergeRecovery.Recover(Cl100k.Vocabulary)) });
        Assert.Equal(MergeTrace.Of(Cl100k, " whales'").SelectMany(trace => trace.Steps).Select(step => step.Token), MergeTrace.Of(listed, " whales'").SelectMany(trace => trace.Steps).Select(step => step.Token));
    }

    [Fact]
    public void The_lecture_example_merges_in_order()
    {
        Tokenizer tokenizer = BytePairTrainer.Train(WordCounts.From([new("low", 5), new("lower", 2), new("newest", 6), new("widest", 3)]), new() { VocabularySize = 262 }).Tokenizer;
        PieceTrace trace = Assert.Single(MergeTrace.Of(tokenizer, "lowest"));
        Assert.Equal(["es", "est", "lo", "low"], trace.Steps.Select(step => tokenizer.Vocabulary.GetText(step.Token)), StringComparer.Ordinal);
        Assert.Equal(["low", "est"], trace.Tokens.Select(tokenizer.Vocabulary.GetText), StringComparer.Ordinal);
        Assert.Throws<NotSupportedException>(() => MergeTrace.Of(WordPieceTrainer.Train(WordCounts.From([new("a", 1)])).Tokenizer, "a"));
    }

    [Fact]
    public void Html_shows_the_text_escaped_and_every_token_once()
        => Texts.Any.Sample(text =>
        {
            string html = TokenHtml.RenderBody(Cl100k, text);
            string clean = System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
            string shown = WebUtility.HtmlDecode(Regex.Replace(Regex.Replace(Regex.Replace(html, "<i>↵</i>", "", RegexOptions.None, TimeSpan.FromSeconds(1)), "<i>·</i>", " "), "<i>U\\+([0-9A-F]{4})</i>", match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString()).Replace("<wbr/>", "", StringComparison.Ordinal) is var plain ? Regex.Replace(plain, "<[^>]*>", "") : "");
            Assert.Equal(clean, shown);
            int[] ids = [.. Regex.Matches(html, "title=\"([0-9, ]+)\"").SelectMany(match => match.Groups[1].Value.Split(", ")).Select(int.Parse)];
            Assert.Equal(Cl100k.Encode(text, SpecialTokenPolicy.AsText), ids);
        }, iter: 300, seed: "0000KmV6P0v3");

    [Fact]
    public void Html_is_well_formed_and_needs_nothing()
    {
        string html = TokenHtml.Render(Cl100k, "<script>alert(\"1 & 2\")</script>\n𠮷's \u0001");
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http", html, StringComparison.Ordinal);
        XElement.Parse($"<x>{html}</x>");
    }
}
