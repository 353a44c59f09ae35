using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The Huber function, <c>g(x) = w Σᵢ xᵢ²/2</c> for <c>|xᵢ| ≤ δ</c>, then <c>w δ (|xᵢ| − δ/2)</c>: squares that forgive outliers.</summary>
/// <remarks>Prox: with <c>t = γ w</c>, <c>xᵢ/(1 + t)</c> where <c>|xᵢ| ≤ δ(1 + t)</c>, else <c>xᵢ − t δ sign(xᵢ)</c>. Conjugate: <c>Σᵢ
/// uᵢ²/(2w)</c> where <c>|uᵢ| ≤ w δ</c>, else +∞. Source: P. J. Huber, Ann. Math. Statist. 35(1), 1964.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class Huber<T> : SeparableFunction<T>, IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Dual _dual;

    /// <summary>Makes the function.</summary>
    /// <param name="threshold">Where squares end, δ, positive.</param>
    /// <param name="weight">The weight w, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not positive and finite.</exception>
    public Huber(double threshold = 1, double weight = 1)
        : base(FunctionTraits.Convex | FunctionTraits.Smooth | FunctionTraits.SymmetricGauge, Stepwise<Term, TermAtStep>(new Term(T.CreateTruncating(Guard.Positive(threshold, nameof(Huber<>))), T.CreateTruncating(Guard.Positive(weight, nameof(Huber<>)))))) =>
        _dual = new(T.CreateTruncating(threshold), T.CreateTruncating(weight));

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => Sum(u, _dual);

    /// <summary>Of magnitudes the prox is the larger piece, for the two cross once, where they meet. No more than that is divided, which keeps infinity out of
    /// the quotient's residual.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Shrink<TLane>(TLane x, TLane shrinkage, TLane divisor, TLane inverse, TLane meeting) where TLane : struct, ILane<TLane, T>
    {
        TLane magnitude = TLane.Abs(x), quotient = ProxLanes.Divide<TLane, T>(TLane.MinNative(meeting, magnitude), divisor, inverse);
        return Lane.CopySign<TLane, T>(TLane.MaxNative(quotient, magnitude - shrinkage), x);
    }

    private readonly struct Term(T threshold, T weight) : IStepwiseProx<T, TermAtStep>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T>
        {
            TLane magnitude = TLane.Abs(x), inner = TLane.MinNative(TLane.Create(threshold), magnitude);
            return TLane.Create(weight) * inner * TLane.SubtractProduct(Lane.Of<TLane, T>(0.5), inner, magnitude);
        }

        public TermAtStep At(T step)
        {
            T t = step * weight, divisor = T.Min(T.CreateTruncating(typeof(T) == typeof(float) ? float.MaxValue : double.MaxValue), T.One + t);
            return new(this, t * threshold, divisor, T.One / divisor, threshold * divisor);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Prox<TLane>(TLane x, TLane step, nint index) where TLane : struct, ILane<TLane, T>
        {
            TLane t = step * TLane.Create(weight), one = TLane.Create(T.One);
            TLane divisor = TLane.MinNative(Lane.Of<TLane, T>(float.MaxValue, double.MaxValue), one + t);
            return Shrink(x, t * TLane.Create(threshold), divisor, one / divisor, TLane.Create(threshold) * divisor);
        }
    }

    /// <summary>The term with what a common step fixes, by the same operations: γ w δ, the divisor 1 + γ w, its inverse, and where the two pieces meet.</summary>
    private readonly struct TermAtStep(Term term, T shrinkage, T divisor, T inverse, T meeting) : ICoordinateProx<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T> => term.Value(x, index);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Prox<TLane>(TLane x, TLane step, nint index) where TLane : struct, ILane<TLane, T> =>
            Shrink(x, TLane.Create(shrinkage), TLane.Create(divisor), TLane.Create(inverse), TLane.Create(meeting));
    }

    private readonly struct Dual(T threshold, T weight) : ICoordinateFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T> =>
            (x * x * Lane.Of<TLane, T>(0.5) / TLane.Create(weight))
            + ProxLanes.Indicator<TLane, T>(TLane.LessOrEqual(TLane.Abs(x), TLane.Create(weight) * TLane.Create(threshold) * TLane.Create(Rounding<T>.Above)));
    }
}
