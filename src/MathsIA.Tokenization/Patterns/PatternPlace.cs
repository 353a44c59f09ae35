namespace MathsIA.Tokenization;

/// <summary>Conditions that a pattern can put on a place in the text.</summary>
internal enum PatternPlace
{
    /// <summary>The start of the text.</summary>
    Start,

    /// <summary>The end of the text.</summary>
    End,

    /// <summary>The end of the text, or before the line feed that ends it.</summary>
    EndOrLastLineFeed,

    /// <summary>The start of a line.</summary>
    LineStart,

    /// <summary>The end of a line.</summary>
    LineEnd,

    /// <summary>Between a word character and another one, or the edge of the text.</summary>
    WordBorder,

    /// <summary>Anywhere else.</summary>
    NotWordBorder,
}
