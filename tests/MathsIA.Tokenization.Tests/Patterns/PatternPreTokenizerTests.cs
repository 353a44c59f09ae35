using System.Text;
using CsCheck;
using MathsIA.Tokenization.Tests.Reference;

namespace MathsIA.Tokenization.Tests.Patterns;

public sealed class PatternPreTokenizerTests
{
    private const string Llama3 = @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";
    private const string Qwen2 = @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";
    private const string Gpt2 = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    public static TheoryData<string, string> Published => new()
    {
        { "r50k", R50kPattern.Expression },
        { "r50k", Gpt2 },
        { "cl100k", Cl100kPattern.Expression },
        { "cl100k", Llama3 },
        { "o200k", O200kPattern.Expression },
    };

    [Theory, MemberData(nameof(Published))]
    public void Pieces_are_those_of_the_machine_on_any_bytes(string machine, string pattern)
    {
        IPreTokenizer expected = machine switch { "r50k" => OpenAIPatterns.R50k, "cl100k" => OpenAIPatterns.Cl100k, _ => OpenAIPatterns.O200k };
        var ours = new PatternPreTokenizer(pattern);
        Texts.Bytes.Sample(bytes => Assert.Equal(Split(expected, bytes), Split(ours, bytes)), iter: 800, seed: "0000KmV6P0v3");
        Texts.Valid.Sample(text => Assert.Equal(Split(expected, text), Split(ours, text)), iter: 800, seed: "0000KmV6P0v3");
    }

    [Fact]
    public void Qwen_cuts_every_digit() => Assert.Equal("1|2|3|𝟙|𝟚|a", Join(Qwen2, "123𝟙𝟚a"));

    [Theory]
    [InlineData(@"\p{L}+", "𠮷a𝐀1", "𠮷a𝐀|1")]
    [InlineData(@"\w+|[^\w\s]+", "don't 𝟏x_é!!", "don|'|t| |𝟏x_é|!!")]
    [InlineData(@"(?i:s)", "sSſk", "s|S|ſ|k")]
    [InlineData(@"(?i)K+", "kK\u212Ax", "kK\u212A|x")]
    [InlineData(@"[^a-cx]+", "abzzxb𝟙", "ab|zz|xb|𝟙")]
    [InlineData(@"[\p{L}&&[^\p{Lu}]]+", "abCde", "ab|C|de")]
    [InlineData(@"a{2,3}", "aaaaaaa", "aaa|aaa|a")]
    [InlineData(@"a+?b", "aab", "aab")]
    [InlineData(@"a++a|a", "aaa", "a|a|a")]
    [InlineData(@"(?>a+)b|.", "aac", "a|a|c")]
    [InlineData(@"(?<=x)a", "axa", "ax|a")]
    [InlineData(@"(?<!x)a", "axa", "a|xa")]
    [InlineData(@"^a|a$", "aaa", "a|a|a")]
    [InlineData(@"\bfoo\b", "foo food foo", "foo| food |foo")]
    [InlineData(@"(?:ab|a)(?:c|bc)", "abcabbc", "abc|abbc")]
    [InlineData(@"(ab){2}|(?<name>a)|(?P<other>b)", "ababab", "abab|a|b")]
    [InlineData(@"\x61|\u0062|\x{1D7D9}|\u{63}", "a𝟙bc", "a|𝟙|b|c")]
    [InlineData(@"(?s:.)\n|.", "a\nb", "a\n|b")]
    [InlineData(@"(?:a*)*b|a", "aaab", "aaab")]
    [InlineData(@"\p{^L}+|\PN", "12a", "12|a")]
    [InlineData("\\p{Lu}(?=\\p{Ll})", "ABc", "A|B|c")]
    public void Syntax_means_what_it_does_elsewhere(string pattern, string text, string pieces) => Assert.Equal(pieces, Join(pattern, text));

    [Theory]
    [InlineData(SplitBehavior.Isolated, "the|-|final|-|-|countdown")]
    [InlineData(SplitBehavior.Removed, "the|final|countdown")]
    [InlineData(SplitBehavior.MergedWithPrevious, "the-|final-|-|countdown")]
    [InlineData(SplitBehavior.MergedWithNext, "the|-final|-|-countdown")]
    [InlineData(SplitBehavior.Contiguous, "the|-|final|--|countdown")]
    public void Behaviours_are_those_of_the_documentation(SplitBehavior behavior, string pieces)
        => Assert.Equal(pieces, string.Join('|', Split(new PatternPreTokenizer("-", behavior), "the-final--countdown")));

    [Theory]
    [InlineData(SplitBehavior.Isolated)]
    [InlineData(SplitBehavior.Removed)]
    [InlineData(SplitBehavior.MergedWithPrevious)]
    [InlineData(SplitBehavior.MergedWithNext)]
    [InlineData(SplitBehavior.Contiguous)]
    public void Batches_do_not_show(SplitBehavior behavior)
    {
        string text = string.Concat(Enumerable.Range(0, 3000).Select(i => (i * 7 % 11) switch { < 4 => "-", < 6 => "ab", _ => "x" }));
        var once = new PieceBuffer();
        var whole = new PatternPreTokenizer("-", behavior);
        List<string> all = Split(whole, text), fresh = [];
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        for (int at = 0; at < bytes.Length;)
        {
            once.Clear();
            at = whole.Split(bytes, at, once);
            fresh.AddRange(once.Pieces.ToArray().Select(piece => Encoding.UTF8.GetString(bytes, piece.Start, piece.Length)));
        }

        Assert.Equal(all, fresh);
        if (behavior != SplitBehavior.Removed)
            Assert.Equal(text, string.Concat(all));
    }

    [Fact]
    public void A_cut_changes_no_piece_whatever_follows()
        => Gen.Select(Texts.Valid, Texts.Valid, Gen.Int[0, 3]).Sample((text, more, which) =>
        {
            string pattern = new[] { Gpt2, Llama3, @"\w+|[^\w\s]+", @"\s+(?!\S)|\s+|\S+" }[which];
            var ours = new PatternPreTokenizer(pattern);
            int cut = ours.FindCut(Encoding.UTF8.GetBytes(text));
            byte[] whole = Encoding.UTF8.GetBytes(text + more);
            Assert.Equal(Split(ours, whole), [.. Split(ours, whole[..cut]), .. Split(ours, whole[cut..])]);
        }, iter: 1500, seed: "0000KmV6P0v3");

    [Fact]
    public void A_cut_is_found_in_ordinary_text()
        => Assert.InRange(new PatternPreTokenizer(Llama3).FindCut("Call me Ishmael. Some years ago"u8), 16, 30);

    [Theory]
    [InlineData("(a+)+b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("(?:a|a)*c", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("(?:.*)*(?:.*)*x", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void A_pattern_that_backtracks_without_end_is_one_exception(string pattern, string text)
        => Assert.Equal("Pattern", Assert.Throws<TokenizerFormatException>(() => Split(new PatternPreTokenizer(pattern), text)).Format);

    [Theory]
    [InlineData("(a", 2)]
    [InlineData("a)", 1)]
    [InlineData("[a", 2)]
    [InlineData("*a", 0)]
    [InlineData("a{2", 1)]
    [InlineData("a{3,2}", 1)]
    [InlineData("a{99999}", 1)]
    [InlineData(@"\q", 1)]
    [InlineData(@"\", 1)]
    [InlineData(@"(a)\1", 4)]
    [InlineData(@"\p{Han}", 7)]
    [InlineData(@"\p{L", 3)]
    [InlineData(@"[z-a]", 4)]
    [InlineData(@"[[:alpha:]]", 1)]
    [InlineData(@"(?<=a+)b", 0)]
    [InlineData(@"(?x)a", 2)]
    [InlineData("((((a{900}){900}){900}){900})", 0)]
    [InlineData("(?<=a{900}{900}{900}{900})b", 0)]
    public void What_is_not_understood_is_refused_with_its_place(string pattern, int position)
        => Assert.Equal(position, Assert.Throws<TokenizerFormatException>(() => new PatternPreTokenizer(pattern)).Position);

    [Fact]
    public void Deep_nesting_is_refused_and_random_patterns_fail_cleanly()
    {
        Assert.Throws<TokenizerFormatException>(() => new PatternPreTokenizer(new string('(', 100_000)));
        Assert.Equal(["ab"], Split(new PatternPreTokenizer("(){999}{999}{999}{999}ab"), "ab"));
        Gen.Char[@"ab()[]{}|*+?\p{L},19^$.-:!<=i "].Array[0, 14].Select(chars => new string(chars)).Sample(pattern =>
        {
            try
            {
                string text = "ab (1) ab\n";
                Assert.Equal(text, string.Concat(Split(new PatternPreTokenizer(pattern), text)));
            }
            catch (TokenizerFormatException)
            {
            }
        }, iter: 3000, seed: "0000KmV6P0v3");
    }

    [Fact]
    public void A_million_letters_take_linear_time()
    {
        Assert.Single(Split(new PatternPreTokenizer(Llama3), new string('a', 300_000)));
        Assert.Single(Split(new PatternPreTokenizer(O200kPattern.Expression), new string('A', 300_000)));
        Assert.Equal(2, Split(new PatternPreTokenizer(Llama3), new string(' ', 300_000) + "a").Count);
    }

    private static string Join(string pattern, string text) => string.Join('|', Split(new PatternPreTokenizer(pattern), text));

    private static List<string> Split(IPreTokenizer ours, string text) => Split(ours, Encoding.UTF8.GetBytes(text));

    private static List<string> Split(IPreTokenizer ours, byte[] text)
    {
        var pieces = new PieceBuffer();
        for (int at = 0; at < text.Length;)
            at = ours.Split(text, at, pieces);
        return [.. pieces.Pieces.ToArray().Select(piece => Encoding.UTF8.GetString(text, piece.Start, piece.Length))];
    }
}
