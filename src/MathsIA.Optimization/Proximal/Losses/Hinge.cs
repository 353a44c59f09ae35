using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The hinge loss, <c>g(x) = w Σᵢ max(1 − bᵢ xᵢ, 0)</c>: the margin loss of support vector machines.</summary>
/// <remarks>Prox: <c>xᵢ + bᵢ clamp(1 − bᵢ xᵢ, 0, γ w)</c>. Conjugate: <c>Σᵢ bᵢ uᵢ</c> where <c>−w ≤ bᵢ uᵢ ≤ 0</c>, else +∞.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class Hinge<T> : SeparableFunction<T>, IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Dual _dual;

    /// <summary>Makes the function.</summary>
    /// <param name="labels">The labels b, each −1 or 1; they are copied.</param>
    /// <param name="weight">The weight w, at least 0.</param>
    /// <exception cref="ArgumentNullException">The labels are null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not −1 or 1. The weight is negative or not finite.</exception>
    public Hinge(Tensor<T> labels, double weight = 1)
        : this(Parameter<T>.Of(Labels.Checked(labels, nameof(Hinge<>))), Guard.NonNegative(weight, nameof(Hinge<>))) { }

    private Hinge(Parameter<T> labels, double weight)
        : base(FunctionTraits.Convex, Lanes(new Term(labels.View, T.CreateTruncating(weight)), labels)) =>
        _dual = new(labels.View, T.CreateTruncating(weight));

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => Sum(u, _dual);

    private readonly struct Term(Coefficient<T> labels, T weight) : ICoordinateProx<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T> =>
            TLane.Create(weight) * ProxLanes.Positive<TLane, T>(TLane.Create(T.One) - (labels.At<TLane>(index) * x));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Prox<TLane>(TLane x, TLane step, nint index) where TLane : struct, ILane<TLane, T>
        {
            TLane b = labels.At<TLane>(index);
            return x + (b * ProxLanes.Clamp<TLane, T>(TLane.Create(T.One) - (b * x), TLane.Create(T.Zero), step * TLane.Create(weight)));
        }
    }

    private readonly struct Dual(Coefficient<T> labels, T weight) : ICoordinateFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T>
        {
            TLane v = labels.At<TLane>(index) * x, slack = TLane.Create(weight) * (TLane.Create(Rounding<T>.Above) - TLane.Create(T.One));
            return v + ProxLanes.Indicator<TLane, T>(TLane.LessOrEqual(v, slack) & TLane.LessOrEqual(-slack - TLane.Create(weight), v));
        }
    }
}
