using System.Buffers;
using System.Text;
using CsCheck;

namespace MathsIA.Tokenization.Tests.Vocabularies;

public sealed class DecodingTableTests
{
    private const string Seed = "0000KmV6P0v3";

    /// <summary>Tokens shorter and longer than a slot, gaps, and added tokens: in gaps, over tokens, behind the last, two with one id.</summary>
    private static Gen<(Vocabulary Vocabulary, AddedToken[] Added)> Tables { get; } = Gen.Select(
        Gen.Byte.Array[0, 34].List[1, 30],
        Gen.Select(Gen.Char['a', 'z'].Array[1, 34], Gen.Int[0, 34], Gen.Bool).List[0, 8]).Select((tokens, added) =>
    {
        // Of equal tokens all but the first become gaps.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var vocabulary = new Vocabulary([.. tokens.Select(token => new ReadOnlyMemory<byte>(seen.Add(Convert.ToHexString(token)) ? token : []))]);
        return (vocabulary, added.Select(token => new AddedToken(new string(token.Item1), token.Item2) { IsSpecial = token.Item3 }).ToArray());
    });

    [Fact]
    public void Joining_is_one_token_after_another()
    {
        Gen.Select(Tables, Gen.Int[0, 34].List[0, 40], Gen.Bool).Sample((parts, wanted, skips) =>
        {
            DecodingTable table = Create(parts.Vocabulary, parts.Added);
            // The naive twin: the first added token with the id, else the vocabulary's.
            AddedToken? AddedOf(int id) => Array.Find(parts.Added, token => token.Id == id);
            List<int> ids = [.. wanted.Where(id => AddedOf(id) is not null || parts.Vocabulary.Contains(id))];
            byte[] expected = [.. ids.SelectMany(id => AddedOf(id) is { } token
                ? skips && token.IsSpecial ? [] : Encoding.UTF8.GetBytes(token.Content)
                : parts.Vocabulary.GetBytes(id).ToArray())];
            Assert.Equal(expected, Join(table, [.. ids], skips));
            Assert.All(ids, id => Assert.Equal(AddedOf(id)?.IsSpecial ?? false, table.IsSpecial(id)));
        }, seed: Seed, iter: 4_000);
    }

    [Fact]
    public void Ids_without_a_token_are_named()
    {
        var vocabulary = new Vocabulary([new([1]), default, new(new byte[20])]);
        DecodingTable table = Create(vocabulary, [new("special", 5)]);
        foreach (int id in new[] { -1, 1, 3, 4, 6, int.MaxValue, int.MinValue })
        {
            foreach (bool skips in new[] { false, true })
                Assert.Equal(id, Assert.Throws<ArgumentOutOfRangeException>("ids", () => Join(table, [0, id], skips)).ActualValue);
        }

        Assert.Equal([1, .. new byte[20]], Join(table, [0, 5, 2], skips: true));
    }

    private static DecodingTable Create(Vocabulary vocabulary, AddedToken[] added) =>
        new(vocabulary, added, Math.Max(vocabulary.Size, added.Length == 0 ? 0 : added.Max(token => token.Id) + 1));

    private static byte[] Join(DecodingTable table, int[] ids, bool skips)
    {
        // The least memory there is, so that it has to grow.
        byte[] destination = ArrayPool<byte>.Shared.Rent(1);
        int length = table.Join(ids, ref destination, skips);
        byte[] joined = destination[..length];
        ArrayPool<byte>.Shared.Return(destination);
        return joined;
    }
}
