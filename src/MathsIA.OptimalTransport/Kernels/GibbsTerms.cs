using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.OptimalTransport;

/// <summary><c>exp(h_j − C_j/ε − shift)</c>.</summary>
internal readonly unsafe struct GibbsTerm<T>(T* costs, T* heights, T inverseEpsilon, T shift) : ITerm<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Get<TLane>(nint index) where TLane : struct, ILane<TLane, T> =>
        GibbsExponential.Of<TLane, T>(TLane.SubtractProduct(TLane.Load(costs + index), TLane.Create(inverseEpsilon), TLane.Load(heights + index)) - TLane.Create(shift));
}

/// <summary><c>exp(h_j − C_j/ε − shift)</c>, also stored.</summary>
internal readonly unsafe struct StoredGibbsTerm<T>(T* costs, T* heights, T inverseEpsilon, T shift, T* exponentials) : ITerm<T> where T : unmanaged
{
    private readonly GibbsTerm<T> _term = new(costs, heights, inverseEpsilon, shift);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Get<TLane>(nint index) where TLane : struct, ILane<TLane, T>
    {
        TLane e = _term.Get<TLane>(index);
        e.Store(exponentials + index);
        return e;
    }
}

/// <summary><c>exp(−C_j/ε) x_j</c>.</summary>
internal readonly unsafe struct KernelTerm<T>(T* costs, T* x, T inverseEpsilon) : ITerm<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Get<TLane>(nint index) where TLane : struct, ILane<TLane, T> =>
        GibbsExponential.Of<TLane, T>(-(TLane.Load(costs + index) * TLane.Create(inverseEpsilon))) * TLane.Load(x + index);
}

/// <summary><c>w_j C_j</c>, and 0 where the weight is 0, however large the cost.</summary>
internal readonly unsafe struct WeightedCostTerm<T>(T* costs, T* weights) : ITerm<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Get<TLane>(nint index) where TLane : struct, ILane<TLane, T>
    {
        TLane zero = Lane.Of<TLane, T>(0), weight = TLane.Load(weights + index);
        return TLane.Select(TLane.Equal(weight, zero), zero, weight * TLane.Load(costs + index));
    }
}
