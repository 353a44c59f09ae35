namespace MathsIA.Tokenization;

/// <summary>What byte-pair encoding starts from.</summary>
public enum BytePairSymbols
{
    /// <summary>Single bytes, as in GPT-2 and every encoding of OpenAI's.</summary>
    Bytes,

    /// <summary>Characters (code points), as in SentencePiece; what the vocabulary does not hold becomes bytes or the unknown token.</summary>
    CodePoints,
}
