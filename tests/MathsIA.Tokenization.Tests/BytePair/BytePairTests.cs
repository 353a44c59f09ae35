using System.Text;
using CsCheck;
using MathsIA.Tokenization.Tests.Reference;

namespace MathsIA.Tokenization.Tests.BytePair;

public sealed class BytePairTests
{
    private const string Seed = "0000KmV6P0v3";
    private static readonly Vocabulary Cl100k = Tokenizer.ForEncoding("cl100k_base").Vocabulary;

    private static readonly byte[] Alike = [0, 1, 3, 15, 16, 97, 98, 255];
    private static readonly string[] Parts = ["a", "b", "aa", "ab", "the", " ", "in", "\u00E9", "\u4E2D", "0"];

    /// <summary>Pieces long enough for the queue, where the list would be too slow, and full of overlapping pairs.</summary>
    private static Gen<byte[]> LongPieces { get; } = Gen.Frequency(
        (2, Gen.Int[0, 9].Select(i => Parts[i]).List[200, 500].Select(string.Concat).Select(Encoding.UTF8.GetBytes)),
        (1, Gen.Byte[97, 100].Array[257, 700]),
        (1, Gen.Byte.Array[257, 400]));

    [Fact]
    public void Long_pieces_merge_as_the_definition_says()
    {
        var naive = new NaiveEncoder(Cl100k, "");
        IPieceEncoder encoder = new BytePairModel(Cl100k).CreateEncoder();
        var gate = new Lock();
        LongPieces.Sample(bytes =>
        {
            lock (gate)
                Assert.Equal(naive.EncodePiece(bytes), Encode(encoder, bytes));
        }, seed: Seed, iter: 150);
    }

    [Fact]
    public void A_worker_that_remembers_answers_as_a_new_one()
    {
        // Few bytes, zero and small numbers among them, so that words, their lengths and the beginnings of longer pieces look alike.
        IPieceEncoder worker = new BytePairModel(Cl100k).CreateEncoder();
        var naive = new NaiveEncoder(Cl100k, "");
        var gate = new Lock();
        Gen.OneOf(Gen.Int[0, 7].Select(i => Alike[i]).Array[0, 40], Gen.Int[0, 9].Select(i => Parts[i]).List[1, 12].Select(string.Concat).Select(Encoding.UTF8.GetBytes))
            .Sample(piece =>
            {
                List<int> expected = piece.Length == 0 ? [] : Cl100k.TryGetId(piece, out int id) ? [id] : naive.EncodePiece(piece);
                byte[] inText = [.. piece, .. new byte[64]];
                lock (gate)
                {
                    for (int time = 0; time < 3; time++)
                    {
                        Assert.Equal(expected, Encode(worker, piece));
                        var tokens = new TokenBuffer { TracksSpans = time == 2 };
                        worker.Encode(inText, [new(0, piece.Length)], tokens);
                        Assert.Equal(expected, tokens.Ids.ToArray());
                        Assert.True(time < 2 || piece.Length == 0 || tokens.Spans[^1].End == piece.Length);
                    }
                }
            }, seed: Seed, iter: 4_000);
    }

    [Fact]
    public void List_and_queue_agree_on_any_vocabulary()
    {
        Gen.Select(Gen.Byte[97, 99].Array[2, 5].List[1, 40], Gen.Byte[97, 100].Array[1, 60]).Sample((tokens, piece) =>
        {
            Vocabulary vocabulary = ByteVocabulary.Of(tokens);
            var model = new BytePairModel(vocabulary);
            var rule = new VocabularyMerges(vocabulary.Table, null);
            var queue = new MergeQueue(rule.RankCount);
            queue.Reserve(piece.Length);
            for (int i = 0; i < piece.Length; i++)
                (queue.Starts[i], queue.Ids[i]) = (i, piece[i]);
            queue.Starts[piece.Length] = piece.Length;
            int count = queue.Merge(piece, piece.Length, in rule);
            List<int> expected = new NaiveEncoder(vocabulary, "").EncodePiece(piece);
            if (!vocabulary.TryGetId(piece, out _))
                Assert.Equal(expected, queue.Ids[..count].ToArray());
            Assert.Equal(expected, Encode(model.CreateEncoder(), piece));
        }, seed: Seed, iter: 3_000);
    }

    [Theory]
    [InlineData("a")]
    [InlineData(" ")]
    [InlineData("ab")]
    [InlineData("^")]
    [InlineData("0")]
    [InlineData("\n")]
    [InlineData("xyz'")]
    public void Steps_grow_with_the_length_and_no_faster(string part)
    {
        long once = Steps(part, 100_000), twice = Steps(part, 200_000);
        Assert.InRange(twice / (double)once, 1.9, 2.1);
        Assert.InRange(once, 100_000, 20 * 100_000);
    }

    /// <summary>No token joins two of these: each is a part of its own, and the queue is never asked.</summary>
    [Theory]
    [InlineData("\u4E2D")]
    [InlineData("\u00E9")]
    [InlineData("\u0301A")]
    [InlineData("\U0001F600")]
    [InlineData("\U0010FFFD")]
    public void Characters_that_never_join_take_no_steps(string part) => Assert.Equal(0, Steps(part, 100_000));

    [Fact]
    public void A_million_equal_characters_round_trip()
    {
        foreach (string name in Tokenization.Vocabularies.Encodings.Names)
        {
            Tokenizer tokenizer = Tokenizer.ForEncoding(name);
            foreach (char c in "a ")
            {
                string text = new(c, 1_000_000);
                Assert.Equal(text, tokenizer.Decode(tokenizer.Encode(text)));
            }
        }
    }

    [Fact]
    public void Listed_merges_are_followed_even_where_another_pair_joins_to_the_same_token()
    {
        // a+b -> ab (rank 0), ab+c -> abc (rank 1): "a"+"bc" is no merge although "abc" is a token.
        Vocabulary vocabulary = ByteVocabulary.Of([[.. "bc"u8], [.. "ab"u8], [.. "abc"u8]]);
        int ab = 257, bc = 256, abc = 258;
        var onlyRight = new BytePairModel(vocabulary, [new('b', 'c', bc), new(ab, 'c', abc)], new() { WholePieceFirst = false });
        Assert.Equal(['a', bc], Encode(onlyRight.CreateEncoder(), [.. "abc"u8]));
        var left = new BytePairModel(vocabulary, [new('a', 'b', ab), new(ab, 'c', abc), new('b', 'c', bc)], new() { WholePieceFirst = false });
        Assert.Equal([abc], Encode(left.CreateEncoder(), [.. "abc"u8]));
    }

    [Fact]
    public void Characters_the_vocabulary_does_not_hold_become_bytes_or_the_unknown_token()
    {
        var tokens = new List<ReadOnlyMemory<byte>> { "<unk>"u8.ToArray(), "a"u8.ToArray(), "\u00E9"u8.ToArray(), "a\u00E9"u8.ToArray() };
        var vocabulary = new Vocabulary(tokens);
        var fused = new BytePairModel(vocabulary, new BytePairOptions { Symbols = BytePairSymbols.CodePoints, UnknownId = 0, FuseUnknown = true, WholePieceFirst = false });
        Assert.Equal([3, 0, 1], Encode(fused.CreateEncoder(), Encoding.UTF8.GetBytes("aé中文a")));
        var apart = new BytePairModel(vocabulary, new BytePairOptions { Symbols = BytePairSymbols.CodePoints, UnknownId = 0 });
        Assert.Equal([3, 0, 0, 1], Encode(apart.CreateEncoder(), Encoding.UTF8.GetBytes("aé中文a")));

        for (int value = 0; value < 256; value++)
            tokens.Add(Encoding.ASCII.GetBytes($"<0x{value:X2}>"));
        var bytes = new BytePairModel(new(tokens), new BytePairOptions { Symbols = BytePairSymbols.CodePoints, ByteFallback = [.. Enumerable.Range(4, 256)] });
        Assert.Equal([3, 4 + 0xE4, 4 + 0xB8, 4 + 0xAD, 1], Encode(bytes.CreateEncoder(), Encoding.UTF8.GetBytes("aé中a")));
    }

    [Fact]
    public void Wrong_models_are_refused()
    {
        Vocabulary vocabulary = ByteVocabulary.Of([[.. "ab"u8]]);
        Assert.Throws<ArgumentException>("vocabulary", () => new BytePairModel(new Vocabulary([new ReadOnlyMemory<byte>([1])])));
        Assert.Throws<ArgumentException>("merge", () => new BytePairModel(vocabulary, [new('a', 'b', 999)]));
        Assert.Throws<ArgumentException>("merge", () => new BytePairModel(vocabulary, [new('a', 'c', 256)]));
        Assert.Throws<ArgumentException>("merges", () => new BytePairModel(vocabulary, [new('a', 'b', 256), new('a', 'b', 256)]));
        Assert.Throws<ArgumentException>("options", () => new BytePairModel(vocabulary, new BytePairOptions { Ranks = [1, 2, 3] }));
        Assert.Throws<ArgumentException>("options", () => new BytePairModel(vocabulary, new BytePairOptions { UnknownId = 1000 }));
        Assert.Throws<ArgumentException>("options", () => new BytePairModel(vocabulary, new BytePairOptions { ByteFallback = [1] }));
    }

    private static long Steps(string part, int length)
    {
        string text = string.Concat(Enumerable.Repeat(part, length / Encoding.UTF8.GetByteCount(part)));
        var encoder = (BytePairEncoder<VocabularyMerges>)new BytePairModel(Cl100k).CreateEncoder();
        _ = Encode(encoder, Encoding.UTF8.GetBytes(text));
        return encoder.QueueSteps;
    }

    private static List<int> Encode(IPieceEncoder encoder, byte[] piece)
    {
        var tokens = new TokenBuffer();
        encoder.Encode(piece, [new(0, piece.Length)], tokens);
        return [.. tokens.Ids];
    }
}
