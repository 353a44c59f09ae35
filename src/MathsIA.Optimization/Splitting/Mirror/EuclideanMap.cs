using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The Euclidean geometry <c>ψ = ½‖·‖²</c>, on the whole space or a convex set given by its projection: mirror descent is then (projected) gradient
/// descent.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class EuclideanMap<T> : IMirrorMap<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IProximable<T>? _set;

    /// <summary>Creates the geometry.</summary>
    /// <param name="set">The indicator of the set; null for the whole space.</param>
    /// <exception cref="ArgumentException">The function is not known to be a convex indicator.</exception>
    public EuclideanMap(IProximable<T>? set = null)
    {
        if (set is not null)
        {
            SplittingGuard.Convex(set, nameof(EuclideanMap<>));
            if (!set.Traits.HasFlag(FunctionTraits.Indicator))
                throw new ArgumentException($"EuclideanMap: {SplittingGuard.NameOf(set)} is not an indicator.", nameof(set));
        }

        _set = set;
    }

    /// <inheritdoc/>
    public T StrongConvexity => T.One;

    /// <inheritdoc/>
    /// <remarks>Every point is one.</remarks>
    public void RequireInterior(ReadOnlySpan<T> x) => _set?.Value(x);

    /// <inheritdoc/>
    public void Step(ReadOnlySpan<T> x, ReadOnlySpan<T> gradient, T step, Span<T> destination)
    {
        Vectors.AddScaled(x, -step, gradient, destination);
        _set?.Prox(destination, step, destination);
    }

    /// <inheritdoc/>
    /// <remarks>Known where the indicator knows its conjugate, the support function: <c>⟨v, x⟩ + σ(−v)</c>.</remarks>
    public T? Gap(ReadOnlySpan<T> x, ReadOnlySpan<T> gradient)
    {
        if (_set is null || ConjugateOf.Function(_set) is not { } conjugable)
            return null;
        T[] rented = System.Buffers.ArrayPool<T>.Shared.Rent(x.Length);
        Span<T> negated = rented.AsSpan(0, x.Length);
        System.Numerics.Tensors.TensorPrimitives.Negate(gradient, negated);
        T gap = Vectors.Dot(x, gradient) + conjugable.ConjugateValue(negated);
        System.Buffers.ArrayPool<T>.Shared.Return(rented);
        return T.IsFinite(gap) ? T.Max(T.Zero, gap) : null;
    }
}
