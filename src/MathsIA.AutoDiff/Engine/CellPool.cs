using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MathsIA.AutoDiff.Engine;

/// <summary>The memory of intermediate values of one thread: cells by shape, and regions that say until when a value is needed.</summary>
/// <remarks>
/// A training step asks for the same shapes every time, so whole tensors are kept and a steady step creates none. A value made inside a
/// region goes back when the region ends, unless a level, a slot or a view counts on it, or it is passed on at the end.
/// Outside any region nothing is pooled: results are ordinary tensors of the garbage collector. Shapes that nobody has asked for in
/// <see cref="Patience"/> turns are forgotten; a turn is a whole recording or transform, not an operation, for a step may ask for a shape
/// but once among hundreds of operations. Kept a thread: nothing is locked and nothing is shared.
/// </remarks>
internal sealed class CellPool<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Patience = 64;

    [ThreadStatic]
    private static CellPool<T>? _current;

    private readonly Dictionary<Shape, CellBucket<T>> _buckets = [];
    private Cell<T>[] _made = new Cell<T>[256];
    private int _count;
    private int _depth;
    private int _turn;

    public static CellPool<T> Current => _current ??= new CellPool<T>();

    /// <summary>How to use the machine: that of the level that is computing.</summary>
    public ComputeContext? Context { get; set; }

    /// <summary>Whether every result is searched for a first NaN.</summary>
    public bool DetectsAnomalies { get; set; }

    /// <summary>The operation whose derivative is being computed, for an anomaly's message.</summary>
    public string? DerivativeOf { get; set; }

    /// <summary>The bytes of the values that are in use.</summary>
    public long Taken { get; private set; }

    /// <summary>The most bytes in use at one time since <see cref="ForgetPeak"/>.</summary>
    public long Peak { get; private set; }

    /// <summary>Begins to look for the peak anew.</summary>
    public void ForgetPeak() => Peak = Taken;

    /// <summary>Counts bytes that come into use, or go out of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Count(long bytes)
    {
        Taken += bytes;
        if (Taken > Peak)
            Peak = Taken;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Region Begin() => new(_count, _depth++, Context, DetectsAnomalies);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void End(in Region region)
    {
        while (_count > region.Mark)
        {
            Cell<T> cell = _made[--_count];
            _made[_count] = null!;
            cell.Release();
        }

        _depth = region.Depth;
        Context = region.Context;
        DetectsAnomalies = region.DetectsAnomalies;
    }

    /// <summary>A recording or an outermost transform has begun or ended.</summary>
    public void CountTurn()
    {
        if (_depth == 0 && (++_turn & (Patience - 1)) == 0)
            Forget();
    }

    /// <summary>Ends the region of a transform but passes some of its values on to the one around it, or, outside all, to the garbage collector.</summary>
    public void End(in Region region, ReadOnlySpan<Variable<T>> kept)
    {
        PassOn(region, kept);
        CountTurn();
    }

    /// <summary>The same for the region of one operation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void PassOn(in Region region, ReadOnlySpan<Variable<T>> kept)
    {
        foreach (ref readonly Variable<T> variable in kept)
        {
            if (!variable.IsNone && variable.Origin is Cell<T> cell)
                cell.Retain();
        }

        End(region);
        foreach (ref readonly Variable<T> variable in kept)
        {
            if (variable.IsNone || variable.Origin is not Cell<T> cell)
                continue;
            if (_depth == 0)
                cell.Expose();
            else
                Push(cell);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Cell<T> Rent(Shape shape, ReadOnlySpan<Cell<T>> like)
    {
        if (_depth == 0)
            return Cell<T>.Constant(MathsIA.Tensor.Uninitialized<T>(shape));
        CellBucket<T>? bucket = null;
        foreach (Cell<T> cell in like)
        {
            if (cell.Bucket is { } near && AreSame(near.Shape, shape))
            {
                bucket = near;
                break;
            }
        }

        Cell<T> result = (bucket ?? Find(shape)).Take(_turn);
        result.Retain();
        Push(result);
        return result;
    }

    public Cell<T> View(Tensor<T> tensor, Cell<T> of)
    {
        if (_depth == 0)
        {
            of.Expose();
            return Cell<T>.Constant(tensor);
        }

        Cell<T> result = Cell<T>.View(tensor, of);
        result.Retain();
        Push(result);
        return result;
    }

    private CellBucket<T> Find(Shape shape)
    {
        ref CellBucket<T>? bucket = ref CollectionsMarshal.GetValueRefOrAddDefault(_buckets, shape, out _);
        return bucket ??= new CellBucket<T>(this, shape);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AreSame(Shape left, Shape right) => left.Rank == right.Rank && left.Lengths.SequenceEqual(right.Lengths);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Push(Cell<T> cell)
    {
        if (_count == _made.Length)
            Array.Resize(ref _made, 2 * _count);
        _made[_count++] = cell;
    }

    private void Forget()
    {
        foreach ((Shape shape, CellBucket<T> bucket) in _buckets)
        {
            if (_turn - bucket.LastUsed > Patience)
                _buckets.Remove(shape);
        }
    }

    /// <summary>A stretch of computation: where it began, and what held before.</summary>
    public readonly record struct Region(int Mark, int Depth, ComputeContext? Context, bool DetectsAnomalies);
}
