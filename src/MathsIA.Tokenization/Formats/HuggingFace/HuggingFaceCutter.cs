namespace MathsIA.Tokenization;

/// <summary>What a pre-tokenizer of a <c>tokenizer.json</c> comes to here, where pre-tokenizers only cut.</summary>
/// <param name="Rewriter">What it writes into the text, after the normalizer; null for nothing.</param>
/// <param name="Cutter">How it cuts; null for not at all.</param>
/// <param name="IsByteLevel">Whether tokens are bytes in printable stand-ins.</param>
internal readonly record struct HuggingFaceCutter(INormalizer? Rewriter, IPreTokenizer? Cutter, bool IsByteLevel = false);
