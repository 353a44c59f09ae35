using System.Text;

namespace MathsIA.Tokenization;

/// <summary>The pre-tokenizers of a <c>tokenizer.json</c>.</summary>
internal static class HuggingFacePreTokenizers
{
    public static HuggingFaceCutter Read(HuggingFaceNode node)
    {
        if (node.IsNull)
            return default;
        return node.Type switch
        {
            "ByteLevel" => ReadByteLevel(node),
            "Metaspace" => ReadMetaspace(node),
            "Split" => Cut(ReadSplit(node)),
            "Sequence" => ReadSequence([.. node["pretokenizers"].Items()]),
            "Whitespace" => Cut(new PatternPreTokenizer(@"\w+|[^\w\s]+", SplitBehavior.Removed, isInverted: true)),
            "WhitespaceSplit" => Cut(new PatternPreTokenizer(@"\S+", SplitBehavior.Removed, isInverted: true)),
            "BertPreTokenizer" => Cut(new BertPreTokenizer()),
            "Digits" => Cut(new PatternPreTokenizer(@"\p{N}", node.Flag("individual_digits", false) ? SplitBehavior.Isolated : SplitBehavior.Contiguous)),
            "Punctuation" => Cut(new PatternPreTokenizer(BertPreTokenizer.Punctuation, ReadBehavior(node["behavior"], SplitBehavior.Isolated))),
            "CharDelimiterSplit" => Cut(new PatternPreTokenizer(Escape(node["delimiter"].Text()), SplitBehavior.Removed)),
            _ => throw node.Unknown("pre-tokenizer"),
        };
    }

    /// <summary>The pattern of a <c>{"Regex": ..}</c> or <c>{"String": ..}</c>.</summary>
    public static string ReadPattern(HuggingFaceNode node)
        => node["Regex"] is { IsNull: false } expression ? expression.Text() : Escape(node["String"].Text());

    private static HuggingFaceCutter Cut(IPreTokenizer cutter) => new(null, cutter);

    private static HuggingFaceCutter ReadByteLevel(HuggingFaceNode node) => new(
        node.Flag("add_prefix_space", true) ? new PrependNormalizer(" ", unless: " ") : null,
        node.Flag("use_regex", true) ? OpenAIPatterns.R50k : null,
        IsByteLevel: true);

    private static HuggingFaceCutter ReadMetaspace(HuggingFaceNode node)
    {
        string mark = node.Text("replacement", MetaspaceNormalizer.DefaultReplacement);
        return new(new MetaspaceNormalizer(mark, ReadPrepend(node)), node.Flag("split", true) ? new MetaspacePreTokenizer(mark) : null);
    }

    internal static MetaspacePrepend ReadPrepend(HuggingFaceNode node) => node.Text("prepend_scheme", node.Flag("add_prefix_space", true) ? "always" : "never") switch
    {
        "always" => MetaspacePrepend.Always,
        "first" => MetaspacePrepend.First,
        "never" => MetaspacePrepend.Never,
        string other => throw node["prepend_scheme"].Fail($"is '{other}', which is not supported"),
    };

    private static IPreTokenizer ReadSplit(HuggingFaceNode node)
    {
        string pattern = ReadPattern(node["pattern"]);
        SplitBehavior behavior = ReadBehavior(node["behavior"], absent: null);
        bool isInverted = node.Flag("invert", false);
        // Where every byte is part of a match, what is done between matches does not matter.
        bool isPublished = behavior == SplitBehavior.Isolated || (behavior == SplitBehavior.Removed && isInverted);
        return (isPublished ? OpenAIPatterns.Find(pattern) : null) ?? new PatternPreTokenizer(pattern, behavior, isInverted);
    }

    private static SplitBehavior ReadBehavior(HuggingFaceNode node, SplitBehavior? absent) => node.IsNull && absent is SplitBehavior value ? value : node.Text() switch
    {
        "Isolated" => SplitBehavior.Isolated,
        "Removed" => SplitBehavior.Removed,
        "MergedWithPrevious" => SplitBehavior.MergedWithPrevious,
        "MergedWithNext" => SplitBehavior.MergedWithNext,
        "Contiguous" => SplitBehavior.Contiguous,
        string other => throw node.Fail($"is '{other}', which is not supported"),
    };

    private static HuggingFaceCutter ReadSequence(HuggingFaceNode[] nodes)
    {
        INormalizer? rewriter = null;
        var cutters = new List<IPreTokenizer>();
        bool isByteLevel = false;
        for (int i = 0; i < nodes.Length; i++)
        {
            HuggingFaceCutter part = Read(nodes[i]);
            if (i == 1 && part.Rewriter is MetaspaceNormalizer && string.Equals(nodes[0].Type, "WhitespaceSplit", StringComparison.Ordinal)
                && ReadPrepend(nodes[1]) == MetaspacePrepend.Always)
            {
                // Words are cut first and then marked: marked first, they are cut at the marks.
                cutters.Clear();
                string mark = nodes[1].Text("replacement", MetaspaceNormalizer.DefaultReplacement);
                rewriter = new WordMarkNormalizer(mark);
                cutters.Add(new MetaspacePreTokenizer(mark));
                continue;
            }

            if (part.Rewriter is not null && i > 0)
                throw nodes[i].Fail($"is a {nodes[i].Type} that writes into the text after it has been cut, which is not supported");
            rewriter ??= part.Rewriter;
            isByteLevel |= part.IsByteLevel;
            if (part.Cutter is not null)
                cutters.Add(part.Cutter);
        }

        return new(rewriter, cutters.Count > 1 ? new PreTokenizerSequence(cutters) : cutters.FirstOrDefault(), isByteLevel);
    }

    private static string Escape(string text)
    {
        var pattern = new StringBuilder();
        foreach (char symbol in text)
            pattern.Append(char.IsAscii(symbol) && !char.IsAsciiLetterOrDigit(symbol) ? "\\" : "").Append(symbol);
        return pattern.ToString();
    }
}
