using System.Numerics;
using System.Numerics.Tensors;

namespace MathsIA.Optimization;

/// <summary>The duality gap of <c>f + g</c> at a point and its gradient, for a convex smooth f and a g whose conjugate is known.</summary>
/// <remarks>
/// <para>The dual point is <c>u = −s ∇f(x)</c>, and the gap <c>f(x) + g(x) + f*(−u) + g*(u)</c>. Nothing needs to be known of f* for s = 1:
/// Fenchel and Young's inequality is an equality at the gradient, <c>f*(∇f(x)) = ⟨x, ∇f(x)⟩ − f(x)</c>. Where g*(u) is infinite then (a norm,
/// and ∇f(x) still outside its dual ball), s is the largest factor found in [0, 1) that lets it be finite, and convexity of f* between
/// <c>∇f(x)</c> and 0 bounds it by <c>s f*(∇f(x)) − (1 − s) inf f</c>.</para>
/// <para>Strong convexity of f certifies too, with no conjugate: f lies above its quadratic at x, and g above its tangent at the forward-backward image p, whose
/// slope is <c>G − ∇f(x)</c> with <c>G = (x − p)/τ</c>; the smallest value of the two together gives
/// <c>F(x) − F* ≤ g(x) − g(p) − ⟨∇f(x), p − x⟩ − τ‖G‖² + ‖G‖²/(2μ)</c>. The smaller of the two gaps counts.</para>
/// </remarks>
internal sealed class FenchelGap<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IConjugable<T>? _conjugable;
    private readonly T? _lowerBound;
    private readonly T _strongConvexity;

    public FenchelGap(ISmoothFunction<T> smooth, IProximable<T> proximable, Shape shape)
    {
        _conjugable = smooth.StrongConvexity is { } mu && proximable.Traits.HasFlag(FunctionTraits.Convex) ? ConjugateOf.Function(proximable) : null;
        _strongConvexity = proximable.Traits.HasFlag(FunctionTraits.Convex) ? smooth.StrongConvexity ?? T.Zero : T.Zero;
        _lowerBound = smooth is IBoundedBelow<T> bounded ? bounded.LowerBound : null;
        Dual = Tensor.Zeros<T>(shape);
    }

    /// <summary>The dual point u; minus the gradient where the conjugate of g is not known.</summary>
    public Tensor<T> Dual { get; }

    /// <summary>The gap at x, with its forward-backward image p; null where there is no certificate.</summary>
    public T? Measure(ReadOnlySpan<T> x, ReadOnlySpan<T> gradient, T smoothValue, T proximableValue, ReadOnlySpan<T> image, T imageValue, T step)
    {
        T? gap = Conjugate(x, gradient, smoothValue, proximableValue);
        if (!(_strongConvexity > T.Zero))
            return gap;
        // −⟨∇f, p − x⟩ − τ‖G‖² is ⟨∇f − G, x − p⟩; see above.
        T linear = T.Zero, square = T.Zero;
        for (int i = 0; i < x.Length; i++)
        {
            T movement = x[i] - image[i];
            linear += (gradient[i] - (movement / step)) * movement;
            square += movement * movement;
        }

        T strong = T.Max(T.Zero, proximableValue - imageValue + linear + (square / (step * step * (_strongConvexity + _strongConvexity))));
        return gap is { } fenchel && fenchel <= strong ? fenchel : strong;
    }

    private T? Conjugate(ReadOnlySpan<T> x, ReadOnlySpan<T> gradient, T smoothValue, T proximableValue)
    {
        Span<T> dual = Dual.AsSpan();
        TensorPrimitives.Negate(gradient, dual);
        if (_conjugable is null)
            return null;
        T inner = Vectors.Dot(x, gradient);
        T conjugate = _conjugable.ConjugateValue(dual);
        if (T.IsFinite(conjugate))
            return T.Max(T.Zero, proximableValue + inner + conjugate);
        T? lowerBound = _lowerBound;
        if (_strongConvexity > T.Zero)
        {
            T below = smoothValue - (Vectors.Dot(gradient, gradient) / (_strongConvexity + _strongConvexity));
            lowerBound = lowerBound is { } known ? T.Max(known, below) : below;
        }

        if (lowerBound is not { } bound || Shrink(gradient) is not { } s)
            return null;
        conjugate = _conjugable.ConjugateValue(dual);
        return T.Max(T.Zero, ((T.One - s) * (smoothValue - bound)) + (s * inner) + proximableValue + conjugate);
    }

    /// <summary>Looks for the largest factor s with g*(−s ∇f) finite: down from 1 by steps that grow fourfold, then two bisections.</summary>
    private T? Shrink(ReadOnlySpan<T> gradient)
    {
        T two = T.One + T.One, four = two + two;
        T outside = T.Zero, inside = four * Vectors.Epsilon<T>();
        while (!IsInside(inside, gradient))
        {
            if (inside >= T.One)
                return null;
            outside = inside;
            inside = T.Min(T.One, inside * four);
        }

        for (int bisection = 0; bisection < 2; bisection++)
        {
            T middle = (outside + inside) / two;
            if (IsInside(middle, gradient))
                inside = middle;
            else
                outside = middle;
        }

        return IsInside(inside, gradient) ? T.One - inside : null;
    }

    private bool IsInside(T missing, ReadOnlySpan<T> gradient)
    {
        TensorPrimitives.Multiply(gradient, missing - T.One, Dual.AsSpan());
        return T.IsFinite(_conjugable!.ConjugateValue(Dual.AsSpan()));
    }
}
