namespace MathsIA.Tokenization;

/// <summary>A published pattern, as a machine that finds where the piece that begins at a place ends.</summary>
internal interface IPiecePattern
{
    /// <summary>The pattern in the syntax of regular expressions, over code points.</summary>
    static abstract string Expression { get; }

    /// <summary>Where the piece ends that begins at <paramref name="at"/>, which is before the end of the text.</summary>
    static abstract int FindEnd(ReadOnlySpan<byte> text, int at);
}
