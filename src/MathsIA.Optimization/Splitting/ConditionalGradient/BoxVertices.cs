using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The box <c>a ≤ xᵢ ≤ b</c>; its extreme points have every coordinate at an end.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class BoxVertices<T> : ILinearMinimizer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _lower;
    private readonly T _upper;

    /// <summary>Creates the set.</summary>
    /// <param name="lower">The end a.</param>
    /// <param name="upper">The end b, above a.</param>
    /// <exception cref="ArgumentOutOfRangeException">An end is not finite, or they are not in order.</exception>
    public BoxVertices(double lower, double upper)
    {
        if (!double.IsFinite(lower))
            throw new ArgumentOutOfRangeException(nameof(lower), lower, "BoxVertices: the end must be finite.");
        if (!double.IsFinite(upper) || upper <= lower)
            throw new ArgumentOutOfRangeException(nameof(upper), upper, "BoxVertices: the upper end must be finite and above the lower one.");
        _lower = T.CreateChecked(lower);
        _upper = T.CreateChecked(upper);
    }

    /// <inheritdoc/>
    public void Minimize(ReadOnlySpan<T> gradient, Span<T> vertex)
    {
        VertexGuard.SameLength(gradient, vertex, nameof(BoxVertices<>));
        for (int i = 0; i < gradient.Length; i++)
            vertex[i] = gradient[i] > T.Zero ? _lower : _upper;
    }

    /// <inheritdoc/>
    public bool Contains(ReadOnlySpan<T> x, T tolerance)
    {
        T slack = tolerance * (_upper - _lower);
        foreach (T element in x)
        {
            if (!(element >= _lower - slack && element <= _upper + slack))
                return false;
        }

        return true;
    }
}
