using System.Numerics;

namespace MathsIA.LinearAlgebra;

/// <summary>The eigendecomposition <c>A = V diag(λ) Vᵀ</c> of a symmetric matrix, or of a batch of them.</summary>
/// <remarks>Made by <see cref="Matrix.SymmetricEigen{T}"/>. The tensors are the caller's to read; nothing here refers to A.</remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class SymmetricEigen<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal SymmetricEigen(Tensor<T> values, Tensor<T> vectors) => (Values, Vectors) = (values, vectors);

    /// <summary>The eigenvalues in increasing order, [..., n].</summary>
    public Tensor<T> Values { get; }

    /// <summary>The eigenvectors, [..., n, n]: column j has length 1 and belongs to <c>Values[j]</c>. Its sign is arbitrary, but
    /// the same in every run.</summary>
    public Tensor<T> Vectors { get; }

    /// <summary>Takes the parts apart.</summary>
    /// <param name="values">The eigenvalues.</param>
    /// <param name="vectors">The eigenvectors.</param>
    public void Deconstruct(out Tensor<T> values, out Tensor<T> vectors) => (values, vectors) = (Values, Vectors);
}
