using System.Text.Json;

namespace MathsIA.Tokenization;

/// <summary>Loads and saves the <c>tokenizer.json</c> of Hugging Face's tokenizers.</summary>
/// <remarks>
/// <para>Models BPE, WordPiece and Unigram, with the normalizers, pre-tokenizers, post-processors, decoders and added tokens in
/// common use. A component, or a variant of one, that is not supported is an exception that names it; none is left out.
/// Padding and truncation are settings for batches and are not applied.</para>
/// <para>As there, special tokens in a text become their ids unless a call says otherwise. Two differences: an added token
/// that is to be found in normalized text is looked for in the text as given when the file's pre-tokenizer writes marks for
/// spaces; and a precompiled character map takes the longest match, as SentencePiece does.</para>
/// </remarks>
public static class HuggingFaceTokenizer
{
    /// <summary>Loads a file.</summary>
    /// <param name="json">The file, read to its end.</param>
    /// <param name="name">The name of the tokenizer.</param>
    /// <returns>The tokenizer.</returns>
    /// <exception cref="ArgumentNullException">The stream is null.</exception>
    /// <exception cref="TokenizerFormatException">The file is damaged, or names what is not supported.</exception>
    public static Tokenizer Load(Stream json, string name = "")
    {
        byte[] data = FileBytes.ReadAll(json, HuggingFaceNode.Format);
        try
        {
            using JsonDocument document = JsonDocument.Parse(data, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return Build(new HuggingFaceNode(document.RootElement, "$"), name);
        }
        catch (JsonException exception)
        {
            throw new TokenizerFormatException(HuggingFaceNode.Format, exception.Message, Position(data, exception), exception);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            throw new TokenizerFormatException(HuggingFaceNode.Format, exception.Message, -1, exception);
        }
    }

    /// <summary>Saves a tokenizer: one that was trained here, or one of the published encodings.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="json">Where to write.</param>
    /// <exception cref="ArgumentNullException">The tokenizer or the stream is null.</exception>
    /// <exception cref="NotSupportedException">The tokenizer has a part that cannot be written; the message names it.</exception>
    public static void Save(Tokenizer tokenizer, Stream json)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(json);
        HuggingFaceWriter.Write(tokenizer.Parts, json);
    }

    private static Tokenizer Build(HuggingFaceNode root, string name)
    {
        (INormalizer? normalizer, bool mapsBytes) = HuggingFaceNormalizers.Read(root["normalizer"]);
        HuggingFaceCutter cutter = HuggingFacePreTokenizers.Read(root["pre_tokenizer"]);
        bool isByteLevel = mapsBytes || cutter.IsByteLevel;
        List<AddedToken> added = ReadAddedTokens(root["added_tokens"], looksInNormalized: normalizer is not null && cutter.Rewriter is null);
        return new Tokenizer(new TokenizerParts
        {
            Name = name,
            Model = HuggingFaceModels.Read(root["model"], isByteLevel, added),
            Normalizer = normalizer is null || cutter.Rewriter is null ? normalizer ?? cutter.Rewriter : new NormalizerSequence(normalizer, cutter.Rewriter),
            PreTokenizer = cutter.Cutter,
            Template = HuggingFacePostProcessors.Read(root["post_processor"]),
            Decoder = HuggingFaceDecoders.Read(root["decoder"]),
            AddedTokens = added,
            SpecialTokens = SpecialTokenPolicy.AllowAll,
        });
    }

    private static List<AddedToken> ReadAddedTokens(HuggingFaceNode node, bool looksInNormalized)
    {
        var tokens = new List<AddedToken>();
        foreach (HuggingFaceNode token in node.IsNull ? [] : node.Items())
        {
            string content = token["content"].Text();
            bool isSpecial = token.Flag("special", false);
            tokens.Add(new AddedToken(content, token["id"].Number())
            {
                IsSpecial = isSpecial,
                SingleWord = token.Flag("single_word", false),
                StripLeft = token.Flag("lstrip", false),
                StripRight = token.Flag("rstrip", false),
                IsNormalized = token.Flag("normalized", !isSpecial) && looksInNormalized,
            });
        }

        return tokens;
    }

    /// <summary>The byte that the line and column of an exception of the reader stand for.</summary>
    private static long Position(byte[] data, JsonException exception)
    {
        if (exception.LineNumber is not long line || exception.BytePositionInLine is not long column)
            return -1;
        int start = 0;
        for (; line > 0; line--)
            start += data.AsSpan(start).IndexOf((byte)'\n') + 1;
        return start + column;
    }
}
