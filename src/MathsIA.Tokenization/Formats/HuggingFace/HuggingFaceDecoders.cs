using System.Text;

namespace MathsIA.Tokenization;

/// <summary>The decoders of a <c>tokenizer.json</c>.</summary>
internal static class HuggingFaceDecoders
{
    /// <summary>The decoder; null where the bytes of tokens are simply joined.</summary>
    public static ITokenDecoder? Read(HuggingFaceNode node)
    {
        // Without a decoder tokens are words: joined with spaces.
        if (node.IsNull)
            return new WordPieceDecoder("", cleansUp: false);
        List<ITokenDecoder> list = ReadList(node, isFused: false, out _);
        return list.Count > 1 ? new TokenDecoderSequence(list) : list.FirstOrDefault();
    }

    private static List<ITokenDecoder> ReadList(HuggingFaceNode node, bool isFused, out bool fuses)
    {
        fuses = isFused;
        switch (node.Type)
        {
            case "Sequence":
                var list = new List<ITokenDecoder>();
                foreach (HuggingFaceNode item in node["decoders"].Items())
                    list.AddRange(ReadList(item, fuses, out fuses));
                return list;
            case "ByteLevel":
                // Vocabularies here hold raw bytes.
                return [];
            case "Fuse":
                fuses = true;
                return [];
            case "WordPiece":
                return [new WordPieceDecoder(node.Text("prefix", "##"), node.Flag("cleanup", true))];
            case "Metaspace":
                return [new MetaspaceDecoder(node.Text("replacement", MetaspaceNormalizer.DefaultReplacement), HuggingFacePreTokenizers.ReadPrepend(node) != MetaspacePrepend.Never)];
            case "ByteFallback":
                return [new ByteFallbackDecoder()];
            case "Replace" when !isFused:
                return [new ReplaceDecoder(HuggingFaceNormalizers.ReadReplace(node))];
            case "Strip":
                return [ReadStrip(node, isFused)];
            default:
                throw node.Unknown(isFused ? "decoder after Fuse" : "decoder");
        }
    }

    private static StripDecoder ReadStrip(HuggingFaceNode node, bool isFused)
    {
        string content = node["content"].Text();
        if (!Rune.TryGetRuneAt(content, 0, out Rune rune) || rune.Utf16SequenceLength != content.Length)
            throw node["content"].Fail("is not one character");
        int stop = node["stop"].Number();
        // The end of the whole text is not known while it is decoded.
        if (isFused && stop > 0)
            throw node["stop"].Fail("strips the end of the whole text, which is not supported");
        return new StripDecoder(rune, node["start"].Number(), stop, isOnce: isFused);
    }
}
