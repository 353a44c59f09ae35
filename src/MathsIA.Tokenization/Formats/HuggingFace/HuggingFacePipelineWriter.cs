using System.Text.Json;

namespace MathsIA.Tokenization;

/// <summary>Writes what stands around the model of a <c>tokenizer.json</c>.</summary>
internal static class HuggingFacePipelineWriter
{
    public static void Write(Utf8JsonWriter json, TokenizerParts parts)
    {
        WriteNormalizer(json, parts.Normalizer);
        WritePreTokenizer(json, parts.PreTokenizer, isByteLevel: parts.Model is BytePairModel);
        WriteTemplate(json, parts);
        WriteDecoder(json, parts);
    }

    public static NotSupportedException Unsupported(string kind, object part) => new($"HuggingFaceTokenizer: the {kind} {part.GetType().Name} cannot be saved.");

    private static void WriteNormalizer(Utf8JsonWriter json, INormalizer? normalizer)
    {
        switch (normalizer)
        {
            case null or MetaspaceNormalizer:
                json.WriteNull("normalizer");
                break;
            case BertNormalizer bert:
                json.WriteStartObject("normalizer");
                json.WriteString("type", "BertNormalizer");
                json.WriteBoolean("clean_text", bert.CleansText);
                json.WriteBoolean("handle_chinese_chars", bert.SeparatesChinese);
                json.WriteBoolean("strip_accents", bert.StripsAccents);
                json.WriteBoolean("lowercase", bert.Lowercases);
                json.WriteEndObject();
                break;
            case UnicodeNormalizer unicode:
                json.WriteStartObject("normalizer");
                json.WriteString("type", unicode.Form.ToString().ToUpperInvariant());
                json.WriteEndObject();
                break;
            default:
                throw Unsupported("normalizer", normalizer);
        }
    }

    private static void WritePreTokenizer(Utf8JsonWriter json, IPreTokenizer? preTokenizer, bool isByteLevel)
    {
        switch (preTokenizer)
        {
            case BertPreTokenizer:
                json.WriteStartObject("pre_tokenizer");
                json.WriteString("type", "BertPreTokenizer");
                json.WriteEndObject();
                return;
            case MetaspacePreTokenizer metaspace:
                json.WriteStartObject("pre_tokenizer");
                WriteMetaspace(json, metaspace.Replacement);
                json.WriteEndObject();
                return;
            case null when !isByteLevel:
                json.WriteNull("pre_tokenizer");
                return;
        }

        json.WriteStartObject("pre_tokenizer");
        json.WriteString("type", "Sequence");
        json.WriteStartArray("pretokenizers");
        if (preTokenizer is not null)
            WriteSplit(json, preTokenizer);
        if (isByteLevel)
            WriteByteLevel(json);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSplit(Utf8JsonWriter json, IPreTokenizer preTokenizer)
    {
        (string pattern, SplitBehavior behavior, bool isInverted) = preTokenizer switch
        {
            PatternPreTokenizer general => (general.Pattern, general.Behavior, general.IsInverted),
            _ when ReferenceEquals(preTokenizer, OpenAIPatterns.R50k) => (R50kPattern.Expression, SplitBehavior.Isolated, false),
            _ when ReferenceEquals(preTokenizer, OpenAIPatterns.Cl100k) => (Cl100kPattern.Expression, SplitBehavior.Isolated, false),
            _ when ReferenceEquals(preTokenizer, OpenAIPatterns.O200k) => (O200kPattern.Expression, SplitBehavior.Isolated, false),
            _ => throw Unsupported("pre-tokenizer", preTokenizer),
        };
        json.WriteStartObject();
        json.WriteString("type", "Split");
        json.WriteStartObject("pattern");
        json.WriteString("Regex", pattern);
        json.WriteEndObject();
        json.WriteString("behavior", behavior.ToString());
        json.WriteBoolean("invert", isInverted);
        json.WriteEndObject();
    }

    private static void WriteByteLevel(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "ByteLevel");
        json.WriteBoolean("add_prefix_space", false);
        json.WriteBoolean("trim_offsets", true);
        json.WriteBoolean("use_regex", false);
        json.WriteEndObject();
    }

    private static void WriteMetaspace(Utf8JsonWriter json, string mark)
    {
        json.WriteString("type", "Metaspace");
        json.WriteString("replacement", mark);
        json.WriteString("prepend_scheme", "always");
        json.WriteBoolean("split", true);
    }

    private static void WriteTemplate(Utf8JsonWriter json, TokenizerParts parts)
    {
        if (parts.Template is not null)
            throw Unsupported("template", parts.Template);
        json.WriteNull("post_processor");
    }

    private static void WriteDecoder(Utf8JsonWriter json, TokenizerParts parts)
    {
        json.WriteStartObject("decoder");
        switch (parts.Decoder)
        {
            case null:
                json.WriteString("type", "ByteLevel");
                break;
            case WordPieceDecoder wordPiece:
                json.WriteString("type", "WordPiece");
                json.WriteString("prefix", wordPiece.ContinuingPrefix);
                json.WriteBoolean("cleanup", wordPiece.CleansUp);
                break;
            case MetaspaceDecoder metaspace:
                WriteMetaspace(json, metaspace.Replacement);
                break;
            default:
                throw Unsupported("decoder", parts.Decoder);
        }

        json.WriteEndObject();
    }
}
