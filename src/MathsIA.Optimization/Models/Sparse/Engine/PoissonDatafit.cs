using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Optimization;

/// <summary><c>Σ s_i (exp(η_i) − y_i η_i)</c> for counts y and predictors η, offsets added: its gradient has no Lipschitz constant.</summary>
internal readonly unsafe struct PoissonDatafit<T>(T* counts, T* offsets, T* weights, int rows) : IDatafit<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static bool IsQuadratic => false;

    public int Outputs => 1;

    public T Smoothness => T.PositiveInfinity;

    public void Start(T* residual) => throw new NotSupportedException("The Poisson loss is not quadratic.");

    public T Value(T* predictions, T* residual)
    {
        T sum = T.Zero;
        for (int i = 0; i < rows; i++)
            sum += weights[i] * (T.Exp(At(predictions, i)) - (counts[i] * At(predictions, i)));
        return sum;
    }

    public void Residual(T* predictions, T* residual)
    {
        for (int i = 0; i < rows; i++)
            residual[i] = weights[i] * (counts[i] - T.Exp(At(predictions, i)));
    }

    public void Curvature(T* predictions, T* curvature)
    {
        for (int i = 0; i < rows; i++)
            curvature[i] = weights[i] * T.Exp(At(predictions, i));
    }

    /// <summary>The divergence of the rates, <c>v log(v/μ) − v + μ</c> with <c>v = y − θ</c>.</summary>
    public T Gap(T* predictions, T* residual, T* dual)
    {
        T sum = T.Zero;
        for (int i = 0; i < rows; i++)
        {
            if (weights[i] == T.Zero)
                continue;
            T mu = T.Exp(At(predictions, i)), v = counts[i] - (dual[i] / weights[i]);
            if (v < T.Zero)
                return T.PositiveInfinity;
            T term = v > T.Zero ? (v * T.LogP1((v - mu) / mu)) - (v - mu) : mu;
            sum += weights[i] * T.Max(T.Zero, term);
        }

        return sum;
    }

    /// <summary>The linear predictor of a sample, with its offset.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T At(T* predictions, int i) => predictions[i] + offsets[i];
}
