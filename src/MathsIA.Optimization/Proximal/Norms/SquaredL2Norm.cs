using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>Half the squared Euclidean norm, <c>g(x) = ½ Σᵢ wᵢ xᵢ²</c>: the ridge penalty.</summary>
/// <remarks>Prox: <c>xᵢ / (1 + γ wᵢ)</c>. Conjugate: <c>Σᵢ uᵢ²/(2 wᵢ)</c>, +∞ where <c>wᵢ = 0 ≠ uᵢ</c>.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class SquaredL2Norm<T> : SeparableFunction<T>, IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Coefficient<T> _weight;

    /// <summary>The norm times a weight.</summary>
    /// <param name="weight">The weight w, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is negative or not finite.</exception>
    public SquaredL2Norm(double weight = 1) : this(Parameter<T>.Uniform(Guard.NonNegative(weight, nameof(SquaredL2Norm<>)))) { }

    /// <summary>The norm with a weight for each coordinate.</summary>
    /// <param name="weights">The weights, each at least 0; they are copied.</param>
    /// <exception cref="ArgumentNullException">The weights are null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or not finite.</exception>
    public SquaredL2Norm(Tensor<T> weights) : this(Parameter<T>.Of(ProximalGuard.NonNegative(weights, nameof(SquaredL2Norm<>)))) { }

    private SquaredL2Norm(Parameter<T> weight) : base(TraitsOf(weight), Lanes(new HalfSquare<T>(weight.View), weight)) => _weight = weight.View;

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => Sum(u, new HalfSquareOver<T>(_weight));

    private static FunctionTraits TraitsOf(Parameter<T> weight)
    {
        bool positive = true;
        foreach (T value in weight.Values)
            positive &= value > T.Zero;
        return FunctionTraits.Convex | FunctionTraits.Smooth | FunctionTraits.Quadratic | (positive ? FunctionTraits.StronglyConvex : FunctionTraits.None);
    }
}

/// <summary><c>w/2 x²</c>.</summary>
internal readonly struct HalfSquare<T>(Coefficient<T> weight) : ICoordinateProx<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T> => weight.At<TLane>(index) * Lane.Of<TLane, T>(0.5) * x * x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Prox<TLane>(TLane x, TLane step, nint index) where TLane : struct, ILane<TLane, T> =>
        x / (TLane.Create(T.One) + (step * weight.At<TLane>(index)));
}

/// <summary><c>x²/(2w)</c>, 0 at 0.</summary>
internal readonly struct HalfSquareOver<T>(Coefficient<T> weight) : ICoordinateFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T>
    {
        TLane zero = TLane.Create(T.Zero);
        return TLane.Select(TLane.Equal(x, zero), zero, x / weight.At<TLane>(index) * x * Lane.Of<TLane, T>(0.5));
    }
}
