using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The indicator of the l1 ball, <c>Σᵢ |xᵢ| ≤ r</c>.</summary>
/// <remarks>
/// <para>Prox: x itself inside; outside, soft thresholding at the τ that brings the norm to r, found in linear expected time. Conjugate:
/// <c>r maxᵢ |uᵢ|</c>. A NaN or an infinity in x makes the whole result NaN.</para>
/// <para>Source: L. Condat, Fast projection onto the simplex and the l1 ball, Math. Program. 158, 2016.</para>
/// </remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class L1Ball<T> : IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double _radius;

    /// <summary>The ball about the origin.</summary>
    /// <param name="radius">The radius r, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The radius is negative or not finite.</exception>
    public L1Ball(double radius = 1) => _radius = Guard.NonNegative(radius, nameof(L1Ball<>));

    /// <inheritdoc/>
    public FunctionTraits Traits => FunctionTraits.Convex | FunctionTraits.Indicator | FunctionTraits.SymmetricGauge;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x) => Rounding<T>.Indicator(Widening.ToDouble(Norm(x)) <= _radius * (1 + Widening.ToDouble(Rounding<T>.OfSum(x.Length))));

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, step, destination, null);
        return Project(x, _radius, destination);
    }

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => Widening.FromDouble<T>(_radius) * Largest(u);

    /// <summary>Projects, and returns the value there: 0, or NaN for what cannot be projected.</summary>
    internal static T Project(ReadOnlySpan<T> x, double radius, Span<T> destination)
    {
        if (Widening.ToDouble(Norm(x)) <= radius)
        {
            x.CopyTo(destination);
            return T.Zero;
        }

        if (radius == 0)
        {
            destination.Clear();
            return T.Zero;
        }

        T largest = Largest(x);
        if (!T.IsFinite(largest))
        {
            destination.Fill(T.NaN);
            return T.NaN;
        }

        double offset = SimplexThreshold.Offset(x, largest, radius, magnitudes: true);
        CoordinateDriver.Map(x, destination, new Shrink(largest, Widening.FromDouble<T>(offset)));
        return T.Zero;
    }

    internal static T Norm(ReadOnlySpan<T> x) => CoordinateDriver.Sum(x, new Magnitude<T>());

    internal static T Largest(ReadOnlySpan<T> x) => x.IsEmpty ? T.Zero : T.Abs(TensorPrimitives.MaxMagnitude(x));

    /// <summary><c>sign(x) max(|x| − largest − offset, 0)</c>, subtracted in this order.</summary>
    private readonly struct Shrink(T largest, T offset) : ICoordinateFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T> =>
            Lane.CopySign<TLane, T>(ProxLanes.Positive<TLane, T>(TLane.Abs(x) - TLane.Create(largest) - TLane.Create(offset)), x);
    }
}

/// <summary><c>|x|</c>.</summary>
internal readonly struct Magnitude<T> : ICoordinateFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T> => TLane.Abs(x);
}
