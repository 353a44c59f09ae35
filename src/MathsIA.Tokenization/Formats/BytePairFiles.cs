using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MathsIA.Tokenization;

/// <summary>Saves byte-pair tokenizers in the formats that <see cref="Tokenizer"/> loads.</summary>
public static class BytePairFiles
{
    /// <summary>Writes a .tiktoken file: a line for each token, its bytes in base64, a space, its rank. Special tokens are not in it.</summary>
    /// <param name="tokenizer">A tokenizer whose model merges what the vocabulary holds, its ids being its ranks.</param>
    /// <param name="destination">Where to write.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="NotSupportedException">The model is another.</exception>
    public static void WriteTiktoken(Tokenizer tokenizer, Stream destination)
    {
        BytePairModel model = Model(tokenizer);
        ArgumentNullException.ThrowIfNull(destination);
        if (model.Ranks is not null)
            throw new NotSupportedException("BytePairFiles: the ranks of this tokenizer are not its ids, and the format knows only one of the two.");
        TiktokenFile.Write(model.Vocabulary, destination);
    }

    /// <summary>Writes GPT-2's pair of files: <c>vocab.json</c>, special tokens among the others, and <c>merges.txt</c>.</summary>
    /// <param name="tokenizer">A tokenizer whose model merges what the vocabulary holds.</param>
    /// <param name="vocabulary">Where the vocabulary goes.</param>
    /// <param name="merges">Where the merges go.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="NotSupportedException">The model is another.</exception>
    public static void WriteVocabularyAndMerges(Tokenizer tokenizer, Stream vocabulary, Stream merges)
    {
        BytePairModel model = Model(tokenizer);
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentNullException.ThrowIfNull(merges);
        using (var json = new Utf8JsonWriter(vocabulary, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            for (int id = 0; id < model.Vocabulary.Size; id++)
            {
                if (model.Vocabulary.Contains(id))
                    json.WriteNumber(ByteSymbols.ToText(model.Vocabulary.GetBytes(id)), id);
            }

            foreach (AddedToken token in tokenizer.AddedTokens.Where(token => !model.Vocabulary.Contains(token.Id)).DistinctBy(token => token.Id))
                json.WriteNumber(token.Content, token.Id);
            json.WriteEndObject();
        }

        using var lines = new StreamWriter(merges, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        lines.WriteLine("#version: 0.2");
        foreach (BytePairMerge merge in MergeRecovery.Recover(model.Vocabulary, model.Ranks))
            lines.WriteLine($"{ByteSymbols.ToText(model.Vocabulary.GetBytes(merge.Left))} {ByteSymbols.ToText(model.Vocabulary.GetBytes(merge.Right))}");
    }

    private static BytePairModel Model(Tokenizer tokenizer)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        return tokenizer.Parts.Model is BytePairModel { Merges: null, Options.Symbols: BytePairSymbols.Bytes } model
            ? model
            : throw new NotSupportedException("BytePairFiles: only a byte-level byte-pair model that merges by ranks can be saved.");
    }
}
