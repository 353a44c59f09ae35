using System.Text;
using CsCheck;
using MathsIA.Tokenization.Tests.Reference;

namespace MathsIA.Tokenization.Tests.PreTokenization;

public sealed class OpenAIPatternsTests
{
    private static readonly Dictionary<string, (IPreTokenizer Ours, string Expression)> Patterns = new(StringComparer.Ordinal)
    {
        ["r50k"] = (OpenAIPatterns.R50k, R50kPattern.Expression),
        ["cl100k"] = (OpenAIPatterns.Cl100k, Cl100kPattern.Expression),
        ["o200k"] = (OpenAIPatterns.O200k, O200kPattern.Expression),
    };

    public static TheoryData<string> Names => [.. Patterns.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Pieces_are_those_of_the_published_expression(string name)
    {
        (IPreTokenizer ours, string expression) = Patterns[name];
        var naive = new NaivePattern(expression);
        Texts.Valid.Sample(text => Assert.Equal(naive.Split(text), Split(ours, Encoding.UTF8.GetBytes(text))), seed: "0000KmV6P0v3", iter: 20_000);
    }

    [Theory, MemberData(nameof(Names))]
    public void Pieces_are_those_of_the_published_expression_for_every_triple_of_classes(string name)
    {
        (IPreTokenizer ours, string expression) = Patterns[name];
        var naive = new NaivePattern(expression);
        string[] parts = ["a", "s", "A", "É", "é", "ʰ", "中", "\U00020BB7", "\u0301", "1", "\U0001D7CF", " ", "\t", "\u00A0", "\n", "\r", "!", "/", "'", "\U0001F600", "\u017F"];
        foreach (string first in parts)
        {
            foreach (string second in parts)
            {
                foreach (string third in parts)
                {
                    foreach (string last in (ReadOnlySpan<string>)["", "bcdefghijklmnopqrstuvwxyz", " A'Ve \n x"])
                    {
                        string text = first + second + third + last;
                        Assert.Equal(naive.Split(text), Split(ours, Encoding.UTF8.GetBytes(text)));
                    }
                }
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Pieces_tile_any_bytes(string name) => Texts.Bytes.Sample(bytes =>
    {
        var buffer = new PieceBuffer();
        int end = 0;
        foreach (Piece piece in Pieces(Patterns[name].Ours, bytes, buffer))
        {
            Assert.Equal(end, piece.Start);
            Assert.True(piece.Length > 0);
            end = piece.End;
        }

        Assert.Equal(bytes.Length, end);
    }, seed: "0000KmV6P0v3", iter: 5_000);

    [Theory, MemberData(nameof(Names))]
    public void A_cut_may_be_made_whatever_follows(string name)
    {
        IPreTokenizer ours = Patterns[name].Ours;
        Gen.Select(Texts.Bytes, Texts.Bytes).Sample((text, more) =>
        {
            int cut = ours.FindCut(text);
            Assert.InRange(cut, 0, text.Length);
            byte[] whole = [.. text, .. more];
            IEnumerable<Piece> right = Pieces(ours, whole[cut..], new()).Select(piece => new Piece(piece.Start + cut, piece.End + cut));
            Assert.Equal(Pieces(ours, whole, new()), [.. Pieces(ours, whole[..cut], new()), .. right]);
        }, seed: "0000KmV6P0v3", iter: 20_000);
    }

    [Theory]
    [InlineData("Hello world, how are you?", 6)]
    [InlineData("中文。中文", 4)]
    public void A_cut_is_found_in_ordinary_text(string text, int atLeast) => Assert.All(Patterns.Values, pattern =>
        Assert.True(pattern.Ours.FindCut(Encoding.UTF8.GetBytes(text)) >= atLeast));

    [Fact]
    public void An_expression_finds_its_machine()
    {
        Assert.All(Patterns.Values, pattern => Assert.Same(pattern.Ours, OpenAIPatterns.Find(pattern.Expression)));
        Assert.Null(OpenAIPatterns.Find(@"\w+"));
    }

    private static List<string> Split(IPreTokenizer ours, byte[] text) =>
        [.. Pieces(ours, text, new()).Select(piece => Encoding.UTF8.GetString(text, piece.Start, piece.Length))];

    private static List<Piece> Pieces(IPreTokenizer ours, byte[] text, PieceBuffer buffer)
    {
        var pieces = new List<Piece>();
        for (int at = 0; at < text.Length;)
        {
            buffer.Clear();
            at = ours.Split(text, at, buffer);
            pieces.AddRange(buffer.Pieces);
        }

        return pieces;
    }
}
