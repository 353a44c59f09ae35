using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The map <c>x ↦ m′ + A (x − m)</c>.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class AffineMap<T> : IPointMap<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal AffineMap(Tensor<T> centre, Tensor<T> matrix, Tensor<T> image) => (Centre, Matrix, Image) = (centre, matrix, image);

    /// <summary>The centre m of the source.</summary>
    public Tensor<T> Centre { get; }

    /// <summary>The matrix A.</summary>
    public Tensor<T> Matrix { get; }

    /// <summary>Where the centre goes, m′.</summary>
    public Tensor<T> Image { get; }

    /// <inheritdoc/>
    public Tensor<T> Apply(Tensor<T> points, ComputeContext? context = null)
    {
        PointGuard.Check(points, nameof(AffineMap<>), nameof(points), Centre.Length);
        return (points - Centre).MatMul(Matrix.Transpose(), context) + Image;
    }
}
