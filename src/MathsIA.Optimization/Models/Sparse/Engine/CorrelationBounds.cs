using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Execution;

namespace MathsIA.Optimization;

/// <summary>Upper bounds of all correlations with a residual, from correlations computed with earlier ones.</summary>
/// <remarks>
/// <para>If the correlation of block b with an earlier residual <c>ρ₀</c> had size <c>g_b</c>, then with <c>ρ</c> it has at most
/// <c>a g_b + ‖X_b‖ ‖ρ − a ρ₀‖</c> for every <c>a ≥ 0</c>; a is the one that makes the distance least. Along a path of
/// weights the residual moves little from one solution to the next, so that nearly all blocks are proved inactive without a look at
/// their columns: what would be a pass over the whole design becomes one over a few of its columns, and the proof is as
/// good.</para>
/// <para>Each block remembers the residual (its anchor) of its last exact correlation. Anchor 0 is the zero vector.</para>
/// </remarks>
internal sealed unsafe class CorrelationBounds<T> : IDisposable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int MostAnchors = 64;

    private readonly int _length;
    private readonly Workspace<T> _anchors;
    private readonly Workspace<T> _sizes;
    private readonly Workspace<byte> _anchorOf;
    private readonly T[] _factors = new T[MostAnchors];
    private readonly T[] _reaches = new T[MostAnchors];
    private readonly T[] _squares = new T[MostAnchors];
    private int _count = 1;
    private byte _current;

    /// <param name="length">The elements of a residual, padded.</param>
    /// <param name="blocks">The number of blocks.</param>
    public CorrelationBounds(int length, int blocks)
    {
        _length = length;
        // With few blocks the exact correlations cost less than the distances to the anchors.
        IsUsed = blocks > 8 * MostAnchors;
        _anchors = new Workspace<T>(IsUsed ? (long)MostAnchors * length : 0);
        _sizes = new Workspace<T>(2L * blocks, clear: true);
        _anchorOf = new Workspace<byte>(blocks, clear: true);
        Sizes = _sizes.Data;
        Norms = _sizes.Data + blocks;
        Blocks = blocks;
    }

    /// <summary>Whether bounds are worth their cost here; if not, every bound is infinite.</summary>
    public bool IsUsed { get; }

    public int Blocks { get; }

    /// <summary>The last exact size of each block's correlation.</summary>
    public T* Sizes { get; }

    /// <summary>The operator norm of each block's columns, or an upper bound of it.</summary>
    public T* Norms { get; }

    /// <summary>Makes ready for bounds with a residual.</summary>
    public void Measure(T* residual)
    {
        if (!IsUsed)
            return;
        T square = ColumnKernels.Dot(_length, residual, residual), norm = T.Sqrt(square);
        // Room for the rounding of correlations that were computed, not known.
        T slack = T.CreateChecked(64) * Vectors.Epsilon<T>() * norm;
        _factors[0] = T.Zero;
        _reaches[0] = norm + slack;
        for (int a = 1; a < _count; a++)
        {
            T* anchor = _anchors.Data + ((long)a * _length);
            _factors[a] = T.Max(T.Zero, ColumnKernels.Dot(_length, residual, anchor) / _squares[a]);
            _reaches[a] = T.Sqrt(ColumnKernels.SquaredDistance(_length, residual, _factors[a], anchor)) + slack;
        }
    }

    /// <summary>An upper bound of the size of a block's correlation with the measured residual.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Bound(int block)
    {
        if (!IsUsed)
            return T.PositiveInfinity;
        int anchor = _anchorOf.Data[block];
        return (_factors[anchor] * Sizes[block]) + (Norms[block] * _reaches[anchor]);
    }

    /// <summary>Takes the measured residual as the anchor of the correlations that follow. Returns false when the table was full: it is
    /// then empty again, and all correlations should be computed anew.</summary>
    public bool Anchor(T* residual)
    {
        if (!IsUsed)
            return true;
        bool fits = _count < MostAnchors;
        if (!fits)
        {
            new Span<byte>(_anchorOf.Data, Blocks).Clear();
            _count = 1;
        }

        T square = ColumnKernels.Dot(_length, residual, residual);
        if (!(square > T.Zero))
        {
            _current = 0;
            return fits;
        }

        _current = (byte)_count++;
        _squares[_current] = square;
        _factors[_current] = T.One;
        _reaches[_current] = T.CreateChecked(64) * Vectors.Epsilon<T>() * T.Sqrt(square);
        new ReadOnlySpan<T>(residual, _length).CopyTo(new Span<T>(_anchors.Data + ((long)_current * _length), _length));
        return fits;
    }

    /// <summary>Notes an exact size with the residual of the newest anchor.</summary>
    public void Note(int block, T size)
    {
        Sizes[block] = size;
        _anchorOf.Data[block] = _current;
    }

    public void Dispose()
    {
        _anchors.Dispose();
        _sizes.Dispose();
        _anchorOf.Dispose();
    }
}
