using MathsIA.Tokenization;

namespace MathsIA.Architecture.Tests.Snippets;

/// <summary>The code that the guide to training tokenizers shows.</summary>
internal static class TokenizationTrainingSnippets
{
    private const string text = "low low low low low lower lower newest newest newest newest newest newest widest widest widest";

    public static void Training()
    {
        #region training
        BytePairTraining training = BytePairTrainer.Train(TrainingCorpus.FromTexts(text), new() { VocabularySize = 512 });

        foreach (TrainingMerge merge in training.Merges.Take(3))
            Console.WriteLine($"{merge.Left} + {merge.Right} -> {merge.Token}, seen {merge.Count} times");

        Tokenizer tokenizer = training.Tokenizer;
        int[] ids = tokenizer.Encode(text);
        #endregion
        Assert.Equal(text, tokenizer.Decode(ids));
        Files(tokenizer);
        Teaching(tokenizer);
    }

    public static void Counting()
    {
        #region counting
        WordCounts words = TrainingCorpus.FromTexts(text).CountWords(OpenAIPatterns.Cl100k);
        foreach (int size in new[] { 300, 400, 500 })
        {
            BytePairTraining training = BytePairTrainer.Train(words, new() { VocabularySize = size, PreTokenizer = OpenAIPatterns.Cl100k });
            Console.WriteLine($"{size}: {training.Tokenizer.Count(text)} tokens");
        }
        #endregion
        Assert.Equal(6, words.CountOf(" newest"));
    }

    public static void Others()
    {
        #region others
        Tokenizer wordPiece = WordPieceTrainer.Train(TrainingCorpus.FromTexts(text), new() { VocabularySize = 200 }).Tokenizer;
        Tokenizer unigram = UnigramTrainer.Train(TrainingCorpus.FromTexts(text), new() { VocabularySize = 200 }).Tokenizer;
        #endregion
        Assert.Equal("newest", wordPiece.Decode(wordPiece.Encode("newest")));
        Assert.Equal("newest", unigram.Decode(unigram.Encode("newest")));
    }

    private static void Files(Tokenizer tokenizer)
    {
        #region files
        using var file = new MemoryStream();
        HuggingFaceTokenizer.Save(tokenizer, file);                      // tokenizer.json
        file.Position = 0;
        Tokenizer same = HuggingFaceTokenizer.Load(file);

        using MemoryStream ranks = new(), vocabulary = new(), merges = new();
        BytePairFiles.WriteTiktoken(tokenizer, ranks);                   // .tiktoken
        BytePairFiles.WriteVocabularyAndMerges(tokenizer, vocabulary, merges);   // vocab.json and merges.txt
        #endregion
        Assert.Equal(tokenizer.Encode(text), same.Encode(text));
    }

    private static void Teaching(Tokenizer tokenizer)
    {
        #region teaching
        foreach (PieceTrace piece in MergeTrace.Of(tokenizer, "lowest"))
            foreach (MergeStep step in piece.Steps)
                Console.WriteLine($"rank {step.Rank}: {string.Join(' ', step.TokensAfter.Select(id => tokenizer.Vocabulary.GetText(id)))}");

        string html = TokenHtml.Render(tokenizer, "tokens in colours");   // a fragment that stands by itself
        #endregion
        Assert.Contains("<span", html, StringComparison.Ordinal);
    }
}
