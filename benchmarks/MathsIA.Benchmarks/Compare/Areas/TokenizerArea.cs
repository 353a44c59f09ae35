using System.Text;
using MathsIA.Tokenization;
using Microsoft.ML.Tokenizers;
using SharpToken;
using Tokenizer = MathsIA.Tokenization.Tokenizer;

namespace MathsIA.Benchmarks.Compare.Areas;

/// <summary>Encoding, counting and decoding on one thread; a batch on two; loading, runs of one character, training.</summary>
internal static class TokenizerArea
{
    private const string MicrosoftName = "ML.Tokenizers 2.0.1", SharpTokenName = "SharpToken 2.0.6", NoPeer = "(none)";

    public static IEnumerable<Comparison> All(CompareOptions options)
    {
        foreach (string encoding in new[] { "cl100k_base", "o200k_base" })
        {
            Tokenizer ours = Tokenizer.ForEncoding(encoding);
            TiktokenTokenizer microsoft = TiktokenTokenizer.CreateForEncoding(encoding);
            GptEncoding sharpToken = GptEncoding.GetEncoding(encoding);
            foreach ((string name, string text) in TextData.All(options.Files))
            {
                foreach (Comparison comparison in Of($"{encoding[..^5]}_{name}", text, ours, microsoft, sharpToken))
                    yield return comparison;
            }
        }

        Tokenizer largest = Tokenizer.ForEncoding("o200k_base");
        yield return Batch(largest, options);
        yield return Loading(largest);
        foreach ((string name, char character) in new[] { ("letters", 'a'), ("spaces", ' ') })
            yield return Run($"encode_o200k_million_{name}", new string(character, 1_000_000), largest);
        string[] texts = [.. TextData.All(options.Files).Select(text => text.Text)];
        yield return Training($"train_8192_{TextData.All(options.Files).First().Name}", texts[..1], options);
        yield return Training("train_8192_20MB", TextData.Repeat(texts, 20_000_000), options);
    }

    private static IEnumerable<Comparison> Of(string name, string text, Tokenizer ours, TiktokenTokenizer microsoft, GptEncoding sharpToken)
    {
        int[] ids = [], encoded = ours.Encode(text);
        IReadOnlyList<int> theirIds = [];
        // Beyond the Basic Multilingual Plane the peers are wrong: there it is agreement enough to decode to the text.
        bool isPlain = !text.Any(char.IsSurrogate);
        bool SameIds() => isPlain ? ids.SequenceEqual(theirIds) : string.Equals(ours.Decode(ids), text, StringComparison.Ordinal);
        yield return new($"encode_{name}", MicrosoftName, () => ids = ours.Encode(text), () => theirIds = microsoft.EncodeToIds(text, considerPreTokenization: true, considerNormalization: false), SameIds);
        yield return new($"encode_{name}", SharpTokenName, () => ids = ours.Encode(text), () => theirIds = sharpToken.Encode(text), SameIds);

        int count = 0, theirCount = 0;
        yield return new($"count_{name}", MicrosoftName, () => count = ours.Count(text), () => theirCount = microsoft.CountTokens(text), () => count == theirCount || !isPlain);

        string decoded = "", theirDecoded = "";
        yield return new($"decode_{name}", MicrosoftName, () => decoded = ours.Decode(encoded), () => theirDecoded = microsoft.Decode(encoded), () => string.Equals(decoded, theirDecoded, StringComparison.Ordinal));
    }

    /// <summary>Two threads against one.</summary>
    private static Comparison Batch(Tokenizer ours, CompareOptions options)
    {
        // Paragraphs, so that there is enough to share out.
        string[] texts = [.. TextData.All(options.Files).SelectMany(text => text.Text.Split("\n\n")).Where(text => text.Length > 0)];
        int[][] one = [], two = [];
        return new("encode_o200k_batch_2_threads", "ours on one thread",
            () => two = ours.EncodeBatch(texts, degreeOfParallelism: 2), () => one = ours.EncodeBatch(texts, degreeOfParallelism: 1),
            () => one.Zip(two).All(pair => pair.First.SequenceEqual(pair.Second)));
    }

    /// <summary>From the bytes of the embedded vocabulary to a tokenizer, once the code is compiled.</summary>
    private static Comparison Loading(Tokenizer of)
    {
        using var file = new MemoryStream();
        of.Vocabulary.Write(file);
        byte[] bytes = file.ToArray();
        Tokenizer? loaded = null;
        return new("load_o200k", NoPeer, () => loaded = new(of.Parts with { Model = new BytePairModel(Vocabulary.Read(new MemoryStream(bytes))) }), null, () => loaded!.Vocabulary.Count == of.Vocabulary.Count);
    }

    private static Comparison Run(string name, string text, Tokenizer ours)
    {
        int[] ids = [];
        return new(name, NoPeer, () => ids = ours.Encode(text), null, () => string.Equals(ours.Decode(ids), text, StringComparison.Ordinal));
    }

    private static Comparison Training(string name, string[] texts, CompareOptions options)
    {
        BytePairTraining? training = null;
        var settings = new BytePairTrainingOptions { VocabularySize = 256 + 8192, MaxThreads = options.Threads };
        return new(name, NoPeer, () => training = BytePairTrainer.Train(TrainingCorpus.FromTexts(texts), settings), null, () => training!.Merges.Count == 8192);
    }
}
