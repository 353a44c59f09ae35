using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The simplex <c>{x ≥ 0, Σx = r}</c>; its extreme points are <c>r eᵢ</c>.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class SimplexVertices<T> : ILinearMinimizer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _radius;

    /// <summary>Creates the set.</summary>
    /// <param name="radius">The sum r, positive. By default 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The radius is not positive and finite.</exception>
    public SimplexVertices(double radius = 1) => _radius = T.CreateChecked(Guard.Positive(radius, nameof(SimplexVertices<>)));

    /// <inheritdoc/>
    public void Minimize(ReadOnlySpan<T> gradient, Span<T> vertex)
    {
        VertexGuard.SameLength(gradient, vertex, nameof(SimplexVertices<>));
        int smallest = 0;
        for (int i = 1; i < gradient.Length; i++)
        {
            if (gradient[i] < gradient[smallest])
                smallest = i;
        }

        vertex.Clear();
        vertex[smallest] = _radius;
    }

    /// <inheritdoc/>
    public bool Contains(ReadOnlySpan<T> x, T tolerance)
    {
        foreach (T element in x)
        {
            if (!(element >= -tolerance * _radius))
                return false;
        }

        return T.Abs(Vectors.Sum(x) - _radius) <= tolerance * _radius;
    }
}
