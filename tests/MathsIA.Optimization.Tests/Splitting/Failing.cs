using System.Numerics;

namespace MathsIA.Optimization.Tests;

/// <summary>A smooth function that turns into NaN after some evaluations of its gradient.</summary>
internal sealed class FailingSmooth<T>(ITwiceDifferentiable<T> inner, int evaluations) : ITwiceDifferentiable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private int _count;

    public bool HasFailed => _count > evaluations;

    public T? LipschitzConstant => inner.LipschitzConstant;

    public T? StrongConvexity => inner.StrongConvexity;

    public T Value(Tensor<T> x) => _count > evaluations ? T.NaN : inner.Value(x);

    public void Gradient(Tensor<T> x, Tensor<T> destination) => ValueAndGradient(x, destination);

    public T ValueAndGradient(Tensor<T> x, Tensor<T> destination)
    {
        T value = inner.ValueAndGradient(x, destination);
        if (++_count <= evaluations)
            return value;
        destination.Fill(T.NaN);
        return T.NaN;
    }

    public void HessianVector(Tensor<T> x, Tensor<T> v, Tensor<T> destination) => inner.HessianVector(x, v, destination);
}

/// <summary>A proximable function that turns into NaN after some proxes.</summary>
internal sealed class FailingProx<T>(IProximable<T> inner, int proxes) : IProximable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private int _count;

    public bool HasFailed => _count > proxes;

    public FunctionTraits Traits => inner.Traits;

    public T Value(ReadOnlySpan<T> x) => inner.Value(x);

    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        T value = inner.Prox(x, step, destination);
        if (++_count <= proxes)
            return value;
        destination.Fill(T.NaN);
        return T.NaN;
    }
}

/// <summary>A function that is not convex, nor says so.</summary>
internal sealed class CountNonZero<T> : IProximable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public FunctionTraits Traits => FunctionTraits.Separable;

    public T Value(ReadOnlySpan<T> x)
    {
        int count = 0;
        foreach (T element in x)
            count += element == T.Zero ? 0 : 1;
        return T.CreateChecked(count);
    }

    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        T threshold = T.Sqrt(step + step);
        for (int i = 0; i < x.Length; i++)
            destination[i] = T.Abs(x[i]) > threshold ? x[i] : T.Zero;
        return Value(destination);
    }
}

/// <summary>A function of blocks that turns into NaN after some evaluations of its gradients.</summary>
internal sealed class FailingBlocks<T>(IBlockSmoothFunction<T> inner, int evaluations) : IBlockSmoothFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private int _count;

    public IReadOnlyList<int> BlockLengths => inner.BlockLengths;

    public T Value(ReadOnlySpan<T> x) => _count > evaluations ? T.NaN : inner.Value(x);

    public void Gradient(ReadOnlySpan<T> x, int block, Span<T> destination)
    {
        inner.Gradient(x, block, destination);
        if (++_count > evaluations)
            destination.Fill(T.NaN);
    }

    public T LipschitzConstant(ReadOnlySpan<T> x, int block) => inner.LipschitzConstant(x, block);
}
