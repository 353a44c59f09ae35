using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A penalty <c>Σ_b g_b(w_b)</c> on blocks of coefficients, as coordinate descent needs it. A struct as a type argument.</summary>
/// <remarks>A block is one coefficient in most models. <c>c</c> is the correlation of a block with the residual, minus the
/// gradient of the loss; a point is stationary where <c>c_b ∈ ∂g_b(w_b)</c>.</remarks>
internal unsafe interface IBlockPenalty<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Whether every <c>g_b</c> is convex, so that a duality gap certifies the answer.</summary>
    static abstract bool IsConvex { get; }

    /// <summary>Whether nothing acts on the block. Dual points are orthogonal to its columns then, and its <see cref="Gap"/> and
    /// <see cref="Excess"/> are not asked for.</summary>
    bool IsFree(int block);

    /// <summary>Zero is stationary for the block while <see cref="Gauge"/> is at most this; infinite for an excluded block.</summary>
    T Limit(int block);

    /// <summary>The size of a correlation at zero: sublinear, and at most the Euclidean norm.</summary>
    T Gauge(int block, T* c, int size);

    /// <summary><c>g_b(w)</c>; infinite outside its domain.</summary>
    T Value(int block, T* w, int size);

    /// <summary><c>argmin_x g_b(x) + ‖x − z‖²/(2 step)</c> for a block of one coefficient.</summary>
    T Prox(int block, T z, T step);

    /// <summary>The same in place for a block of any size.</summary>
    void Prox(int block, T* z, int size, T step);

    /// <summary><c>g_b(w) + g_b*(c) − ⟨w, c⟩ ≥ 0</c>: the block's share of the duality gap.</summary>
    T Gap(int block, T* w, T* c, int size);

    /// <summary>The factor by which the correlation exceeds what a dual point may have, at most 1 at a solution; 0 where the
    /// conjugate is finite everywhere.</summary>
    T Excess(int block, T* w, T* c, int size);

    /// <summary>The distance from c to <c>∂g_b(w)</c>.</summary>
    T Violation(int block, T* w, T* c, int size);
}
