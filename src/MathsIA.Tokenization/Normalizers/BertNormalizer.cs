using System.Globalization;
using System.Text;

namespace MathsIA.Tokenization;

/// <summary>The normalizer of BERT: control characters dropped, white space made spaces, room around Chinese characters, accents
/// stripped, letters lowered; each can be switched off.</summary>
/// <remarks>Devlin et al., BERT: pre-training of deep bidirectional transformers, NAACL 2019.</remarks>
public sealed class BertNormalizer : INormalizer
{
    private readonly NormalizerSequence steps;

    /// <summary>Creates the normalizer.</summary>
    /// <param name="cleansText">Whether control characters are dropped and all white space becomes spaces.</param>
    /// <param name="separatesChinese">Whether every Chinese character gets a space on both sides.</param>
    /// <param name="stripsAccents">Whether accents are stripped; as <paramref name="lowercases"/> when null.</param>
    /// <param name="lowercases">Whether letters become lower case.</param>
    public BertNormalizer(bool cleansText = true, bool separatesChinese = true, bool? stripsAccents = null, bool lowercases = true)
    {
        (CleansText, SeparatesChinese, StripsAccents, Lowercases) = (cleansText, separatesChinese, stripsAccents ?? lowercases, lowercases);
        var list = new List<INormalizer>();
        if (cleansText || separatesChinese)
            list.Add(new Cleaner(new Rule(cleansText, separatesChinese)));
        if (StripsAccents)
            list.AddRange([new UnicodeNormalizer(UnicodeForm.Nfd), new StripAccentsNormalizer(spacing: false)]);
        if (lowercases)
            list.Add(new LowercaseNormalizer());
        steps = new NormalizerSequence(list);
    }

    /// <summary>Whether control characters are dropped and all white space becomes spaces.</summary>
    public bool CleansText { get; }

    /// <summary>Whether every Chinese character gets a space on both sides.</summary>
    public bool SeparatesChinese { get; }

    /// <summary>Whether accents are stripped.</summary>
    public bool StripsAccents { get; }

    /// <summary>Whether letters become lower case.</summary>
    public bool Lowercases { get; }

    /// <inheritdoc/>
    public void Normalize(ReadOnlySpan<byte> text, bool isFirst, NormalizedText result) => steps.Normalize(text, isFirst, result);

    private sealed class Cleaner(Rule rule) : INormalizer
    {
        public void Normalize(ReadOnlySpan<byte> text, bool isFirst, NormalizedText result) => RuneMapping.Apply(text, result, rule);
    }

    private readonly struct Rule(bool cleans, bool separates) : RuneMapping.IRule
    {
        public int Map(Rune rune, Span<byte> result)
        {
            int code = rune.Value;
            if (cleans)
            {
                if (Rune.IsWhiteSpace(rune))
                {
                    result[0] = (byte)' ';
                    return 1;
                }

                if (code == 0xFFFD || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                    or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
                    return 0;
            }

            if (!separates || !IsChinese(code))
                return -1;
            result[0] = (byte)' ';
            int length = rune.EncodeToUtf8(result[1..]);
            result[length + 1] = (byte)' ';
            return length + 2;
        }

        private static bool IsChinese(int code) => code is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x2A6DF)
            or (>= 0x2A700 and <= 0x2B73F) or (>= 0x2B740 and <= 0x2B81F) or (>= 0x2B920 and <= 0x2CEAF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F);
    }
}
