using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The largest element, <c>g(x) = w maxᵢ xᵢ</c>.</summary>
/// <remarks>Prox: <c>min(xᵢ, τ)</c> with <c>Σᵢ max(xᵢ − τ, 0) = γ w</c>: linear expected time. Conjugate: the indicator of the simplex
/// <c>u ≥ 0, Σ u = w</c>. A NaN or an infinity in x makes the whole result NaN.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class MaximumFunction<T> : IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double _weight;
    private readonly Simplex<T> _simplex;

    /// <summary>The largest element times a weight.</summary>
    /// <param name="weight">The weight w, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is not positive and finite.</exception>
    public MaximumFunction(double weight = 1)
    {
        _weight = Guard.Positive(weight, nameof(MaximumFunction<>));
        _simplex = new Simplex<T>(weight);
    }

    /// <inheritdoc/>
    public FunctionTraits Traits => FunctionTraits.Convex | FunctionTraits.PositivelyHomogeneous | FunctionTraits.PermutationInvariant;

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">There is no coordinate.</exception>
    public T Value(ReadOnlySpan<T> x) => _simplex.ConjugateValue(x);

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">There is no coordinate.</exception>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, step, destination, null);
        T largest = x.IsEmpty ? Value(x) : TensorPrimitives.Max(x);
        if (!T.IsFinite(largest))
            destination.Fill(T.NaN);
        else
        {
            double offset = SimplexThreshold.Offset(x, largest, _weight * Widening.ToDouble(step), magnitudes: false);
            CoordinateDriver.Map(x, destination, new AtMost(Widening.FromDouble<T>(Widening.ToDouble(largest) + offset)));
        }

        return Value(destination);
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">There is no coordinate.</exception>
    public T ConjugateValue(ReadOnlySpan<T> u) => _simplex.Value(u);

    private readonly struct AtMost(T bound) : ICoordinateFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T> => TLane.MinNative(TLane.Create(bound), x);
    }
}
