using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.AutoDiff.Engine;

/// <summary>The idle cells of one shape.</summary>
internal sealed class CellBucket<T>(CellPool<T> pool, Shape shape) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Cell<T>[] _idle = new Cell<T>[4];
    private readonly long _bytes = (long)shape.ElementCount * Unsafe.SizeOf<T>();
    private int _count;

    public Shape Shape { get; } = shape;

    /// <summary>The turn of the pool in which a cell was last taken.</summary>
    public int LastUsed { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Cell<T> Take(int turn)
    {
        LastUsed = turn;
        pool.Count(_bytes);
        return _count > 0 ? _idle[--_count] : Cell<T>.Pooled(this);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Return(Cell<T> cell)
    {
        if (_count == _idle.Length)
            Array.Resize(ref _idle, 2 * _count);
        _idle[_count++] = cell;
        pool.Count(-_bytes);
    }
}
