using System.Numerics;

namespace MathsIA.LinearAlgebra;

/// <summary>An eigenvalue or a norm, with the vector that shows it and how far it can be off.</summary>
/// <param name="Value">The eigenvalue, or the norm (never above the true one, up to rounding).</param>
/// <param name="ErrorBound">There is an eigenvalue (or singular value) within this distance of <paramref name="Value"/>.</param>
/// <param name="Vector">The eigenvector, or right singular vector, of length 1.</param>
/// <param name="Status">How the iteration ended.</param>
/// <param name="Iterations">Applications of the operator.</param>
/// <typeparam name="T">The element type.</typeparam>
public sealed record SpectralEstimate<T>(T Value, T ErrorBound, Tensor<T> Vector, Status Status, int Iterations)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
