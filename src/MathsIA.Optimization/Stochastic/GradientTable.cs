using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The table of any finite sum: n whole gradients.</summary>
internal sealed class GradientTable<T>(IFiniteSum<T> function, Tensor<T> x0) : IGradientTable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Tensor<T> _table = Tensor.Zeros<T>(function.Count, x0.Length);
    private readonly Tensor<T> _gradient = Tensor.Uninitialized<T>(x0.Shape);

    public T Ridge => T.Zero;

    /// <summary>The smallest table that a function allows.</summary>
    public static IGradientTable<T> For(IFiniteSum<T> function, Tensor<T> x0, int batchSize) =>
        function is ILinearTerms<T> linear ? new SlopeTable<T>(linear, batchSize) : new GradientTable<T>(function, x0);

    public void Refresh(Tensor<T> x, ReadOnlySpan<int> terms, Tensor<T> change)
    {
        Span<T> sum = change.AsSpan();
        ReadOnlySpan<T> gradient = _gradient.AsSpan();
        sum.Clear();
        for (int j = 0; j < terms.Length; j++)
        {
            function.Gradient(x, terms.Slice(j, 1), _gradient);
            Span<T> remembered = _table.AsSpan().Slice(terms[j] * gradient.Length, gradient.Length);
            Vectors.AddScaled(sum, -T.One, remembered, sum);
            Vectors.AddScaled(sum, T.One, gradient, sum);
            gradient.CopyTo(remembered);
        }
    }
}
