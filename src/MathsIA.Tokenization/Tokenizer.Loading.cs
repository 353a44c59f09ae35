namespace MathsIA.Tokenization;

public sealed partial class Tokenizer
{
    /// <summary>Loads a .tiktoken file: a line for each token, its bytes in base64, a space, its rank, which is its id.</summary>
    /// <param name="ranks">The file, read to its end.</param>
    /// <param name="preTokenizer">How text is cut; see <see cref="OpenAIPatterns"/>.</param>
    /// <param name="specialTokens">The special tokens, which the file does not hold.</param>
    /// <param name="name">The name of the tokenizer.</param>
    /// <exception cref="TokenizerFormatException">The file is damaged: a line, base64 or a rank cannot be read, a rank or a token is there twice, a byte is missing.</exception>
    public static Tokenizer FromTiktoken(Stream ranks, IPreTokenizer preTokenizer, IReadOnlyList<AddedToken>? specialTokens = null, string name = "")
    {
        ArgumentNullException.ThrowIfNull(preTokenizer);
        Vocabulary vocabulary = TiktokenFile.Read(ranks);
        CheckBytes(vocabulary, "tiktoken");
        return new(new() { Name = name, Model = new BytePairModel(vocabulary), PreTokenizer = preTokenizer, AddedTokens = specialTokens ?? [] });
    }

    /// <summary>Loads the pair of files that GPT-2 came in: <c>vocab.json</c> (or <c>encoder.json</c>) and <c>merges.txt</c> (or <c>vocab.bpe</c>).</summary>
    /// <param name="vocabulary">A JSON object from token to id, bytes as GPT-2's printable stand-ins.</param>
    /// <param name="merges">A line for each merge; only the first line can be a comment.</param>
    /// <param name="preTokenizer">How text is cut; null for GPT-2's own pattern.</param>
    /// <param name="specialTokens">The special tokens.</param>
    /// <param name="name">The name of the tokenizer.</param>
    /// <exception cref="TokenizerFormatException">A file is damaged, or the two do not fit.</exception>
    public static Tokenizer FromVocabularyAndMerges(Stream vocabulary, Stream merges, IPreTokenizer? preTokenizer = null, IReadOnlyList<AddedToken>? specialTokens = null, string name = "")
    {
        Vocabulary tokens = MergesFile.ReadVocabulary(vocabulary);
        CheckBytes(tokens, "vocab.json");
        var model = new BytePairModel(tokens, MergesFile.ReadMerges(merges, tokens), new() { WholePieceFirst = false });
        return new(new() { Name = name, Model = model, PreTokenizer = preTokenizer ?? OpenAIPatterns.R50k, AddedTokens = specialTokens ?? [] });
    }

    /// <summary>A byte-level vocabulary holds every single byte, or some text could not be encoded.</summary>
    internal static void CheckBytes(Vocabulary vocabulary, string format)
    {
        for (int value = 0; value < 256; value++)
        {
            if (!vocabulary.TryGetId([(byte)value], out _))
                throw new TokenizerFormatException(format, $"no token is the single byte 0x{value:X2}", -1);
        }
    }
}
