using System.Numerics;

namespace MathsIA.LinearAlgebra;

/// <summary>Some eigenvalues of a symmetric operator, with their vectors and how far each can be off.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed record LanczosResult<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The eigenvalues, in the order that was asked for.</summary>
    public required Tensor<T> Values { get; init; }

    /// <summary>For each value, the norm of <c>Av - θv</c>: an eigenvalue lies within this distance.</summary>
    public required Tensor<T> ErrorBounds { get; init; }

    /// <summary>The eigenvectors, orthonormal: shape <c>[count, ..domain]</c>.</summary>
    public required Tensor<T> Vectors { get; init; }

    /// <summary>How the iteration ended.</summary>
    public required Status Status { get; init; }

    /// <summary>Applications of the operator.</summary>
    public required int Iterations { get; init; }
}
