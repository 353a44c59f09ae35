using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Execution;

namespace MathsIA.Optimization;

/// <summary>The distance to a convex set, <c>g(x) = w min_{z ∈ C} ‖x − z‖₂</c>.</summary>
/// <remarks>Prox: a move by <c>γ w</c> towards the projection, and to the projection if that is nearer. Conjugate: the support function of the set
/// where <c>‖u‖₂ ≤ w</c>, else +∞.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class DistanceToSet<T> : IConjugable<T>, IMayBeConjugable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IProximable<T> _set;
    private readonly T _weight;

    /// <summary>Takes the distance.</summary>
    /// <param name="set">The indicator of the set C, convex.</param>
    /// <param name="weight">The weight w, at least 0.</param>
    /// <exception cref="ArgumentNullException">The set is null.</exception>
    /// <exception cref="ArgumentException">The function is not known to be convex and an indicator.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The weight is negative or not finite.</exception>
    public DistanceToSet(IProximable<T> set, double weight = 1)
    {
        _set = Part.ConvexSet(set, nameof(DistanceToSet<>));
        _weight = T.CreateTruncating(Guard.NonNegative(weight, nameof(DistanceToSet<>)));
    }

    /// <inheritdoc/>
    public FunctionTraits Traits => _set.Traits & (FunctionTraits.Convex | FunctionTraits.PositivelyHomogeneous | FunctionTraits.SymmetricGauge);

    bool IMayBeConjugable.IsConjugateKnown => _set.AsConjugable() is not null;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x)
    {
        using var scratch = new Workspace<T>(x.Length);
        _set.Prox(x, T.One, scratch.Span);
        return x.IsEmpty ? T.Zero : _weight * TensorPrimitives.Distance(x, scratch.Span);
    }

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, step, destination, null);
        using var scratch = new Workspace<T>(x.Length);
        Span<T> way = scratch.Span;
        _set.Prox(x, step, way);
        TensorPrimitives.Subtract(way, x, way);
        T distance = Vectors.Norm<T>(way), move = step * _weight;
        if (distance <= move)
        {
            TensorPrimitives.Add(x, way, destination);
            return T.Zero;
        }

        TensorPrimitives.MultiplyAdd(way, move / distance, x, destination);
        return _weight * (distance - move);
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The support function of the set is not known.</exception>
    public T ConjugateValue(ReadOnlySpan<T> u) =>
        Vectors.Norm(u) <= _weight * (Rounding<T>.Above + Rounding<T>.OfSum(u.Length)) ? Part.Conjugate(_set, u, this) : T.PositiveInfinity;
}
