using System.Buffers.Binary;
using MathsIA.RandomNumbers;

namespace MathsIA.Tests.Data;

/// <summary>Damages files in the ways that find bugs in readers: flipped bits, extreme numbers in place of lengths, cuts, splices, repeats.</summary>
internal sealed class Mutator(long seed, IReadOnlyList<byte[]> seeds)
{
    private static readonly long[] Extremes =
        [0, 1, -1, 2, 4, 7, 8, 16, 255, 256, short.MaxValue, short.MinValue, ushort.MaxValue, int.MaxValue, int.MinValue, uint.MaxValue, long.MaxValue, long.MinValue, 1L << 32, 1L << 62];

    private readonly Philox _rng = new(seed);

    public bool Chance(double probability) => _rng.NextBernoulli(probability);

    public byte[] Next()
    {
        byte[] data = [.. Pick(seeds)];
        int steps = 1 + _rng.NextBelow(4);
        for (int i = 0; i < steps; i++)
            data = Step(data);
        return data;
    }

    private byte[] Step(byte[] data)
    {
        if (data.Length == 0)
            return [(byte)_rng.NextUInt32()];
        int place = _rng.NextBelow(data.Length);
        switch (_rng.NextBelow(8))
        {
            case 0:
                data[place] ^= (byte)(1 << _rng.NextBelow(8));
                return data;
            case 1:
                data[place] = (byte)_rng.NextUInt32();
                return data;
            case 2:
                // An extreme number, or the one that is there a little changed, of some width and byte order.
                Span<byte> number = stackalloc byte[8];
                int width = 1 << _rng.NextBelow(4);
                width = Math.Min(width, data.Length - place);
                long value = Extremes[_rng.NextBelow(Extremes.Length)];
                BinaryPrimitives.WriteInt64LittleEndian(number, value);
                if (Chance(0.5))
                    number[..width].Reverse();
                number[..width].CopyTo(data.AsSpan(place));
                return data;
            case 3:
                data[place] += (byte)(Chance(0.5) ? 1 : 255);
                return data;
            case 4:
                return data[..place];
            case 5:
                byte[] other = Pick(seeds);
                return [.. data[..place], .. other[_rng.NextBelow(other.Length)..]];
            case 6:
                int count = Math.Min(1 + _rng.NextBelow(16), data.Length - place);
                return [.. data[..place], .. data[(place + count)..]];
            default:
                int repeat = Math.Min(1 + _rng.NextBelow(16), data.Length - place);
                return [.. data[..(place + repeat)], .. data[place..]];
        }
    }

    private byte[] Pick(IReadOnlyList<byte[]> from) => from[_rng.NextBelow(from.Count)];
}
