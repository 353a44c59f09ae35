using MathsIA.RandomNumbers;

namespace MathsIA.Tests.RandomNumbers;

public sealed class PhiloxTests
{
    [Theory]
    [InlineData(0ul, 0ul, 0ul, 0x6627E8D5u, 0xE169C58Du, 0xBC57AC4Cu, 0x9B00DBD8u)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0x408F276Du, 0x41C83B0Eu, 0xA20BC7C6u, 0x6D5451FDu)]
    [InlineData(0x299F31D0A4093822ul, 0x85A308D3243F6A88ul, 0x0370734413198A2Eul, 0xD16CFE09u, 0x94FDCCEBu, 0x5001E420u, 0x24126EA1u)]
    public void Blocks_are_the_known_answers_of_the_paper(ulong key, ulong counter, ulong stream, uint a, uint b, uint c, uint d) =>
        Assert.Equal((a | ((ulong)b << 32), c | ((ulong)d << 32)), PhiloxBlocks.Block(key, counter, stream));

    [Fact]
    public unsafe void Every_register_width_gives_the_same_blocks()
    {
        uint* expected = stackalloc uint[128], words = stackalloc uint[128];
        foreach (ulong first in (ulong[])[0, 5, uint.MaxValue - 3ul, ulong.MaxValue - 6])
        {
            PhiloxBlocks.Run<WordLaneScalar>(0x0123456789ABCDEF, first, 0xFEDCBA9876543210, expected, 32);
            Check(PhiloxBlocks.Run<WordLane128>(0x0123456789ABCDEF, first, 0xFEDCBA9876543210, words, 32));
            Check(PhiloxBlocks.Run<WordLane256>(0x0123456789ABCDEF, first, 0xFEDCBA9876543210, words, 32));
            Check(PhiloxBlocks.Run<WordLane512>(0x0123456789ABCDEF, first, 0xFEDCBA9876543210, words, 32));

            void Check(nint done)
            {
                Assert.Equal(32, done);
                Assert.Equal(new ReadOnlySpan<uint>(expected, 128), new ReadOnlySpan<uint>(words, 128));
                new Span<uint>(words, 128).Clear();
            }
        }
    }

    /// <summary>The values printed by tests/fixtures/philox.py. They never change: streams are stable across versions.</summary>
    [Fact]
    public void Words_of_a_seed_and_of_its_splits_are_the_recorded_ones()
    {
        uint[] words = new uint[8];
        new Philox(42).FillBits(words);
        Assert.Equal(RecordedWords, words);
        Assert.Equal(RecordedEmpty, First(new Philox(42).Split("")));
        Assert.Equal(RecordedInit, First(new Philox(42).Split("init")));
        Assert.Equal(RecordedLonger, First(new Philox(42).Split("a longer name")));
        Assert.Equal(RecordedNumber, First(new Philox(42).Split("init").Split(-7)));

        static uint[] First(Philox rng) => [rng.NextUInt32(), rng.NextUInt32(), rng.NextUInt32(), rng.NextUInt32()];
    }

    [Theory, MemberData(nameof(Lengths.Theory), MemberType = typeof(Lengths))]
    public void A_fill_from_any_place_is_what_single_draws_give(int length)
    {
        for (int start = 0; start < 5; start++)
        {
            Philox fill = new(7), single = new(7);
            fill.Skip(start);
            single.Position = (ulong)start;
            uint[] words = new uint[length];
            fill.FillBits(words);
            foreach (uint word in words)
                Assert.Equal(single.NextUInt32(), word);
            Assert.Equal(single.State, fill.State);
            Assert.Equal(single.NextUInt64(), fill.NextUInt64());
        }
    }

    [Fact]
    public void Moving_about_finds_the_same_words_again()
    {
        var rng = new Philox(1);
        uint[] words = new uint[1000];
        rng.FillBits(words);
        foreach (int place in (int[])[999, 0, 63, 64, 65, 500, 127, 128, 3])
        {
            rng.Position = (ulong)place;
            Assert.Equal(words[place], rng.NextUInt32());
            rng.Skip(-1);
            Assert.Equal(words[place], rng.Clone().NextUInt32());
            Assert.Equal(words[place], new Philox(rng.State).NextUInt32());
        }

        rng.Position = ulong.MaxValue;
        rng.NextUInt32();
        Assert.Equal(words[0], rng.NextUInt32());
    }

    [Fact]
    public void Splitting_depends_on_the_name_alone()
    {
        var rng = new Philox(3);
        PhiloxState before = rng.Split("weights").State;
        rng.NextDouble();
        Assert.Equal(before, rng.Split("weights").State);
        var states = new HashSet<PhiloxState> { rng.State, new Philox(4).Split("weights").State };
        foreach (string name in (string[])["", "\0", "\0\0\0\0", "weights", "weights\0", "weight", "Weights", "a", "b", "ab", "ba"])
            Assert.True(states.Add(rng.Split(name).State), name);
        foreach (long index in (long[])[0, 1, -1, 2, long.MaxValue, long.MinValue])
            Assert.True(states.Add(rng.Split(index).State));
        Assert.True(states.Add(rng.Split("a").Split("b").State));
        Assert.True(states.Add(rng.Split("b").Split("a").State));
        Assert.Throws<ArgumentNullException>("label", () => rng.Split(null!));
    }

    [Fact]
    public void Split_streams_are_uncorrelated_with_each_other_and_with_their_parent()
    {
        const int n = 20_000;
        var parent = new Philox(11);
        double[][] streams = [Draw(parent), Draw(parent.Split(0)), Draw(parent.Split(1)), Draw(parent.Split("0")), Draw(parent.Split("1")), Draw(parent.Split(0).Split(0)), Draw(new Philox(12))];
        for (int i = 0; i < streams.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                Assert.InRange(Statistics.Correlation(streams[i], streams[j]), -4.5, 4.5);
                Assert.InRange(Statistics.Correlation(streams[i].AsSpan(1), streams[j].AsSpan(0, n - 1)), -4.5, 4.5);
            }

            // Neighbours within one stream.
            Assert.InRange(Statistics.Correlation(streams[i].AsSpan(1), streams[i].AsSpan(0, n - 1)), -4.5, 4.5);
        }

        // First draws of numbered children: a sample themselves.
        Statistics.AssertDistributed(Enumerable.Range(0, n).Select(i => parent.Split(i).NextDouble()), x => x);

        static double[] Draw(Philox rng) => rng.Uniform<double>(n).ToArray();
    }

    [Fact]
    public void Bits_are_balanced_and_independent_of_each_other()
    {
        const int n = 1 << 16;
        uint[] words = new uint[n];
        new Philox(5).FillBits(words);
        for (int i = 0; i < 32; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                int ones = 0;
                foreach (uint word in words)
                    ones += (int)((word >> i) ^ (i == j ? 0 : word >> j)) & 1;
                Assert.InRange((ones - n / 2) / Math.Sqrt(n / 4), -4.8, 4.8);
            }
        }
    }

    [Fact]
    public void Bytes_are_the_words_lowest_byte_first()
    {
        byte[] bytes = new byte[11];
        new Philox(9).FillBytes(bytes);
        var rng = new Philox(9);
        byte[] expected = [.. BitConverter.GetBytes(rng.NextUInt32()), .. BitConverter.GetBytes(rng.NextUInt32()), .. BitConverter.GetBytes(rng.NextUInt32())];
        Assert.Equal(expected[..11], bytes);
    }

    private static readonly uint[] RecordedWords = [0x9CEAF053, 0x77F5493B, 0x12BF50AD, 0x5742B3D7, 0xFCDB2127, 0x53BA6CFD, 0x838F5A6E, 0x744E06FB];

    private static readonly uint[] RecordedEmpty = [0x707213A1, 0x22039284, 0x885860FA, 0x028C7CA9];

    private static readonly uint[] RecordedInit = [0x8287E14B, 0xE619BE21, 0x86244C11, 0x25F7131B];

    private static readonly uint[] RecordedLonger = [0xD3A4D006, 0x6CBBB8B6, 0xBDE582A4, 0xC7472EE7];

    private static readonly uint[] RecordedNumber = [0xF8171FE6, 0xD3F4F68F, 0x71B5E1A0, 0x401F98BA];
}
