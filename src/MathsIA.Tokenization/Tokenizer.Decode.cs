namespace MathsIA.Tokenization;

public sealed partial class Tokenizer
{
}
