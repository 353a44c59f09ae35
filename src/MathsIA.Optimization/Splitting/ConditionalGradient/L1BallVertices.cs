using System.Numerics;
using System.Numerics.Tensors;

namespace MathsIA.Optimization;

/// <summary>The ball <c>‖x‖₁ ≤ r</c>; its extreme points are <c>±r eᵢ</c>.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class L1BallVertices<T> : ILinearMinimizer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _radius;

    /// <summary>Creates the set.</summary>
    /// <param name="radius">The radius r, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The radius is not positive and finite.</exception>
    public L1BallVertices(double radius) => _radius = T.CreateChecked(Guard.Positive(radius, nameof(L1BallVertices<>)));

    /// <inheritdoc/>
    public void Minimize(ReadOnlySpan<T> gradient, Span<T> vertex)
    {
        VertexGuard.SameLength(gradient, vertex, nameof(L1BallVertices<>));
        int largest = 0;
        for (int i = 1; i < gradient.Length; i++)
        {
            if (T.Abs(gradient[i]) > T.Abs(gradient[largest]))
                largest = i;
        }

        vertex.Clear();
        vertex[largest] = gradient[largest] > T.Zero ? -_radius : _radius;
    }

    /// <inheritdoc/>
    public bool Contains(ReadOnlySpan<T> x, T tolerance) => TensorPrimitives.SumOfMagnitudes(x) <= _radius * (T.One + tolerance);
}
