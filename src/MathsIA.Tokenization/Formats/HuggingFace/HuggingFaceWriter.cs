using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MathsIA.Tokenization;

/// <summary>Writes a <c>tokenizer.json</c>.</summary>
internal static class HuggingFaceWriter
{
    public static void Write(TokenizerParts parts, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("version", "1.0");
        json.WriteNull("truncation");
        json.WriteNull("padding");
        WriteAddedTokens(json, parts.AddedTokens);
        HuggingFacePipelineWriter.Write(json, parts);
        json.WriteStartObject("model");
        switch (parts.Model)
        {
            case BytePairModel model:
                WriteBytePair(json, model);
                break;
            case WordPieceModel model:
                WriteWordPiece(json, model);
                break;
            case UnigramModel model:
                WriteUnigram(json, model);
                break;
            default:
                throw HuggingFacePipelineWriter.Unsupported("model", parts.Model);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteAddedTokens(Utf8JsonWriter json, IReadOnlyList<AddedToken> tokens)
    {
        json.WriteStartArray("added_tokens");
        foreach (AddedToken token in tokens.OrderBy(token => token.Id))
        {
            json.WriteStartObject();
            json.WriteNumber("id", token.Id);
            json.WriteString("content", token.Content);
            json.WriteBoolean("single_word", token.SingleWord);
            json.WriteBoolean("lstrip", token.StripLeft);
            json.WriteBoolean("rstrip", token.StripRight);
            json.WriteBoolean("normalized", token.IsNormalized);
            json.WriteBoolean("special", token.IsSpecial);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteBytePair(Utf8JsonWriter json, BytePairModel model)
    {
        if (model.Merges is not null || model.Options.Symbols != BytePairSymbols.Bytes)
            throw new NotSupportedException("HuggingFaceTokenizer: a model of listed merges, or on characters, cannot be saved; keep the file it came from.");
        json.WriteString("type", "BPE");
        json.WriteNull("dropout");
        json.WriteNull("unk_token");
        json.WriteNull("continuing_subword_prefix");
        json.WriteNull("end_of_word_suffix");
        json.WriteBoolean("fuse_unk", false);
        json.WriteBoolean("byte_fallback", false);
        json.WriteBoolean("ignore_merges", model.Options.WholePieceFirst);
        WriteVocabulary(json, model.Vocabulary, isByteLevel: true);
        json.WriteStartArray("merges");
        foreach (BytePairMerge merge in MergeRecovery.Recover(model.Vocabulary, model.Ranks))
        {
            json.WriteStartArray();
            json.WriteStringValue(ByteSymbols.ToText(model.Vocabulary.GetBytes(merge.Left)));
            json.WriteStringValue(ByteSymbols.ToText(model.Vocabulary.GetBytes(merge.Right)));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteWordPiece(Utf8JsonWriter json, WordPieceModel model)
    {
        json.WriteString("type", "WordPiece");
        json.WriteString("unk_token", model.Vocabulary.GetText(model.UnknownId));
        json.WriteString("continuing_subword_prefix", model.ContinuingPrefix);
        json.WriteNumber("max_input_chars_per_word", model.LongestWord);
        WriteVocabulary(json, model.Vocabulary, isByteLevel: false);
    }

    private static void WriteUnigram(Utf8JsonWriter json, UnigramModel model)
    {
        ImmutableArray<double> scores = model.Scores;
        json.WriteString("type", "Unigram");
        if (model.Options.UnknownId >= 0)
            json.WriteNumber("unk_id", model.Options.UnknownId);
        else
            json.WriteNull("unk_id");
        json.WriteStartArray("vocab");
        for (int id = 0; id < model.Vocabulary.Size; id++)
        {
            json.WriteStartArray();
            json.WriteStringValue(model.Vocabulary.Contains(id) ? model.Vocabulary.GetText(id) : "");
            json.WriteNumberValue(scores[id]);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteBoolean("byte_fallback", model.Options.ByteFallback is not null);
    }

    private static void WriteVocabulary(Utf8JsonWriter json, Vocabulary vocabulary, bool isByteLevel)
    {
        json.WriteStartObject("vocab");
        for (int id = 0; id < vocabulary.Size; id++)
        {
            if (vocabulary.Contains(id))
                json.WriteNumber(isByteLevel ? ByteSymbols.ToText(vocabulary.GetBytes(id)) : vocabulary.GetText(id), id);
        }

        json.WriteEndObject();
    }
}
