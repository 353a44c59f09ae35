namespace MathsIA.Tokenization;

/// <summary>When <see cref="MetaspaceNormalizer"/> puts its mark before a text.</summary>
public enum MetaspacePrepend
{
    /// <summary>Before every stretch of text, those after added tokens among them.</summary>
    Always,

    /// <summary>Only where the input begins.</summary>
    First,

    /// <summary>Never.</summary>
    Never,
}
