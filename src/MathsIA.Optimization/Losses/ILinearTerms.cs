using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A mean of terms whose gradients are multiples of fixed rows, <c>∇f_i(x) = a_i s_iᵀ + λ x</c> with k slopes <c>s_i</c>: to remember a
/// term's gradient, k numbers are enough.</summary>
internal interface ILinearTerms<T> : IFiniteSum<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The number of slopes k of a term.</summary>
    int Outputs { get; }

    /// <summary>The weight <c>λ</c>, known exactly at every point and so never remembered.</summary>
    T Ridge { get; }

    /// <summary>The slopes of some terms at a point, one term after another.</summary>
    void Slopes(Tensor<T> x, ReadOnlySpan<int> terms, Span<T> slopes);

    /// <summary><c>destination += Σ_j a_{i_j} s_jᵀ</c>.</summary>
    void AddRows(ReadOnlySpan<int> terms, ReadOnlySpan<T> slopes, Span<T> destination);
}
