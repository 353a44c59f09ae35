using System.Text;
using CsCheck;
using MathsIA.Tokenization.Tests.Reference;

namespace MathsIA.Tokenization.Tests.BytePair;

public sealed class MergeSeamsTests
{
    private const string Seed = "0000KmV6P0v3";

    /// <summary>Bytes of whole characters and of broken ones.</summary>
    private static Gen<byte[]> Bytes(int longest) => Gen.Frequency(
        (3, Gen.Int[0, 5].Select(i => new[] { "a", "\u00E9", "\u4E2D", "\u4E2E", "\U0001F600", "\U00020BB7" }[i]).List[1, Math.Max(1, longest / 4)].Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts)))),
        (2, Gen.Int[0, 9].Select(i => new byte[] { 0x61, 0xC3, 0xA9, 0xE4, 0xB8, 0xAD, 0xAE, 0xF0, 0x9F, 0x98 }[i]).Array[1, longest]));

    private static Gen<(List<byte[]> Tokens, byte[] Piece)> Cases { get; } = Gen.Select(Bytes(5).Where(token => token.Length > 1).List[0, 12], Bytes(24));

    [Fact]
    public void Parts_hold_all_that_merges_and_merge_on_their_own()
    {
        int bytes = 0, parts = 0;
        Cases.Sample((tokens, piece) =>
        {
            Vocabulary vocabulary = ByteVocabulary.Of(tokens);
            MergeSeams seams = new BytePairModel(vocabulary).Seams;
            List<int> together = [];
            for (int at = 0; at < piece.Length;)
            {
                Piece part = seams.FindPart(piece, at, piece.Length);
                together.AddRange(piece[at..part.Start].Select(value => (int)value));
                together.AddRange(ByteVocabulary.Merge(vocabulary, piece[part.Start..part.End].Select(value => (int)value)));
                Assert.True(part.End > at);
                at = part.End;
                parts += part.Start > 0 && part.End < piece.Length ? 1 : 0;
            }

            Assert.Equal(ByteVocabulary.Merge(vocabulary, piece.Select(value => (int)value)), together);
            if (!seams.IsBytes(piece, 0, piece.Length))
                return;
            Assert.False(vocabulary.TryGetId(piece, out _));
            Assert.Equal(piece.Select(value => (int)value), together);
            bytes++;
        }, seed: Seed, iter: 4_000);
        Assert.True(bytes > 200 && parts > 200, $"{bytes} pieces are their bytes, {parts} parts are inside a piece");
    }

    [Fact]
    public void Pieces_beyond_ASCII_are_encoded_as_the_definition_says()
    {
        Cases.Sample((tokens, piece) =>
        {
            Vocabulary vocabulary = ByteVocabulary.Of(tokens);
            List<int> expected = vocabulary.TryGetId(piece, out int whole) ? [whole] : ByteVocabulary.Merge(vocabulary, piece.Select(value => (int)value));
            IPieceEncoder encoder = new BytePairModel(vocabulary).CreateEncoder();
            // Twice in one batch and once more in another: new, remembered, and with the places of the tokens.
            byte[] text = [.. piece, .. piece];
            for (int time = 0; time < 2; time++)
            {
                var buffer = new TokenBuffer { TracksSpans = time == 1 };
                encoder.Encode(text, [new(0, piece.Length), new(piece.Length, text.Length)], buffer);
                Assert.Equal([.. expected, .. expected], buffer.Ids.ToArray());
                for (int i = 0, at = 0; time == 1 && i < buffer.Count; at = buffer.Spans[i++].End)
                    Assert.Equal(new Piece(at, at + vocabulary.LengthOf(buffer.Ids[i])), buffer.Spans[i]);
            }
        }, seed: Seed, iter: 4_000);
    }

    [Fact]
    public void A_token_that_no_merges_reach_is_found_as_a_whole_piece_only()
    {
        Vocabulary vocabulary = ByteVocabulary.Of([[0xE4, 0xB8, 0xAD]]);
        IPieceEncoder encoder = new BytePairModel(vocabulary).CreateEncoder();
        var buffer = new TokenBuffer();
        byte[] text = Encoding.UTF8.GetBytes("中中中");
        encoder.Encode(text, [new(0, 3), new(3, 9)], buffer);
        Assert.Equal([256, 0xE4, 0xB8, 0xAD, 0xE4, 0xB8, 0xAD], buffer.Ids.ToArray());
    }
}
