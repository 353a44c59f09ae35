using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The number of nonzeros times a weight, <c>g(x) = w #{i : xᵢ ≠ 0}</c>: not convex.</summary>
/// <remarks>Prox: hard thresholding, <c>xᵢ</c> where <c>|xᵢ| &gt; √(2 γ w)</c>, else 0 (both minimize at the threshold itself). Source: T.
/// Blumensath, M. Davies, J. Fourier Anal. Appl. 14, 2008.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class L0Norm<T> : SeparableFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes the function.</summary>
    /// <param name="weight">The weight w, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is negative or not finite.</exception>
    public L0Norm(double weight = 1)
        : base(FunctionTraits.SymmetricGauge, Lanes(new Term(T.CreateTruncating(Guard.NonNegative(weight, nameof(L0Norm<>)))))) { }

    private readonly struct Term(T weight) : ICoordinateProx<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T> =>
            TLane.Select(TLane.Equal(x, TLane.Create(T.Zero)), TLane.Create(T.Zero), TLane.Create(weight));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Prox<TLane>(TLane x, TLane step, nint index) where TLane : struct, ILane<TLane, T> =>
            TLane.Select(TLane.LessOrEqual(TLane.Abs(x), TLane.Sqrt(Lane.Of<TLane, T>(2) * step * TLane.Create(weight))), TLane.Create(T.Zero), x);
    }
}
