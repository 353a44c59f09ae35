namespace MathsIA.Tokenization;

/// <summary>A prefix tree over bytes that finds every token that starts at a place, shortest first.</summary>
internal sealed class TokenTrie
{
    /// <summary>No node, or no token.</summary>
    public const int None = -1;

    /// <summary>The node to start from.</summary>
    public const int Root = 0;

    private readonly int[] fromRoot = new int[256];
    private ulong[] edges = new ulong[256];
    private int[] targets = new int[256];
    private int[] values = new int[64];
    private int edgeCount;
    private int nodeCount = 1;

    /// <summary>An empty tree.</summary>
    public TokenTrie()
    {
        Array.Fill(fromRoot, None);
        Array.Fill(values, None);
    }

    /// <summary>The length in bytes of the longest token.</summary>
    public int LongestToken { get; private set; }

    /// <summary>Adds a token that is not empty. False when there already is one with these bytes, which stays.</summary>
    public bool TryAdd(ReadOnlySpan<byte> token, int value)
    {
        int node = Root;
        foreach (byte symbol in token)
        {
            int child = Child(node, symbol);
            node = child == None ? Add(node, symbol) : child;
        }

        if (values[node] != None)
            return false;
        values[node] = value;
        LongestToken = Math.Max(LongestToken, token.Length);
        return true;
    }

    /// <summary>The node one byte further; <see cref="None"/> when no token goes on that way.</summary>
    public int Child(int node, byte symbol)
    {
        if (node == Root)
            return fromRoot[symbol];
        ulong key = Key(node, symbol);
        uint mask = (uint)edges.Length - 1;
        for (uint slot = Hash(key) & mask; edges[slot] != 0; slot = (slot + 1) & mask)
        {
            if (edges[slot] == key)
                return targets[slot];
        }

        return None;
    }

    /// <summary>The token that ends at a node; <see cref="None"/> when there is none.</summary>
    public int Value(int node) => values[node];

    /// <summary>The token with exactly these bytes; <see cref="None"/> when there is none.</summary>
    public int Find(ReadOnlySpan<byte> token)
    {
        int node = Root;
        foreach (byte symbol in token)
        {
            node = Child(node, symbol);
            if (node == None)
                return None;
        }

        return values[node];
    }

    /// <summary>The longest token that starts at the beginning of the text; its length is 0 when there is none.</summary>
    public int LongestPrefix(ReadOnlySpan<byte> text, out int length)
    {
        int node = Root, found = None;
        length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            node = Child(node, text[i]);
            if (node == None)
                break;
            if (values[node] != None)
                (found, length) = (values[node], i + 1);
        }

        return found;
    }

    // Only edges below the root are in the table, so a key is never zero.
    private static ulong Key(int node, byte symbol) => ((ulong)(uint)node << 8) | symbol;

    private static uint Hash(ulong key) => (uint)((key * 0x9E3779B97F4A7C15UL) >> 32);

    private int Add(int node, byte symbol)
    {
        int child = nodeCount++;
        if (child == values.Length)
        {
            Array.Resize(ref values, 2 * child);
            values.AsSpan(child).Fill(None);
        }

        if (node == Root)
        {
            fromRoot[symbol] = child;
            return child;
        }

        Insert(Key(node, symbol), child);
        if (2 * ++edgeCount > edges.Length)
            Rehash();
        return child;
    }

    private void Insert(ulong key, int target)
    {
        uint mask = (uint)edges.Length - 1, slot = Hash(key) & mask;
        while (edges[slot] != 0)
            slot = (slot + 1) & mask;
        (edges[slot], targets[slot]) = (key, target);
    }

    private void Rehash()
    {
        (ulong[] oldEdges, int[] oldTargets) = (edges, targets);
        (edges, targets) = (new ulong[4 * oldEdges.Length], new int[4 * oldEdges.Length]);
        for (int i = 0; i < oldEdges.Length; i++)
        {
            if (oldEdges[i] != 0)
                Insert(oldEdges[i], oldTargets[i]);
        }
    }
}
