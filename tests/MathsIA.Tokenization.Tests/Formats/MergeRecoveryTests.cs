using System.Text;
using MathsIA.Tokenization.Tests.Reference;

namespace MathsIA.Tokenization.Tests.Formats;

public sealed class MergeRecoveryTests
{
    [Theory]
    [InlineData("r50k_base")]
    [InlineData("cl100k_base")]
    public void Every_token_of_a_published_encoding_is_the_merge_of_two_others(string name)
    {
        Vocabulary vocabulary = Tokenizer.ForEncoding(name).Vocabulary;
        IReadOnlyList<BytePairMerge> merges = MergeRecovery.Recover(vocabulary);
        Assert.Equal(vocabulary.Count - 256, merges.Count);
        Assert.All(merges, merge => Assert.True(merge.Left < merge.Result && merge.Right < merge.Result
            && vocabulary.GetBytes(merge.Result).SequenceEqual([.. vocabulary.GetBytes(merge.Left), .. vocabulary.GetBytes(merge.Right)])));
        Assert.Equal(merges.Count, merges.Select(merge => (merge.Left, merge.Right)).Distinct().Count());
    }

    [Fact]
    public void Merges_of_cl100k_encode_as_its_ranks_do()
    {
        Tokenizer ranks = Tokenizer.ForEncoding("cl100k_base");
        var listed = new Tokenizer(ranks.Parts with { Model = new BytePairModel(ranks.Vocabulary, MergeRecovery.Recover(ranks.Vocabulary)) });
        Texts.Valid.Sample(text => Assert.Equal(ranks.Encode(text, SpecialTokenPolicy.AsText), listed.Encode(text, SpecialTokenPolicy.AsText)), iter: 500, seed: "0000KmV6P0v3");
    }

    [Fact]
    public void Merges_of_a_training_come_back()
    {
        BytePairTraining training = BytePairTrainer.Train(TrainingCorpus.FromTexts(Corpus.Sea), new() { VocabularySize = 600 });
        Assert.Equal(training.Merges.Select(merge => new BytePairMerge(merge.Left, merge.Right, merge.Token)), MergeRecovery.Recover(training.Tokenizer.Vocabulary));
    }

    [Fact]
    public void A_token_out_of_reach_is_named()
    {
        ReadOnlyMemory<byte>[] tokens = [.. Enumerable.Range(0, 256).Select(value => (ReadOnlyMemory<byte>)new[] { (byte)value }), "abc"u8.ToArray()];
        Assert.Contains("token 256", Assert.Throws<TokenizerFormatException>(() => MergeRecovery.Recover(new Vocabulary(tokens))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Trained_tokenizers_survive_every_format()
    {
        BytePairTraining training = BytePairTrainer.Train(TrainingCorpus.FromTexts(Corpus.Sea), new() { VocabularySize = 500, SpecialTokens = ["<|end|>"], PreTokenizer = OpenAIPatterns.Cl100k });
        Tokenizer original = training.Tokenizer;
        using MemoryStream tiktoken = new(), vocabulary = new(), merges = new(), json = new();
        BytePairFiles.WriteTiktoken(original, tiktoken);
        BytePairFiles.WriteVocabularyAndMerges(original, vocabulary, merges);
        HuggingFaceTokenizer.Save(original, json);
        foreach (MemoryStream stream in new[] { tiktoken, vocabulary, merges, json })
            stream.Position = 0;
        Tokenizer[] loaded =
        [
            Tokenizer.FromTiktoken(tiktoken, OpenAIPatterns.Cl100k, original.AddedTokens),
            Tokenizer.FromVocabularyAndMerges(vocabulary, merges, OpenAIPatterns.Cl100k, original.AddedTokens),
            HuggingFaceTokenizer.Load(json),
        ];
        Texts.Valid.Sample(text => Assert.All(loaded, tokenizer => Assert.Equal(original.Encode(text + "<|end|>the whale", SpecialTokenPolicy.AllowAll), tokenizer.Encode(text + "<|end|>the whale", SpecialTokenPolicy.AllowAll))), iter: 300, seed: "0000KmV6P0v3");
    }
}
