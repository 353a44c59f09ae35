using MathsIA.Tokenization.Vocabularies;

namespace MathsIA.Tokenization;

/// <summary>Tokenizers by the name of an encoding or of a model.</summary>
public static class TokenizerEncodings
{
    extension(Tokenizer)
    {
        /// <summary>The tokenizer of an encoding of OpenAI's, loaded on first use and shared.</summary>
        /// <param name="name"><c>gpt2</c>, <c>r50k_base</c>, <c>p50k_base</c>, <c>p50k_edit</c>, <c>cl100k_base</c>, <c>o200k_base</c> or <c>o200k_harmony</c>.</param>
        /// <exception cref="ArgumentException">There is no such encoding.</exception>
        public static Tokenizer ForEncoding(string name) => Encodings.Get(name);

        /// <summary>The tokenizer of a model of OpenAI's.</summary>
        /// <param name="model">The model, such as <c>gpt-4o</c>; dated names and fine-tuned ones belong to their family.</param>
        /// <exception cref="ArgumentException">The model is not known; <see cref="Models"/> says which are.</exception>
        public static Tokenizer ForModel(string model) => Encodings.Get(Models.FindEncoding(model)
            ?? throw new ArgumentException($"Tokenizer.ForModel: the model '{model}' is not known. Name its encoding in Tokenizer.ForEncoding.", nameof(model)));
    }
}
