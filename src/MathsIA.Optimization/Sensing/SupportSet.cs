using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A set of places that remembers the order in which they came.</summary>
internal sealed class SupportSet(int length, int capacity)
{
    private readonly bool[] _holds = new bool[length];
    private readonly int[] _indices = new int[Math.Min(length, capacity)];
    private int _count;

    public ReadOnlySpan<int> Indices => _indices.AsSpan(0, _count);

    public void Clear()
    {
        foreach (int index in Indices)
            _holds[index] = false;
        _count = 0;
    }

    public void Add(ReadOnlySpan<int> indices)
    {
        foreach (int index in indices)
            Add(index);
    }

    public void AddNonZeros<T>(ReadOnlySpan<T> x) where T : unmanaged, INumberBase<T>
    {
        for (int i = 0; i < x.Length; i++)
        {
            if (!T.IsZero(x[i]))
                Add(i);
        }
    }

    private void Add(int index)
    {
        if (_holds[index])
            return;
        _holds[index] = true;
        _indices[_count++] = index;
    }
}
