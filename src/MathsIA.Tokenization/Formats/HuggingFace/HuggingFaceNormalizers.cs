using System.Buffers.Text;
using System.Text;

namespace MathsIA.Tokenization;

/// <summary>The normalizers of a <c>tokenizer.json</c>.</summary>
internal static class HuggingFaceNormalizers
{
    /// <summary>The normalizer, null for none; and whether it also maps bytes to printable stand-ins, which vocabularies here do not
    /// need.</summary>
    public static (INormalizer? Normalizer, bool MapsBytes) Read(HuggingFaceNode node)
    {
        if (node.IsNull)
            return default;
        if (node.Type is "ByteLevel")
            return (null, true);
        if (node.Type is not "Sequence")
            return (ReadOne(node), false);
        var list = new List<INormalizer>();
        bool mapsBytes = false;
        foreach (HuggingFaceNode item in node["normalizers"].Items())
        {
            if (mapsBytes)
                throw item.Fail("follows the normalizer 'ByteLevel', which is only supported as the last");
            (INormalizer? normalizer, mapsBytes) = Read(item);
            if (normalizer is not null)
                list.Add(normalizer);
        }

        return (list.Count > 1 ? new NormalizerSequence(list) : list.FirstOrDefault(), mapsBytes);
    }

    private static INormalizer ReadOne(HuggingFaceNode node) => node.Type switch
    {
        "NFC" => new UnicodeNormalizer(UnicodeForm.Nfc),
        "NFD" => new UnicodeNormalizer(UnicodeForm.Nfd),
        "NFKC" => new UnicodeNormalizer(UnicodeForm.Nfkc),
        "NFKD" => new UnicodeNormalizer(UnicodeForm.Nfkd),
        "Lowercase" => new LowercaseNormalizer(),
        "Strip" => new StripNormalizer(node.Flag("strip_left", true), node.Flag("strip_right", true)),
        "StripAccents" => new StripAccentsNormalizer(),
        "BertNormalizer" => new BertNormalizer(node.Flag("clean_text", true), node.Flag("handle_chinese_chars", true),
            node["strip_accents"].IsNull ? null : node.Flag("strip_accents", false), node.Flag("lowercase", true)),
        "Replace" => ReadReplace(node),
        "Prepend" => new PrependNormalizer(node["prepend"].Text()),
        "Precompiled" => new PrecompiledNormalizer(ReadBase64(node["precompiled_charsmap"])),
        "Nmt" => new NmtNormalizer(),
        _ => throw node.Unknown("normalizer"),
    };

    /// <summary>A replacement of a text or a pattern.</summary>
    public static ReplaceNormalizer ReadReplace(HuggingFaceNode node)
    {
        HuggingFaceNode pattern = node["pattern"];
        return pattern["String"] is { IsNull: false } text
            ? ReplaceNormalizer.Text(text.Text(), node["content"].Text())
            : ReplaceNormalizer.Pattern(pattern["Regex"].Text(), node["content"].Text());
    }

    private static byte[] ReadBase64(HuggingFaceNode node)
    {
        byte[] text = Encoding.UTF8.GetBytes(node.Text()), data = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        return Base64.DecodeFromUtf8(text, data, out int read, out int written) == System.Buffers.OperationStatus.Done && read == text.Length
            ? data[..written] : throw node.Fail("is not base64");
    }
}
