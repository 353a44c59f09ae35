namespace MathsIA.Tokenization;

/// <summary>Rewrites text by a precompiled character map of SentencePiece, such as its nmt_nfkc rules: the longest match first.</summary>
public sealed class PrecompiledNormalizer : INormalizer
{
    private readonly CharacterMap map;

    /// <summary>Reads a map.</summary>
    /// <param name="map">The bytes of <c>precompiled_charsmap</c>.</param>
    /// <exception cref="TokenizerFormatException">The bytes are no map.</exception>
    public PrecompiledNormalizer(ReadOnlySpan<byte> map) => this.map = new CharacterMap(map, "Precompiled");

    /// <inheritdoc/>
    public void Normalize(ReadOnlySpan<byte> text, bool isFirst, NormalizedText result)
    {
        ArgumentNullException.ThrowIfNull(result);
        for (int at = 0; at < text.Length;)
        {
            ReadOnlySpan<byte> written = CharacterMap.Prefix(map, text[at..], out int length);
            if (written.SequenceEqual(text.Slice(at, length)))
                result.Copy(text, at, at + length);
            else
                result.Append(written, at, at + length);
            at += length;
        }
    }
}
