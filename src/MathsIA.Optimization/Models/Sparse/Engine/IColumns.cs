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

    /// <summary>Adds a multiple of column j, weighted as the residual is.</summary>
    void Add(int j, T factor, ref ResidualVector<T> residual);

    /// <summary><c>Σ dᵢ xᵢⱼ²</c>; without weights when d is null.</summary>
    T SquaredNorm(int j, T* weights, T weightSum);
}
