using System.Numerics;

namespace MathsIA.LinearAlgebra;

/// <summary>The thin singular value decomposition <c>A = U diag(σ) Vᵀ</c>, of a matrix or of a batch.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed partial class SingularValueDecomposition<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal SingularValueDecomposition(Tensor<T> u, Tensor<T> values, Tensor<T> vt) => (U, Values, Vt) = (u, values, vt);

    /// <summary>The left singular vectors, [..., m, k], as columns.</summary>
    public Tensor<T> U { get; }

    /// <summary>The singular values in decreasing order, [..., k], none negative.</summary>
    public Tensor<T> Values { get; }

    /// <summary>The right singular vectors, [..., k, n], as rows.</summary>
    public Tensor<T> Vt { get; }
}
