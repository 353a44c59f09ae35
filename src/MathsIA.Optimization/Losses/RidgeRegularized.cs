using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A loss with a ridge term added, <c>f(x) + λ/2 ‖x‖²</c>.</summary>
/// <remarks>Adds λ to the gradient's slope, to <c>L</c>, to each <c>L_i</c> and to <c>μ</c>: with it a convex loss is strongly
/// convex and has exactly one minimizer. As a mean of terms, each term gets the ridge term.</remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class RidgeRegularized<T> : ILinearTerms<T>, IHessian<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LinearModelLoss<T> _loss;
    private readonly T _lambda;

    /// <summary>Adds a ridge term to a loss.</summary>
    /// <param name="loss">The loss <c>f</c>.</param>
    /// <param name="lambda">The weight <c>λ</c>, at least 0.</param>
    /// <exception cref="ArgumentNullException">The loss is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The weight is negative or not finite.</exception>
    public RidgeRegularized(LinearModelLoss<T> loss, double lambda)
    {
        ArgumentNullException.ThrowIfNull(loss);
        _loss = loss;
        _lambda = T.CreateChecked(Guard.NonNegative(lambda, "RidgeRegularized"));
    }

    /// <inheritdoc/>
    public T? LipschitzConstant => _loss.LipschitzConstant + _lambda;

    /// <inheritdoc/>
    public T? StrongConvexity => _loss.StrongConvexity + _lambda;

    /// <inheritdoc/>
    public T? TermLipschitzConstant => _loss.TermLipschitzConstant + _lambda;

    /// <inheritdoc/>
    public int Count => _loss.Count;

    int ILinearTerms<T>.Outputs => Terms.Outputs;

    T ILinearTerms<T>.Ridge => _lambda;

    private ILinearTerms<T> Terms => _loss;

    /// <inheritdoc/>
    public T Value(Tensor<T> x) => _loss.Value(x) + Ridge(x);

    /// <inheritdoc/>
    public void Gradient(Tensor<T> x, Tensor<T> destination)
    {
        _loss.Gradient(x, destination);
        AddSlope(x, destination);
    }

    /// <inheritdoc/>
    public T ValueAndGradient(Tensor<T> x, Tensor<T> destination)
    {
        T value = _loss.ValueAndGradient(x, destination);
        AddSlope(x, destination);
        return value + Ridge(x);
    }

    /// <inheritdoc/>
    public void Gradient(Tensor<T> x, ReadOnlySpan<int> terms, Tensor<T> destination)
    {
        _loss.Gradient(x, terms, destination);
        AddSlope(x, destination);
    }

    /// <inheritdoc/>
    public void HessianVector(Tensor<T> x, Tensor<T> v, Tensor<T> destination)
    {
        _loss.HessianVector(x, v, destination);
        AddSlope(v, destination);
    }

    /// <inheritdoc/>
    public void Hessian(Tensor<T> x, Tensor<T> destination)
    {
        _loss.Hessian(x, destination);
        Span<T> elements = destination.AsSpan();
        for (int i = 0; i < elements.Length; i += destination.Shape[1] + 1)
            elements[i] += _lambda;
    }

    void ILinearTerms<T>.Slopes(Tensor<T> x, ReadOnlySpan<int> terms, Span<T> slopes) => Terms.Slopes(x, terms, slopes);

    void ILinearTerms<T>.AddRows(ReadOnlySpan<int> terms, ReadOnlySpan<T> slopes, Span<T> destination) => Terms.AddRows(terms, slopes, destination);

    private T Ridge(Tensor<T> x)
    {
        ReadOnlySpan<T> point = x.Contiguous().AsSpan();
        return _lambda / (T.One + T.One) * Vectors.Dot(point, point);
    }

    private void AddSlope(Tensor<T> x, Tensor<T> destination) =>
        Vectors.AddScaled<T>(destination.AsSpan(), _lambda, x.Contiguous().AsSpan(), destination.AsSpan());
}
