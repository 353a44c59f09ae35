using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The samples of a linear model, one a row, as the losses use them: a few rows at a time, against points of p x k numbers.</summary>
internal interface IDesign<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The number of rows n.</summary>
    int Samples { get; }

    /// <summary>The number of columns p.</summary>
    int Features { get; }

    /// <summary>The numbers stored: the price of a product.</summary>
    long StoredCount { get; }

    /// <summary>The largest squared norm of a row.</summary>
    T LargestRow { get; }

    /// <summary><c>z = A_rows x</c>, for <c>x</c> of [p, k] and <c>z</c> of [count, k].</summary>
    void Predict(int first, int count, int outputs, ReadOnlySpan<T> x, Span<T> z);

    /// <summary><c>gradient += A_rowsᵀ z</c>.</summary>
    void AddAdjoint(int first, int count, int outputs, ReadOnlySpan<T> z, Span<T> gradient);

    /// <summary><c>hessian += A_rowsᵀ diag(c) A_rows</c>, for curvatures <c>c</c>, one a row.</summary>
    void AddGram(int first, int count, ReadOnlySpan<T> curvatures, Span<T> hessian);

    /// <summary>The extreme eigenvalues of <c>AᵀA</c>, or bounds of them.</summary>
    (T Largest, T Smallest) Spectrum(ComputeContext? context);
}
