namespace MathsIA.Tokenization;

/// <summary>What the published patterns tell apart. A text's end has a class too, so that no scanner needs a check of its own.</summary>
internal static class CodePointClass
{
    /// <summary>Punctuation, symbols, control, format, unassigned, and bytes that are no UTF-8.</summary>
    public const int Other = 0;

    /// <summary>Lu and Lt.</summary>
    public const int Upper = 1;

    /// <summary>Ll.</summary>
    public const int Lower = 2;

    /// <summary>Lm and Lo.</summary>
    public const int OtherLetter = 3;

    /// <summary>Mn, Mc and Me.</summary>
    public const int Mark = 4;

    /// <summary>Nd, Nl and No.</summary>
    public const int Number = 5;

    /// <summary>White_Space, but for the two below.</summary>
    public const int Space = 6;

    /// <summary>Carriage return and line feed.</summary>
    public const int NewLine = 7;

    /// <summary>Behind the last byte.</summary>
    public const int End = 8;

    /// <summary>A set of classes, for <see cref="IsIn"/>.</summary>
    public const int Letters = (1 << Upper) | (1 << Lower) | (1 << OtherLetter);

    public const int Symbols = (1 << Other) | (1 << Mark);

    public const int WhiteSpace = (1 << Space) | (1 << NewLine);

    public static bool IsIn(int set, int kind) => ((set >> kind) & 1) != 0;
}
