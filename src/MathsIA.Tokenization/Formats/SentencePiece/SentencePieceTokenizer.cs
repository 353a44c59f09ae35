using System.Globalization;
using System.Text;

namespace MathsIA.Tokenization;

/// <summary>Loads the <c>.model</c> files of SentencePiece: Unigram and BPE.</summary>
/// <remarks>
/// <para>The protobuf is read by hand and checked byte by byte. Normalization (character map, extra spaces, dummy prefix), byte
/// fallback, user-defined and control symbols are those of the file. Control symbols such as <c>&lt;s&gt;</c> are text when they
/// stand in text, as with SentencePiece, unless a call allows them.</para>
/// <para>Kudo and Richardson, SentencePiece: a simple and language independent subword tokenizer, EMNLP 2018.</para>
/// </remarks>
public static class SentencePieceTokenizer
{
    /// <summary>Loads a model.</summary>
    /// <param name="model">The file, read to its end.</param>
    /// <param name="name">The name of the tokenizer.</param>
    /// <returns>The tokenizer.</returns>
    /// <exception cref="ArgumentNullException">The stream is null.</exception>
    /// <exception cref="TokenizerFormatException">The file is damaged, or of a model type that is not supported.</exception>
    public static Tokenizer Load(Stream model, string name = "")
    {
        SentencePieceFile file = SentencePieceFile.Read(FileBytes.ReadAll(model, SentencePieceFile.Format));
        try
        {
            var vocabulary = new Vocabulary([.. file.Pieces.Select(piece => (ReadOnlyMemory<byte>)piece.Text)]);
            return Build(file, vocabulary, name);
        }
        catch (ArgumentException exception)
        {
            throw new TokenizerFormatException(SentencePieceFile.Format, exception.Message, -1, exception);
        }
    }

    private static Tokenizer Build(SentencePieceFile file, Vocabulary vocabulary, string name)
    {
        bool isBytePair = file.ModelType == SentencePieceFile.BytePair;
        var userDefined = new TokenTrie();
        var added = new List<AddedToken>();
        for (int id = 0; id < file.Pieces.Count; id++)
        {
            (byte[] text, _, SentencePieceKind kind) = file.Pieces[id];
            string content = Encoding.UTF8.GetString(text);
            if (kind == SentencePieceKind.UserDefined)
                userDefined.TryAdd(text, id);
            // In Unigram a user-defined symbol competes with other spellings, if with a score that always wins.
            if (kind == SentencePieceKind.UserDefined && isBytePair)
                added.Add(new AddedToken(content, id) { IsSpecial = false, IsNormalized = true });
            else if (kind is SentencePieceKind.Control or SentencePieceKind.Unknown)
                added.Add(new AddedToken(content, id));
        }

        return new Tokenizer(new TokenizerParts
        {
            Name = name,
            Model = isBytePair ? ReadBytePair(file, vocabulary) : ReadUnigram(file, vocabulary),
            Normalizer = new SentencePieceNormalizer(file.CharacterMap.Length > 0 ? new CharacterMap(file.CharacterMap, SentencePieceFile.Format) : null, userDefined, file.Normalization),
            Decoder = new SentencePieceDecoder(file),
            AddedTokens = added,
            SpecialTokens = SpecialTokenPolicy.AsText,
        });
    }

    private static BytePairModel ReadBytePair(SentencePieceFile file, Vocabulary vocabulary)
    {
        if (file.Pieces.Exists(piece => piece.Kind == SentencePieceKind.Unused))
            throw new TokenizerFormatException(SentencePieceFile.Format, "a BPE model with unused pieces is not supported", -1);
        // The highest score merges first; equal scores are one rank. What is never merged comes last.
        float[] scores = [.. file.Pieces.Where(IsMerged).Select(piece => piece.Score).Distinct().OrderDescending()];
        var rankOf = new Dictionary<float, int>();
        for (int rank = 0; rank < scores.Length; rank++)
            rankOf.Add(scores[rank], rank);
        int[] ranks = [.. file.Pieces.Select(piece => IsMerged(piece) ? rankOf[piece.Score] : file.Pieces.Count - 1)];
        return new BytePairModel(vocabulary, new BytePairOptions
        {
            Ranks = ranks,
            Symbols = BytePairSymbols.CodePoints,
            WholePieceFirst = false,
            ByteFallback = ReadByteTokens(file, vocabulary),
            UnknownId = UnknownId(file),
            FuseUnknown = true,
        });
    }

    private static UnigramModel ReadUnigram(SentencePieceFile file, Vocabulary vocabulary)
    {
        int[] ids = [.. Enumerable.Range(0, file.Pieces.Count)];
        return new UnigramModel(vocabulary, [.. file.Pieces.Select(piece => (double)piece.Score)], new UnigramOptions
        {
            UnknownId = UnknownId(file),
            ByteFallback = ReadByteTokens(file, vocabulary),
            NotFound = [.. ids.Where(id => !IsMerged(file.Pieces[id]))],
            Preferred = [.. ids.Where(id => file.Pieces[id].Kind == SentencePieceKind.UserDefined)],
            IsSinglePrecision = true,
        });
    }

    private static bool IsMerged((byte[] Text, float Score, SentencePieceKind Kind) piece) => piece.Kind is SentencePieceKind.Normal or SentencePieceKind.UserDefined;

    private static int UnknownId(SentencePieceFile file)
        => file.Pieces.FindIndex(piece => piece.Kind == SentencePieceKind.Unknown) is int id and >= 0 ? id
            : throw new TokenizerFormatException(SentencePieceFile.Format, "the model has no unknown piece", -1);

    private static int[]? ReadByteTokens(SentencePieceFile file, Vocabulary vocabulary)
    {
        if (!file.ByteFallback)
            return null;
        int[] ids = new int[256];
        for (int value = 0; value < ids.Length; value++)
        {
            if (!vocabulary.TryGetId(string.Create(CultureInfo.InvariantCulture, $"<0x{value:X2}>"), out ids[value]))
                throw new TokenizerFormatException(SentencePieceFile.Format, $"byte fallback is asked for, but <0x{value:X2}> is no piece", -1);
        }

        return ids;
    }
}
