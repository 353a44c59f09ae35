using System.Buffers;
using System.Globalization;
using System.Text;
using CsCheck;

namespace MathsIA.Tokenization.Tests.PreTokenization;

public sealed class CodePointTableTests
{
    [Fact]
    public void Every_code_point_has_the_class_that_the_runtime_gives_it()
    {
        byte[] buffer = new byte[4];
        for (int value = 0; value <= 0x10FFFF; value++)
        {
            if (!Rune.IsValid(value))
                continue;
            var rune = new Rune(value);
            int length = rune.EncodeToUtf8(buffer);
            int kind = Utf8Scanner.ClassAt(buffer.AsSpan(0, length), 0, out int read);
            if (kind != Expected(rune) || read != length)
                Assert.Fail($"U+{value:X4}: class {kind} of {read} bytes, expected {Expected(rune)} of {length}.");
        }
    }

    [Fact]
    public void White_space_is_that_of_the_Unicode_property()
    {
        int[] expected = [9, 10, 11, 12, 13, 0x20, 0x85, 0xA0, 0x1680, .. Enumerable.Range(0x2000, 11), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000];
        int[] actual = [.. Enumerable.Range(0, 0x110000).Where(value => Rune.IsValid(value)
            && CodePointClass.IsIn(CodePointClass.WhiteSpace, Utf8Scanner.ClassAt(Encoding.UTF8.GetBytes(new Rune(value).ToString()), 0, out _)))];
        Assert.Equal(expected, actual);
    }

    [Theory]
    [InlineData(new byte[] { 0x80 })]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    [InlineData(new byte[] { 0xC1, 0xBF })]
    [InlineData(new byte[] { 0xC3 })]
    [InlineData(new byte[] { 0xC3, 0x28 })]
    [InlineData(new byte[] { 0xE0, 0x9F, 0xBF })]
    [InlineData(new byte[] { 0xE4, 0xB8 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xF0, 0x8F, 0xBF, 0xBF })]
    [InlineData(new byte[] { 0xF0, 0x9F, 0x98 })]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 })]
    [InlineData(new byte[] { 0xF5, 0x80, 0x80, 0x80 })]
    [InlineData(new byte[] { 0xFF })]
    public void A_byte_that_is_no_UTF8_is_a_symbol_of_its_own(byte[] bytes)
    {
        Assert.Equal(CodePointClass.Other, Utf8Scanner.ClassAt(bytes, 0, out int length));
        Assert.Equal(1, length);
    }

    [Fact]
    public void Any_bytes_are_read_as_the_runtime_reads_them()
    {
        byte[] interesting = [0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE4, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xFF];
        // At the end of a text, where fewer than four bytes are left, and before it.
        Gen.Int[0, interesting.Length - 1].Select(i => interesting[i]).Array[1, 7].Sample(text =>
        {
            for (int at = 0; at < text.Length; at++)
            {
                bool isValid = Rune.DecodeFromUtf8(text.AsSpan(at), out Rune rune, out int length) == OperationStatus.Done;
                Assert.Equal(isValid ? Expected(rune) : CodePointClass.Other, Utf8Scanner.ClassAt(text, at, out int read));
                Assert.Equal(isValid ? length : 1, read);
            }
        }, seed: "0000KmV6P0v3", iter: 100_000);
    }

    private static int Expected(Rune rune)
    {
        if (rune.Value is '\r' or '\n')
            return CodePointClass.NewLine;
        if (Rune.IsWhiteSpace(rune))
            return CodePointClass.Space;
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter => CodePointClass.Upper,
            UnicodeCategory.LowercaseLetter => CodePointClass.Lower,
            UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => CodePointClass.OtherLetter,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => CodePointClass.Mark,
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => CodePointClass.Number,
            _ => CodePointClass.Other,
        };
    }
}
