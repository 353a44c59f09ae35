using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Execution;

namespace MathsIA.Optimization;

/// <summary>The Moreau envelope of a convex function, <c>e(x) = min_z f(z) + ‖z − x‖²/(2μ)</c>: f, made smooth.</summary>
/// <remarks>With <c>p = prox_{μf}(x)</c>: value <c>f(p) + ‖x − p‖²/(2μ)</c>, gradient <c>(x − p)/μ</c>, Lipschitz with constant 1/μ; the minimizers are
/// those of f. Prox: <c>x + γ/(γ + μ) (prox_{(γ + μ)f}(x) − x)</c>. Conjugate: <c>f*(u) + μ/2 ‖u‖²</c>. The envelope of the l1 norm is the Huber
/// function. Source: J.-J. Moreau, Bull. Soc. Math. France 93, 1965.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class MoreauEnvelope<T> : IConjugable<T>, ISmoothFunction<T>, IMayBeConjugable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IProximable<T> _function;
    private readonly T _smoothing;

    /// <summary>Smooths a convex function.</summary>
    /// <param name="function">The function f.</param>
    /// <param name="smoothing">The parameter μ, positive: the smaller, the closer to f.</param>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    /// <exception cref="ArgumentException">The function is not known to be convex.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The parameter is not positive and finite.</exception>
    public MoreauEnvelope(IProximable<T> function, double smoothing)
    {
        _function = Part.Convex<IProximable<T>, T>(function, nameof(MoreauEnvelope<>));
        _smoothing = T.CreateTruncating(Guard.Positive(smoothing, nameof(MoreauEnvelope<>)));
    }

    /// <inheritdoc/>
    public FunctionTraits Traits => FunctionTraits.Smooth
        | (_function.Traits & (FunctionTraits.Convex | FunctionTraits.Separable | FunctionTraits.StronglyConvex | FunctionTraits.Quadratic | FunctionTraits.SymmetricGauge));

    /// <inheritdoc/>
    public T? LipschitzConstant => T.One / _smoothing;

    /// <inheritdoc/>
    /// <remarks>0: how strongly convex f is, is not known.</remarks>
    public T? StrongConvexity => T.Zero;

    bool IMayBeConjugable.IsConjugateKnown => _function.AsConjugable() is not null;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x)
    {
        using var scratch = new Workspace<T>(x.Length);
        return ValueAndNearest(x, scratch.Span);
    }

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, step, destination, null);
        using var scratch = new Workspace<T>(x.Length);
        T total = step + _smoothing;
        T value = _function.Prox(x, total, scratch.Span);
        // At z the envelope's own minimizer is this same point: x − z and z − p are in the ratio γ : μ.
        TensorPrimitives.Subtract(scratch.Span, x, scratch.Span);
        TensorPrimitives.MultiplyAdd(scratch.Span, step / total, x, destination);
        T ratio = _smoothing / total;
        return value + (Vectors.Dot<T>(scratch.Span, scratch.Span) * ratio * ratio / (_smoothing + _smoothing));
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The conjugate of f is not known.</exception>
    public T ConjugateValue(ReadOnlySpan<T> u) => Part.Conjugate(_function, u, this) + (_smoothing * Vectors.Dot(u, u) / (T.One + T.One));

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">The point is null.</exception>
    public T Value(Tensor<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Value(x.Contiguous().AsSpan());
    }

    /// <inheritdoc/>
    public void Gradient(Tensor<T> x, Tensor<T> destination) => ValueAndGradient(x, destination);

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes differ, or are not what f is defined on.</exception>
    /// <exception cref="ArgumentException">The destination is strided.</exception>
    public T ValueAndGradient(Tensor<T> x, Tensor<T> destination)
    {
        ArgumentNullException.ThrowIfNull(x);
        Guard.Destination(destination, x.Shape, nameof(MoreauEnvelope<>));
        ReadOnlySpan<T> point = x.Contiguous().AsSpan();
        Span<T> gradient = destination.AsSpan();
        T value = ValueAndNearest(point, gradient);
        TensorPrimitives.Subtract(point, gradient, gradient);
        TensorPrimitives.Divide(gradient, _smoothing, gradient);
        return value;
    }

    private T ValueAndNearest(ReadOnlySpan<T> x, Span<T> nearest)
    {
        T value = _function.Prox(x, _smoothing, nearest);
        T distance = x.IsEmpty ? T.Zero : TensorPrimitives.Distance(x, nearest);
        return value + (distance * distance / (_smoothing + _smoothing));
    }
}
