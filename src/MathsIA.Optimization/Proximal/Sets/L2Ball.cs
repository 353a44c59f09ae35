using System.Numerics;
using System.Numerics.Tensors;

namespace MathsIA.Optimization;

/// <summary>The indicator of a Euclidean ball, <c>‖x − c‖₂ ≤ r</c>.</summary>
/// <remarks>Prox: <c>c + min(1, r/‖x − c‖₂) (x − c)</c>. Conjugate: <c>r ‖u‖₂ + ⟨c, u⟩</c>.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class L2Ball<T> : IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _radius;
    private readonly T[]? _centre;

    /// <summary>The ball about the origin.</summary>
    /// <param name="radius">The radius r, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The radius is negative or not finite.</exception>
    public L2Ball(double radius = 1) => _radius = T.CreateTruncating(Guard.NonNegative(radius, nameof(L2Ball<>)));

    /// <summary>The ball about a point.</summary>
    /// <param name="radius">The radius r, at least 0.</param>
    /// <param name="centre">The point c; it is copied.</param>
    /// <exception cref="ArgumentNullException">The point is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The radius is negative or not finite, or an element of the point is not finite.</exception>
    public L2Ball(double radius, Tensor<T> centre) : this(radius) => _centre = ProximalGuard.Finite(centre, nameof(L2Ball<>)).ToArray();

    /// <inheritdoc/>
    public FunctionTraits Traits => FunctionTraits.Convex | FunctionTraits.Indicator | (_centre is null ? FunctionTraits.SymmetricGauge : FunctionTraits.None);

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x)
    {
        ProximalGuard.Point(this, x, _centre?.Length);
        T distance = _centre is null ? Vectors.Norm(x) : TensorPrimitives.Distance(x, _centre);
        return Rounding<T>.Indicator(distance <= (_radius * (Rounding<T>.Above + Rounding<T>.OfSum(x.Length))) + Slack());
    }

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, step, destination, _centre?.Length);
        if (_centre is null)
        {
            Project(x, _radius, destination);
            return T.Zero;
        }

        TensorPrimitives.Subtract(x, _centre, destination);
        Project(destination, _radius, destination);
        TensorPrimitives.Add(destination, _centre, destination);
        return T.Zero;
    }

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u)
    {
        ProximalGuard.Point(this, u, _centre?.Length);
        return (_radius * Vectors.Norm(u)) + (_centre is null ? T.Zero : Vectors.Dot(u, _centre));
    }

    internal static void Project(ReadOnlySpan<T> x, T radius, Span<T> destination)
    {
        T norm = Vectors.Norm(x);
        if (norm <= radius)
            x.CopyTo(destination);
        else
            TensorPrimitives.Multiply(x, radius / norm, destination);
    }

    /// <summary>Adding the centre rounds at the centre's magnitude.</summary>
    private T Slack() => _centre is null ? T.Zero : Rounding<T>.OfSum(_centre.Length) * Vectors.Norm<T>(_centre);
}
