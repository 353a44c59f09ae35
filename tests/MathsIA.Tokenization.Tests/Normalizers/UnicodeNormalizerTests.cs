using System.Text;
using System.Text.Json;
using CsCheck;
using MathsIA.Tokenization.Tests.Reference;

namespace MathsIA.Tokenization.Tests.Normalizers;

public sealed class UnicodeNormalizerTests
{
    [Fact]
    public void Forms_are_those_recorded()
    {
        UnicodeForm[] forms = [UnicodeForm.Nfc, UnicodeForm.Nfd, UnicodeForm.Nfkc, UnicodeForm.Nfkd];
        foreach (JsonElement item in Fixtures.Json("normalization.json").EnumerateArray())
        {
            for (int i = 0; i < forms.Length; i++)
                Assert.Equal(item[i + 1].GetString(), Apply(new UnicodeNormalizer(forms[i]), item[0].GetString()!));
        }
    }

    [Fact]
    public void Composition_undoes_decomposition_and_forms_are_stable()
        => Texts.Valid.Sample(text =>
        {
            INormalizer nfc = new UnicodeNormalizer(UnicodeForm.Nfc), nfd = new UnicodeNormalizer(UnicodeForm.Nfd), nfkc = new UnicodeNormalizer(UnicodeForm.Nfkc);
            Assert.Equal(Apply(nfc, text), Apply(nfc, Apply(nfd, text)));
            Assert.Equal(Apply(nfd, text), Apply(nfd, Apply(nfc, text)));
            Assert.Equal(Apply(nfkc, text), Apply(nfkc, Apply(nfkc, text)));
        }, iter: 1000, seed: "0000KmV6P0v3");

    [Fact]
    public void Every_byte_comes_from_where_it_came_from()
    {
        var result = new NormalizedText { TracksSources = true };
        new UnicodeNormalizer(UnicodeForm.Nfkc).Normalize("xﬁe\u0301y"u8, true, result);
        Assert.Equal("xfiéy", Encoding.UTF8.GetString(result.Bytes));
        Assert.Equal([new Piece(0, 1), new(1, 4), new(1, 4), new(4, 7), new(4, 7), new(7, 8)], result.Sources.ToArray());
    }

    [Fact]
    public void A_million_marks_take_little_time()
        => Assert.Equal(400_001, Apply(new UnicodeNormalizer(UnicodeForm.Nfd), "a" + string.Concat(Enumerable.Repeat("\u0301\u0327", 200_000))).Length);

    [Theory]
    [InlineData("Lowercase", "ÀİΣ\u212A", "ài\u0307σk")]
    [InlineData("StripAccents", "e\u0301\u0903x", "ex")]
    [InlineData("Strip", " \u3000a b\n", "a b")]
    [InlineData("Nmt", "a\u0001b\u200Bc\td", "ab c d")]
    [InlineData("Bert", "Héllo\t中\u200D国\u0000!", "hello  中  国 !")]
    [InlineData("Prepend", "a", "_a")]
    [InlineData("Replace", "a  b   c", "a b c")]
    [InlineData("Metaspace", "a b", "▁a▁b")]
    public void Others_do_what_they_say(string name, string text, string expected)
    {
        INormalizer normalizer = name switch
        {
            "Lowercase" => new LowercaseNormalizer(),
            "StripAccents" => new StripAccentsNormalizer(),
            "Strip" => new StripNormalizer(),
            "Nmt" => new NmtNormalizer(),
            "Bert" => new BertNormalizer(),
            "Prepend" => new PrependNormalizer("_"),
            "Replace" => ReplaceNormalizer.Pattern(" {2,}", " "),
            _ => new MetaspaceNormalizer(),
        };
        Assert.Equal(expected, Apply(normalizer, text));
        // Alone, and with its places, it writes the same as in a sequence.
        Assert.Equal(expected, Apply(new NormalizerSequence(ReplaceNormalizer.Text("never there", "x"), normalizer), text));
    }

    private static string Apply(INormalizer normalizer, string text)
    {
        NormalizedText plain = new(), traced = new() { TracksSources = true };
        normalizer.Normalize(Encoding.UTF8.GetBytes(text), true, plain);
        normalizer.Normalize(Encoding.UTF8.GetBytes(text), true, traced);
        Assert.True(plain.Bytes.SequenceEqual(traced.Bytes));
        Assert.Equal(plain.Bytes.Length, traced.Sources.Length);
        return Encoding.UTF8.GetString(plain.Bytes);
    }
}
