using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The squared hinge loss, <c>g(x) = w/2 Σᵢ max(1 − bᵢ xᵢ, 0)²</c>.</summary>
/// <remarks>Prox: with <c>t = γ w</c>, <c>xᵢ + bᵢ max(1 − bᵢ xᵢ, 0) t/(1 + t)</c>. Conjugate: <c>Σᵢ bᵢ uᵢ + uᵢ²/(2w)</c> where <c>bᵢ uᵢ ≤ 0</c>,
/// else +∞.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class SquaredHinge<T> : SeparableFunction<T>, IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Dual _dual;

    /// <summary>Makes the function.</summary>
    /// <param name="labels">The labels b, each −1 or 1; they are copied.</param>
    /// <param name="weight">The weight w, positive.</param>
    /// <exception cref="ArgumentNullException">The labels are null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not −1 or 1. The weight is not positive and finite.</exception>
    public SquaredHinge(Tensor<T> labels, double weight = 1)
        : this(Parameter<T>.Of(Labels.Checked(labels, nameof(SquaredHinge<>))), Guard.Positive(weight, nameof(SquaredHinge<>))) { }

    private SquaredHinge(Parameter<T> labels, double weight)
        : base(FunctionTraits.Convex | FunctionTraits.Smooth, Lanes(new Term(labels.View, T.CreateTruncating(weight)), labels)) =>
        _dual = new(labels.View, T.CreateTruncating(weight));

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => Sum(u, _dual);

    private readonly struct Term(Coefficient<T> labels, T weight) : ICoordinateProx<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T>
        {
            TLane gap = ProxLanes.Positive<TLane, T>(TLane.Create(T.One) - (labels.At<TLane>(index) * x));
            return TLane.Create(weight) * Lane.Of<TLane, T>(0.5) * gap * gap;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Prox<TLane>(TLane x, TLane step, nint index) where TLane : struct, ILane<TLane, T>
        {
            TLane b = labels.At<TLane>(index), t = step * TLane.Create(weight);
            return x + (b * ProxLanes.Positive<TLane, T>(TLane.Create(T.One) - (b * x)) * (t / (TLane.Create(T.One) + t)));
        }
    }

    private readonly struct Dual(Coefficient<T> labels, T weight) : ICoordinateFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T>
        {
            TLane v = labels.At<TLane>(index) * x;
            return v + (x * x * Lane.Of<TLane, T>(0.5) / TLane.Create(weight)) + ProxLanes.Indicator<TLane, T>(TLane.LessOrEqual(v, TLane.Create(T.Zero)));
        }
    }
}
