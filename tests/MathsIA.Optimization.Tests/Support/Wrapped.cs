using System.Numerics;

namespace MathsIA.Optimization.Tests;

/// <summary>A function that turns into NaN after some evaluations of its gradient.</summary>
internal sealed class FailingAfter<T>(IFiniteSum<T> inner, int evaluations) : IFiniteSum<T>, ITwiceDifferentiable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public int Evaluations { get; private set; }

    public T? LipschitzConstant => inner.LipschitzConstant;

    public T? StrongConvexity => inner.StrongConvexity;

    public T? TermLipschitzConstant => inner.TermLipschitzConstant;

    public int Count => inner.Count;

    public T Value(Tensor<T> x) => Fail() ? T.NaN : inner.Value(x);

    public void Gradient(Tensor<T> x, Tensor<T> destination) => ValueAndGradient(x, destination);

    public T ValueAndGradient(Tensor<T> x, Tensor<T> destination)
    {
        T value = inner.ValueAndGradient(x, destination);
        if (!Fail())
            return value;
        destination.Fill(T.NaN);
        return T.NaN;
    }

    public void Gradient(Tensor<T> x, ReadOnlySpan<int> terms, Tensor<T> destination)
    {
        inner.Gradient(x, terms, destination);
        if (Fail())
            destination.Fill(T.NaN);
    }

    public void HessianVector(Tensor<T> x, Tensor<T> v, Tensor<T> destination) => ((ITwiceDifferentiable<T>)inner).HessianVector(x, v, destination);

    private bool Fail() => ++Evaluations > evaluations;
}
