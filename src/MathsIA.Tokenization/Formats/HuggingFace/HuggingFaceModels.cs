using System.Text;

namespace MathsIA.Tokenization;

/// <summary>The models of a <c>tokenizer.json</c>.</summary>
internal static class HuggingFaceModels
{
    public static ITokenModel Read(HuggingFaceNode node, bool isByteLevel, IReadOnlyList<AddedToken> added) => TypeOf(node) switch
    {
        "BPE" => ReadBytePair(node, isByteLevel, added),
        "WordPiece" => ReadWordPiece(node),
        "Unigram" => ReadUnigram(node),
        string other => throw node.Fail($"names the model '{other}', which is not supported"),
    };

    /// <summary>Old files do not say the type; what they hold does.</summary>
    private static string TypeOf(HuggingFaceNode node)
    {
        if (!node["type"].IsNull)
            return node.Type;
        if (!node["merges"].IsNull)
            return "BPE";
        return node["vocab"].IsArray ? "Unigram" : "WordPiece";
    }

    private static BytePairModel ReadBytePair(HuggingFaceNode node, bool isByteLevel, IReadOnlyList<AddedToken> added)
    {
        if (!node["dropout"].IsNull && node["dropout"].Real() > 0)
            throw node["dropout"].Fail("asks for dropout, which is not supported: an encoding would be random");
        foreach (string name in new[] { "continuing_subword_prefix", "end_of_word_suffix" })
        {
            if (node.Text(name, "").Length > 0)
                throw node[name].Fail("is not empty, which is not supported");
        }

        Vocabulary vocabulary = ReadVocabulary(node["vocab"], isByteLevel, added);
        int unknown = node["unk_token"].IsNull ? -1 : Id(vocabulary, node["unk_token"]);
        return new BytePairModel(vocabulary, ReadMerges(node["merges"], vocabulary, isByteLevel), new BytePairOptions
        {
            Symbols = isByteLevel ? BytePairSymbols.Bytes : BytePairSymbols.CodePoints,
            WholePieceFirst = node.Flag("ignore_merges", false),
            ByteFallback = node.Flag("byte_fallback", false) ? ReadByteTokens(node, vocabulary) : null,
            UnknownId = unknown,
            FuseUnknown = node.Flag("fuse_unk", false),
        });
    }

    private static WordPieceModel ReadWordPiece(HuggingFaceNode node) => new(
        ReadVocabulary(node["vocab"], isByteLevel: false, []),
        node.Text("unk_token", "[UNK]"),
        node.Text("continuing_subword_prefix", "##"),
        node["max_input_chars_per_word"].IsNull ? 100 : node["max_input_chars_per_word"].Number());

    private static UnigramModel ReadUnigram(HuggingFaceNode node)
    {
        var tokens = new List<ReadOnlyMemory<byte>>();
        var scores = new List<double>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (HuggingFaceNode item in node["vocab"].Items())
        {
            HuggingFaceNode[] pair = [.. item.Items()];
            if (pair.Length != 2)
                throw item.Fail("is not a token and its score");
            string token = pair[0].Text();
            if (!seen.Add(token))
                throw item.Fail($"holds '{token}', which stands there twice");
            tokens.Add(Encoding.UTF8.GetBytes(token));
            scores.Add(pair[1].Real());
        }

        var vocabulary = new Vocabulary(tokens);
        return new UnigramModel(vocabulary, scores, new UnigramOptions
        {
            UnknownId = node["unk_id"].IsNull ? -1 : node["unk_id"].Number(),
            ByteFallback = node.Flag("byte_fallback", false) ? ReadByteTokens(node, vocabulary) : null,
        });
    }

    private static Vocabulary ReadVocabulary(HuggingFaceNode node, bool isByteLevel, IReadOnlyList<AddedToken> added)
    {
        HashSet<string> addedContents = [.. added.Select(token => token.Content)];
        var tokens = new List<(int Id, byte[] Token, int Position)>();
        foreach ((string text, HuggingFaceNode id) in node.Members())
        {
            byte[]? bytes = isByteLevel ? ByteSymbols.ToBytes(text) : Encoding.UTF8.GetBytes(text);
            if (bytes is null && !addedContents.Contains(text))
                throw node.Fail($"holds '{text}', in which a character stands for no byte");
            if (bytes is { Length: > 0 })
                tokens.Add((id.Number(), bytes, -1));
        }

        return TiktokenFile.Arrange(tokens, HuggingFaceNode.Format);
    }

    private static List<BytePairMerge> ReadMerges(HuggingFaceNode node, Vocabulary vocabulary, bool isByteLevel)
    {
        var merges = new List<BytePairMerge>();
        foreach (HuggingFaceNode item in node.Items())
        {
            (string left, string right) = ReadMerge(item);
            byte[]? leftBytes = isByteLevel ? ByteSymbols.ToBytes(left) : Encoding.UTF8.GetBytes(left);
            byte[]? rightBytes = isByteLevel ? ByteSymbols.ToBytes(right) : Encoding.UTF8.GetBytes(right);
            if (leftBytes is null || rightBytes is null || !vocabulary.TryGetId(leftBytes, out int leftId)
                || !vocabulary.TryGetId(rightBytes, out int rightId) || !vocabulary.TryGetId([.. leftBytes, .. rightBytes], out int result))
                throw item.Fail($"merges '{left}' and '{right}', which are not all in the vocabulary, or what they join to is not");
            merges.Add(new BytePairMerge(leftId, rightId, result));
        }

        return merges;
    }

    private static (string Left, string Right) ReadMerge(HuggingFaceNode node)
    {
        string[] parts = node.IsString ? node.Text().Split(' ') : [.. node.Items().Select(item => item.Text())];
        return parts is [{ Length: > 0 } left, { Length: > 0 } right] ? (left, right) : throw node.Fail("is not two tokens");
    }

    private static int[] ReadByteTokens(HuggingFaceNode node, Vocabulary vocabulary)
    {
        int[] ids = new int[256];
        for (int value = 0; value < ids.Length; value++)
        {
            if (!vocabulary.TryGetId($"<0x{value:X2}>", out ids[value]))
                throw node["byte_fallback"].Fail($"is true, but the vocabulary does not hold <0x{value:X2}>");
        }

        return ids;
    }

    private static int Id(Vocabulary vocabulary, HuggingFaceNode node)
        => vocabulary.TryGetId(node.Text(), out int id) ? id : throw node.Fail($"is '{node.Text()}', which the vocabulary does not hold");
}
