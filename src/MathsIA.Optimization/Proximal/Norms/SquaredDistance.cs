using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>Half the squared distance to a point, <c>g(x) = w/2 ‖x − c‖²</c>: the data term of denoising, smooth and proximable at once.</summary>
/// <remarks>Prox: <c>(x + γ w c) / (1 + γ w)</c>. Gradient: <c>w (x − c)</c>, Lipschitz and strongly convex with constant w. Conjugate:
/// <c>‖u‖²/(2w) + ⟨c, u⟩</c>.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class SquaredDistance<T> : SeparableFunction<T>, IStronglyConvex<T>, ISmoothFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _weight;
    private readonly Shape _shape;
    private readonly Coefficient<T> _centre;

    /// <summary>The distance to a point.</summary>
    /// <param name="centre">The point c; it is copied.</param>
    /// <param name="weight">The weight w, positive.</param>
    /// <exception cref="ArgumentNullException">The point is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element of the point is not finite, or the weight is not positive and finite.</exception>
    public SquaredDistance(Tensor<T> centre, double weight = 1)
        : this(Parameter<T>.Of(ProximalGuard.Finite(centre, nameof(SquaredDistance<>))), T.CreateTruncating(Guard.Positive(weight, nameof(SquaredDistance<>))), centre.Shape) { }

    private SquaredDistance(Parameter<T> centre, T weight, Shape shape)
        : base(FunctionTraits.Convex | FunctionTraits.Smooth | FunctionTraits.StronglyConvex | FunctionTraits.Quadratic, Lanes(new HalfSquareFrom<T>(centre.View, weight), centre))
    {
        _weight = weight;
        _shape = shape;
        _centre = centre.View;
    }

    /// <inheritdoc/>
    public T? LipschitzConstant => _weight;

    /// <inheritdoc/>
    public T? StrongConvexity => _weight;

    T IStronglyConvex<T>.StrongConvexity => _weight;

    /// <inheritdoc/>
    /// <remarks>The minimizer <c>c + v/w</c>.</remarks>
    public T ConjugateGradient(ReadOnlySpan<T> v, Span<T> destination)
    {
        ProximalGuard.Point(this, v, _shape.ElementCount);
        Map(v, destination, new PlusScaled<T>(_centre, T.One / _weight));
        return Value(destination);
    }

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => Sum(u, new HalfSquarePlusLinear<T>(_centre, T.One / _weight));

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">The point is null.</exception>
    /// <exception cref="ShapeMismatchException">The point does not have the shape of the centre.</exception>
    public T Value(Tensor<T> x)
    {
        Guard.Shape(x, _shape, nameof(SquaredDistance<>));
        return Value(x.Contiguous().AsSpan());
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">A tensor does not have the shape of the centre.</exception>
    /// <exception cref="ArgumentException">The destination is strided.</exception>
    public void Gradient(Tensor<T> x, Tensor<T> destination)
    {
        Guard.Shape(x, _shape, nameof(SquaredDistance<>));
        Guard.Destination(destination, _shape, nameof(SquaredDistance<>));
        Map(x.Contiguous().AsSpan(), destination.AsSpan(), new LinearFrom<T>(_centre, _weight));
    }

    /// <inheritdoc/>
    /// <inheritdoc cref="Gradient" path="/exception"/>
    public T ValueAndGradient(Tensor<T> x, Tensor<T> destination)
    {
        Gradient(x, destination);
        return Value(x);
    }
}

/// <summary><c>w/2 (x − c)²</c>.</summary>
internal readonly struct HalfSquareFrom<T>(Coefficient<T> centre, T weight) : ICoordinateProx<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T>
    {
        TLane d = x - centre.At<TLane>(index);
        return TLane.Create(weight) * Lane.Of<TLane, T>(0.5) * d * d;
    }

    // c + (x − c)/(1 + γw): exact at x = c, and safe for steps of any size.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Prox<TLane>(TLane x, TLane step, nint index) where TLane : struct, ILane<TLane, T>
    {
        TLane c = centre.At<TLane>(index), one = TLane.Create(T.One);
        return c + ((x - c) / (one + (step * TLane.Create(weight))));
    }
}

/// <summary><c>s/2 x² + c x</c>.</summary>
internal readonly struct HalfSquarePlusLinear<T>(Coefficient<T> linear, T curvature) : ICoordinateFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T> =>
        x * ((TLane.Create(curvature) * Lane.Of<TLane, T>(0.5) * x) + linear.At<TLane>(index));
}

/// <summary><c>c + s x</c>.</summary>
internal readonly struct PlusScaled<T>(Coefficient<T> centre, T scale) : ICoordinateFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T> => centre.At<TLane>(index) + (TLane.Create(scale) * x);
}

/// <summary><c>w (x − c)</c>.</summary>
internal readonly struct LinearFrom<T>(Coefficient<T> centre, T weight) : ICoordinateFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T> => TLane.Create(weight) * (x - centre.At<TLane>(index));
}
