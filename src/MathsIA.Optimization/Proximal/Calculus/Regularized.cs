using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Execution;

namespace MathsIA.Optimization;

/// <summary>A function with a squared distance added, <c>x ↦ f(x) + μ/2 ‖x − c‖²</c>: strongly convex if f is convex.</summary>
/// <remarks>Prox: <c>prox_{γ/(1 + γμ) f}((x + γμ c)/(1 + γμ))</c>. Conjugate, for a convex f: the supremum is met at
/// <c>z = prox_{f/μ}(c + u/μ)</c>, where it is <c>⟨u, z⟩ − f(z) − μ/2 ‖z − c‖²</c>.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class Regularized<T> : IConjugable<T>, IMayBeConjugable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IProximable<T> _function;
    private readonly T _curvature;
    private readonly T[]? _centre;

    /// <summary>Adds a squared norm.</summary>
    /// <param name="function">The function f.</param>
    /// <param name="curvature">The weight μ, positive.</param>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The weight is not positive and finite.</exception>
    public Regularized(IProximable<T> function, double curvature)
    {
        ArgumentNullException.ThrowIfNull(function);
        _function = function;
        _curvature = T.CreateTruncating(Guard.Positive(curvature, nameof(Regularized<>)));
    }

    /// <summary>Adds a squared distance.</summary>
    /// <param name="function">The function f.</param>
    /// <param name="curvature">The weight μ, positive.</param>
    /// <param name="centre">The centre c; it is copied.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The weight is not positive and finite, or an element of the centre is not finite.</exception>
    public Regularized(IProximable<T> function, double curvature, Tensor<T> centre) : this(function, curvature) =>
        _centre = ProximalGuard.Finite(centre, nameof(Regularized<>)).ToArray();

    /// <inheritdoc/>
    public FunctionTraits Traits
    {
        get
        {
            FunctionTraits kept = FunctionTraits.Convex | FunctionTraits.Separable | FunctionTraits.Smooth | FunctionTraits.Quadratic | (_centre is null ? FunctionTraits.SymmetricGauge : FunctionTraits.None);
            return (_function.Traits & kept) | (_function.Traits.Has(FunctionTraits.Convex) ? FunctionTraits.StronglyConvex : FunctionTraits.None);
        }
    }

    bool IMayBeConjugable.IsConjugateKnown => _function.Traits.Has(FunctionTraits.Convex);

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x)
    {
        ProximalGuard.Point(this, x, _centre?.Length);
        return _function.Value(x) + Square(x);
    }

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, step, destination, _centre?.Length);
        T weight = step * _curvature, scale = T.One + weight;
        if (_centre is null)
            TensorPrimitives.Divide(x, scale, destination);
        else
        {
            TensorPrimitives.MultiplyAdd(_centre, weight, x, destination);
            TensorPrimitives.Divide(destination, scale, destination);
        }

        return _function.Prox(destination, step / scale, destination) + Square(destination);
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The function f is not known to be convex.</exception>
    public T ConjugateValue(ReadOnlySpan<T> u)
    {
        ProximalGuard.Point(this, u, _centre?.Length);
        if (!_function.Traits.Has(FunctionTraits.Convex))
            throw new NotSupportedException($"Regularized: {ProximalGuard.Name(_function)} is not known to be convex.");
        using var scratch = new Workspace<T>(u.Length);
        Span<T> z = scratch.Span;
        TensorPrimitives.Divide(u, _curvature, z);
        if (_centre is not null)
            TensorPrimitives.Add(z, _centre, z);
        T value = _function.Prox(z, T.One / _curvature, z);
        return Vectors.Dot(u, z) - value - Square(z);
    }

    private T Square(ReadOnlySpan<T> x)
    {
        T square = T.Zero;
        if (_centre is null)
            square = Vectors.Dot(x, x);
        else
        {
            T distance = TensorPrimitives.Distance(x, _centre);
            square = distance * distance;
        }

        return _curvature * square / (T.One + T.One);
    }
}
