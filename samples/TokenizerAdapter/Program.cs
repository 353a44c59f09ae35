using MathsIA.Samples;
using MathsIA.Tokenization;

Microsoft.ML.Tokenizers.Tokenizer tokenizer = new TokenizerAdapter(Tokenizer.ForEncoding("o200k_base"));
foreach (string text in (string[])["Call me Ishmael.", "𠮷's 𝟏"])
{
    IReadOnlyList<int> ids = tokenizer.EncodeToIds(text);
    Console.WriteLine($"{text}: {string.Join(' ', ids)} -> {tokenizer.Decode(ids)}");
}
