namespace MathsIA.Tokenization;

/// <summary>A binary heap of pairs that knows where each one stands, so that a score can change in place.</summary>
/// <remarks>The highest score is on top; among equals the smallest key, so the order is total and the top is never a matter of
/// history.</remarks>
internal sealed class PairHeap
{
    private const int Absent = -1;
    private int[] heap = new int[1024];
    private int[] place = new int[1024];
    private double[] score = new double[1024];
    private ulong[] key = new ulong[1024];
    private int known;

    /// <summary>How many pairs are in the heap.</summary>
    public int Count { get; private set; }

    /// <summary>The best pair.</summary>
    public int Top => heap[0];


    /// <summary>Adds a pair, moves it, or takes it out.</summary>
    public void Set(int pair, ulong pairKey, double pairScore, bool present)
    {
        if (pair >= known)
            Grow(pair + 1);
        int at = place[pair];
        if (!present)
        {
            if (at != Absent)
                RemoveAt(at);
            return;
        }

        double before = score[pair];
        score[pair] = pairScore;
        key[pair] = pairKey;
        if (at == Absent)
        {
            if (Count == heap.Length)
                Array.Resize(ref heap, 2 * heap.Length);
            heap[Count] = pair;
            place[pair] = Count;
            Up(Count++);
        }
        else if (pairScore > before)
        {
            Up(at);
        }
        else if (pairScore < before)
        {
            Down(at);
        }
    }

    private void RemoveAt(int at)
    {
        place[heap[at]] = Absent;
        int last = heap[--Count];
        if (at == Count)
            return;
        heap[at] = last;
        place[last] = at;
        Up(at);
        Down(place[last]);
    }

    private bool Before(int a, int b) => score[a] > score[b] || (score[a] == score[b] && key[a] < key[b]);

    private void Up(int at)
    {
        int pair = heap[at];
        while (at > 0)
        {
            int parent = (at - 1) / 2;
            if (!Before(pair, heap[parent]))
                break;
            heap[at] = heap[parent];
            place[heap[at]] = at;
            at = parent;
        }

        heap[at] = pair;
        place[pair] = at;
    }

    private void Down(int at)
    {
        int pair = heap[at];
        while (true)
        {
            int child = (2 * at) + 1;
            if (child >= Count)
                break;
            if (child + 1 < Count && Before(heap[child + 1], heap[child]))
                child++;
            if (!Before(heap[child], pair))
                break;
            heap[at] = heap[child];
            place[heap[at]] = at;
            at = child;
        }

        heap[at] = pair;
        place[pair] = at;
    }

    private void Grow(int size)
    {
        if (size > place.Length)
        {
            int capacity = Math.Max(size, 2 * place.Length);
            Array.Resize(ref place, capacity);
            Array.Resize(ref score, capacity);
            Array.Resize(ref key, capacity);
        }

        place.AsSpan(known, size - known).Fill(Absent);
        known = size;
    }
}
