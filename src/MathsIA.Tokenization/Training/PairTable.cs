namespace MathsIA.Tokenization;

/// <summary>Every pair of adjacent symbols seen so far: its number, its count, and the head of the list of its places.</summary>
internal sealed class PairTable
{
    private int[] slots = new int[4096];
    private ulong[] keys = new ulong[1024];
    private long[] counts = new long[1024];
    private int[] firstPlaces = new int[1024];

    /// <summary>How many different pairs have been seen.</summary>
    public int Count { get; private set; }

    /// <summary>The left and right symbols of a pair as one number that orders pairs by left, then right.</summary>
    public static ulong KeyOf(int left, int right) => ((ulong)(uint)left << 32) | (uint)right;

    public ulong Key(int pair) => keys[pair];

    public int Left(int pair) => (int)(keys[pair] >> 32);

    public int Right(int pair) => (int)keys[pair];

    public ref long PairCount(int pair) => ref counts[pair];

    public ref int FirstPlace(int pair) => ref firstPlaces[pair];

    /// <summary>The number of a pair, given at first sight.</summary>
    public int Number(int left, int right, out bool isNew)
    {
        ulong key = KeyOf(left, right);
        uint mask = (uint)slots.Length - 1;
        uint slot = Hash(key) & mask;
        // A slot holds the pair's number plus one: zero is free.
        for (int held; (held = slots[slot]) != 0; slot = (slot + 1) & mask)
        {
            if (keys[held - 1] == key)
            {
                isNew = false;
                return held - 1;
            }
        }

        isNew = true;
        int pair = Count++;
        if (pair == keys.Length)
        {
            Array.Resize(ref keys, 2 * pair);
            Array.Resize(ref counts, 2 * pair);
            Array.Resize(ref firstPlaces, 2 * pair);
        }

        keys[pair] = key;
        counts[pair] = 0;
        firstPlaces[pair] = -1;
        slots[slot] = Count;
        if (2 * Count > slots.Length)
            Rehash();
        return pair;
    }

    private static uint Hash(ulong key) => (uint)((key * 0x9E3779B97F4A7C15UL) >> 32);

    private void Rehash()
    {
        slots = new int[4 * slots.Length];
        uint mask = (uint)slots.Length - 1;
        for (int pair = 0; pair < Count; pair++)
        {
            uint slot = Hash(keys[pair]) & mask;
            while (slots[slot] != 0)
                slot = (slot + 1) & mask;
            slots[slot] = pair + 1;
        }
    }
}
