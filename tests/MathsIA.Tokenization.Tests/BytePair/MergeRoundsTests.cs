using CsCheck;
using MathsIA.Tokenization.Tests.Reference;

namespace MathsIA.Tokenization.Tests.BytePair;

public sealed class MergeRoundsTests
{
    /// <summary>Repetitions with some bytes changed: where rounds begin, and where they have to end.</summary>
    private static Gen<byte[]> Pieces { get; } = Gen.Select(Gen.Byte[97, 99].Array[1, 4], Gen.Int[1, 160], Gen.Select(Gen.Int[0, 200], Gen.Byte[97, 100]).List[0, 4]).Select((part, length, edits) =>
    {
        byte[] piece = [.. Enumerable.Range(0, length).Select(i => part[i % part.Length])];
        foreach ((int at, byte value) in edits)
            piece[at % length] = value;
        return piece;
    });

    [Fact]
    public void What_rounds_leave_merges_to_what_the_definition_gives()
    {
        int finished = 0, stopped = 0, merged = 0;
        Gen.Select(Gen.Byte[97, 99].Array[2, 6].List[1, 20], Pieces).Sample((tokens, piece) =>
        {
            Vocabulary vocabulary = ByteVocabulary.Of(tokens);
            var rule = new VocabularyMerges(vocabulary.Table, null);
            int count = piece.Length;
            long steps = 0;
            int[] ids = [.. piece.Select(value => (int)value)], starts = [.. Enumerable.Range(0, count + 1)];
            bool isDone = MergeRounds.Run(piece, ref count, ids, starts, new int[count], in rule, ref steps);

            // A round goes on only after one that left at most fifteen sixteenths.
            Assert.InRange(steps, piece.Length > 1 ? piece.Length : 0, 17L * piece.Length);
            // Each symbol stands for its own bytes, and the end stays the end.
            Assert.Equal(0, starts[0]);
            Assert.Equal(piece.Length, starts[count]);
            for (int i = 0; i < count; i++)
                Assert.Equal(piece[starts[i]..starts[i + 1]], vocabulary.GetBytes(ids[i]).ToArray());

            List<int> expected = ByteVocabulary.Merge(vocabulary, piece.Select(value => (int)value)), left = [.. ids[..count]];
            Assert.Equal(expected, ByteVocabulary.Merge(vocabulary, left));
            if (isDone)
                Assert.Equal(expected, left);
            finished += isDone ? 1 : 0;
            stopped += isDone ? 0 : 1;
            merged += count < piece.Length ? 1 : 0;
        }, seed: "0000KmV6P0v3", iter: 4_000);
        // All of it has been seen, or the test says nothing.
        Assert.True(finished > 200 && stopped > 200 && merged > 200, $"{finished} finished, {stopped} stopped, {merged} merged");
    }

    [Fact]
    public void A_run_is_finished_in_rounds_alone()
    {
        Vocabulary vocabulary = ByteVocabulary.Of([[.. "aa"u8], [.. "aaaa"u8], [.. "aaaaaaaa"u8]]);
        byte[] piece = [.. Enumerable.Repeat((byte)'a', 1003)];
        var rule = new VocabularyMerges(vocabulary.Table, null);
        int count = piece.Length;
        long steps = 0;
        int[] ids = [.. piece.Select(value => (int)value)];
        Assert.True(MergeRounds.Run(piece, ref count, ids, [.. Enumerable.Range(0, count + 1)], new int[count], in rule, ref steps));
        Assert.Equal([.. Enumerable.Repeat(258, 125), 256, 'a'], ids[..count]);
    }
}
