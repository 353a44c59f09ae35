using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The columns of a design, centred and scaled as they are seen by the solver, however they are stored.</summary>
/// <remarks>A struct as a type argument: the loops that use it are compiled for each kind of storage.</remarks>
internal unsafe interface IColumns<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The samples.</summary>
    int Rows { get; }

    /// <summary>The features.</summary>
    int Count { get; }

    /// <summary>The inner product of column j with the residual.</summary>
    T Dot(int j, in ResidualVector<T> residual);

    /// <summary>The inner products of many columns with the residual.</summary>
    void Dot(ReadOnlySpan<int> columns, in ResidualVector<T> residual, Span<T> products, ComputeContext? context);

    /// <summary>Writes a part of the Gram matrix, <c>X_Wᵀ D X_W</c>: the rows and columns of the places from <paramref name="first"/> on.</summary>
    /// <param name="members">The column of each place.</param>
    /// <param name="first">The first place that is not in the matrix yet.</param>
    /// <param name="weights">D, padded with zeros; null for ones.</param>
    /// <param name="weightSum">The sum of D.</param>
    /// <param name="scratch">Room for four vectors over the samples.</param>
    /// <param name="matrix">The matrix.</param>
    /// <param name="matrixStride">The distance of its rows.</param>
    void Gram(ReadOnlySpan<int> members, int first, T* weights, T weightSum, T* scratch, T* matrix, int matrixStride);

    /// <summary>Adds a multiple of column j, weighted as the residual is.</summary>
    void Add(int j, T factor, ref ResidualVector<T> residual);

    /// <summary><c>Σ dᵢ xᵢⱼ²</c>; without weights when d is null.</summary>
    T SquaredNorm(int j, T* weights, T weightSum);
}
