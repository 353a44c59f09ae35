using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The l1 norm, <c>g(x) = Σᵢ wᵢ |xᵢ|</c>: the sparsity penalty of the Lasso.</summary>
/// <remarks>
/// <para>Prox: soft thresholding, <c>sign(xᵢ) max(|xᵢ| − γ wᵢ, 0)</c>. Conjugate: 0 where <c>|uᵢ| ≤ wᵢ</c> for all i, else +∞.</para>
/// <para>Source: I. Daubechies, M. Defrise, C. De Mol, Comm. Pure Appl. Math. 57(11), 2004.</para>
/// </remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class L1Norm<T> : SeparableFunction<T>, IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Coefficient<T> _weight;

    /// <summary>The norm times a weight.</summary>
    /// <param name="weight">The weight w, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is negative or not finite.</exception>
    public L1Norm(double weight = 1) : this(Parameter<T>.Uniform(Guard.NonNegative(weight, nameof(L1Norm<>))), FunctionTraits.SymmetricGauge) { }

    /// <summary>The norm with a weight for each coordinate.</summary>
    /// <param name="weights">The weights, each at least 0; they are copied.</param>
    /// <exception cref="ArgumentNullException">The weights are null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or not finite.</exception>
    public L1Norm(Tensor<T> weights) : this(Parameter<T>.Of(ProximalGuard.NonNegative(weights, nameof(L1Norm<>))), FunctionTraits.None) { }

    private L1Norm(Parameter<T> weight, FunctionTraits symmetry)
        : base(FunctionTraits.Convex | FunctionTraits.PositivelyHomogeneous | symmetry, Lanes(new AbsoluteValue<T>(weight.View), weight)) => _weight = weight.View;

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => Sum(u, new MagnitudeAtMost<T>(_weight));
}

/// <summary><c>w |x|</c>.</summary>
internal readonly struct AbsoluteValue<T>(Coefficient<T> weight) : ICoordinateProx<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T> => weight.At<TLane>(index) * TLane.Abs(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Prox<TLane>(TLane x, TLane step, nint index) where TLane : struct, ILane<TLane, T> =>
        ProxLanes.SoftThreshold<TLane, T>(x, step * weight.At<TLane>(index));
}

/// <summary>0 where <c>|x| ≤ r</c> up to rounding, else +∞.</summary>
internal readonly struct MagnitudeAtMost<T>(Coefficient<T> radius) : ICoordinateFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T> =>
        ProxLanes.Indicator<TLane, T>(TLane.LessOrEqual(TLane.Abs(x), radius.At<TLane>(index) * TLane.Create(Rounding<T>.Above)));
}
