using System.Buffers.Binary;

namespace MathsIA.Tokenization;

/// <summary>Counts words, which are byte strings, in one open-addressed table over one pool of bytes.</summary>
internal sealed class WordTable
{
    private int[] slots = new int[1024];
    private byte[] pool = new byte[4096];
    private int[] ends = new int[512];
    private long[] counts = new long[512];
    private uint[] hashes = new uint[512];

    /// <summary>How many different words there are.</summary>
    public int Count { get; private set; }

    /// <summary>The bytes of a word.</summary>
    public ReadOnlySpan<byte> Word(int index) => pool.AsSpan(Start(index), ends[index] - Start(index));

    /// <summary>How often a word was added.</summary>
    public long CountOf(int index) => counts[index];

    /// <summary>Adds a word a number of times.</summary>
    public void Add(ReadOnlySpan<byte> word, long times = 1)
    {
        uint hash = Hash(word), mask = (uint)slots.Length - 1, slot = hash & mask;
        for (int held; (held = slots[slot]) != 0; slot = (slot + 1) & mask)
        {
            if (hashes[held - 1] == hash && Word(held - 1).SequenceEqual(word))
            {
                counts[held - 1] += times;
                return;
            }
        }

        Append(word, hash, times);
        slots[slot] = Count;
        if (2 * Count > slots.Length)
            Rehash();
    }

    /// <summary>Adds all the words of another table.</summary>
    public void Add(WordTable other)
    {
        for (int i = 0; i < other.Count; i++)
            Add(other.Word(i), other.counts[i]);
    }

    private int Start(int index) => index == 0 ? 0 : ends[index - 1];

    private void Append(ReadOnlySpan<byte> word, uint hash, long times)
    {
        int start = Count == 0 ? 0 : ends[Count - 1], end = checked(start + word.Length);
        if (end > pool.Length)
            Array.Resize(ref pool, (int)Math.Min(Array.MaxLength, Math.Max(end, 2L * pool.Length)));
        if (Count == ends.Length)
        {
            Array.Resize(ref ends, 2 * Count);
            Array.Resize(ref counts, 2 * Count);
            Array.Resize(ref hashes, 2 * Count);
        }

        word.CopyTo(pool.AsSpan(start));
        (ends[Count], counts[Count], hashes[Count]) = (end, times, hash);
        Count++;
    }

    private void Rehash()
    {
        slots = new int[4 * slots.Length];
        uint mask = (uint)slots.Length - 1;
        for (int i = 0; i < Count; i++)
        {
            uint slot = hashes[i] & mask;
            while (slots[slot] != 0)
                slot = (slot + 1) & mask;
            slots[slot] = i + 1;
        }
    }

    private static uint Hash(ReadOnlySpan<byte> word)
    {
        const ulong Factor = 0x9E3779B97F4A7C15UL;
        ulong hash = (ulong)word.Length * Factor;
        for (; word.Length >= sizeof(ulong); word = word[sizeof(ulong)..])
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(word));
        ulong rest = 0;
        foreach (byte value in word)
            rest = (rest << 8) | value;
        return (uint)(Mix(hash ^ rest) >> 32);

        static ulong Mix(ulong x)
        {
            x *= Factor;
            return x ^ (x >> 29);
        }
    }
}
