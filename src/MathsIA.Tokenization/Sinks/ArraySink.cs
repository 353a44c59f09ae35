using System.Buffers;

namespace MathsIA.Tokenization;

/// <summary>Collects ids in a rented array.</summary>
internal struct ArraySink(int capacity) : ITokenSink
{
    private int[] _ids = ArrayPool<int>.Shared.Rent(Math.Max(16, capacity));
    private int _count;

    public readonly bool NeedsSpans => false;

    public bool Take(scoped ReadOnlySpan<int> ids, scoped ReadOnlySpan<Piece> spans)
    {
        if (ids.Length > _ids.Length - _count)
            Grow(ids.Length);
        ids.CopyTo(_ids.AsSpan(_count));
        _count += ids.Length;
        return true;
    }

    /// <summary>The ids in an array of their own; gives the rented one back.</summary>
    public int[] ToArrayAndReturn()
    {
        int[] result = _ids.AsSpan(0, _count).ToArray();
        Return();
        return result;
    }

    /// <summary>Gives the rented array back.</summary>
    public void Return()
    {
        ArrayPool<int>.Shared.Return(_ids);
        _ids = [];
        _count = 0;
    }

    private void Grow(int more)
    {
        int[] larger = ArrayPool<int>.Shared.Rent(checked(Math.Max(2 * _ids.Length, _count + more)));
        _ids.AsSpan(0, _count).CopyTo(larger);
        ArrayPool<int>.Shared.Return(_ids);
        _ids = larger;
    }
}
