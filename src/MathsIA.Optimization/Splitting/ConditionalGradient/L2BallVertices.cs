using System.Numerics;
using System.Numerics.Tensors;

namespace MathsIA.Optimization;

/// <summary>The ball <c>‖x‖₂ ≤ r</c>; its extreme points are the sphere.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class L2BallVertices<T> : ILinearMinimizer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _radius;

    /// <summary>Creates the set.</summary>
    /// <param name="radius">The radius r, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The radius is not positive and finite.</exception>
    public L2BallVertices(double radius) => _radius = T.CreateChecked(Guard.Positive(radius, nameof(L2BallVertices<>)));

    /// <inheritdoc/>
    /// <remarks>For the gradient 0 every point minimizes, and <c>r e₁</c> is given.</remarks>
    public void Minimize(ReadOnlySpan<T> gradient, Span<T> vertex)
    {
        VertexGuard.SameLength(gradient, vertex, nameof(L2BallVertices<>));
        T norm = Vectors.Norm(gradient);
        vertex.Clear();
        if (norm == T.Zero)
            vertex[0] = _radius;
        else
            TensorPrimitives.Multiply(gradient, -_radius / norm, vertex);
    }

    /// <inheritdoc/>
    public bool Contains(ReadOnlySpan<T> x, T tolerance) => Vectors.Norm(x) <= _radius * (T.One + tolerance);
}
