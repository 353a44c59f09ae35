using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.AutoDiff.Engine;

/// <summary>A holder of one plain tensor, counted by those that need it and used again when nobody does.</summary>
/// <remarks>
/// The count is what lets memory go back as early as it may: a level counts what its entries show, a cotangent slot what it holds,
/// a view the cell it looks into. A wrong count can never give a wrong number, because <see cref="Epoch"/> moves on when
/// the cell goes back and every handle is checked against it. A constant of the user's, and a value shown to the user, are never used
/// again by us: they belong to the garbage collector.
/// </remarks>
internal sealed class Cell<T> : Origin<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Tensor<T>? _tensor;
    private bool _exposed;
    private ChangeDetection? _markedBy;
    private ulong _fingerprint;

    private Cell(Tensor<T>? tensor, CellBucket<T>? bucket)
    {
        _tensor = tensor;
        Bucket = bucket;
    }

    /// <summary>Where the cell goes back to; null for a constant and for a view.</summary>
    public CellBucket<T>? Bucket { get; }

    /// <summary>Moves on at every return, so that old handles are told apart.</summary>
    public int Epoch { get; private set; }

    public int References { get; private set; }

    /// <summary>The cell whose memory a view looks into.</summary>
    public Cell<T>? Base { get; private set; }

    /// <summary>Whether the memory is the user's, who may change it at any time.</summary>
    public bool IsShared => _exposed || (Bucket is null && Base is null) || (Base is not null && Base.IsShared);

    /// <summary>Whether one holder alone has the memory, so that it may be written in place.</summary>
    public bool IsExclusive => Bucket is not null && References == 1 && !_exposed;

    public Tensor<T> Tensor => _tensor!;

    public static Cell<T> Constant(Tensor<T> tensor) => new(tensor, null);

    public static Cell<T> Pooled(CellBucket<T> bucket) => new(MathsIA.Tensor.Uninitialized<T>(bucket.Shape), bucket);

    /// <summary>A view of another cell's memory, which it keeps alive.</summary>
    public static Cell<T> View(Tensor<T> tensor, Cell<T> of)
    {
        Cell<T> root = of.Base ?? of;
        root.Retain();
        return new Cell<T>(tensor, null) { Base = root };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Retain() => References++;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Release()
    {
        if (--References > 0 || (Bucket is null && Base is null))
            return;
        Epoch++;
        if (Base is { } root)
        {
            _tensor = null;
            Base = null;
            root.Release();
        }
        else if (!_exposed)
        {
            Bucket!.Return(this);
        }
    }

    /// <summary>The tensor for the user to keep: nobody else will ever write to it.</summary>
    public Tensor<T> Expose()
    {
        if (!IsShared)
        {
            (Base ?? this)._exposed = true;
            _exposed = true;
            Mark(ChangeDetection.Sampled);
        }

        return Tensor;
    }

    /// <summary>Takes the fingerprint of memory that the user could change, when something is saved for later.</summary>
    public void Mark(ChangeDetection detection)
    {
        if (_markedBy is not null)
            return;
        _fingerprint = Fingerprint.Of(Tensor, detection);
        _markedBy = detection;
    }

    /// <summary>Whether the memory was written to since <see cref="Mark"/>.</summary>
    public bool HasChanged => _markedBy is { } detection && _fingerprint != Fingerprint.Of(Tensor, detection);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override Shape ShapeOf(in Variable<T> variable) => Checked(variable).Tensor.Shape;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override Cell<T> CellOf(in Variable<T> variable) => Checked(variable);

    public override Variable<T> Stopped(in Variable<T> variable) => variable;

    public override string Describe(in Variable<T> variable) => variable.Epoch == Epoch ? $"Constant {Tensor}" : "Constant (gone)";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Cell<T> Checked(in Variable<T> variable)
    {
        if (variable.Epoch != Epoch)
            ThrowGone();
        return this;
    }

    private static void ThrowGone() => throw new InvalidOperationException(
        "The variable's value is gone: the transform that made it has ended, or backward has passed it and given its memory back. Return it from the function, read its Value before, or keep the tape.");
}
