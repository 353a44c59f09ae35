using System.Numerics;

namespace MathsIA.Optimization;

/// <summary><c>½ Σ s_i (y_i − η_i)²</c>, over all outputs.</summary>
internal readonly unsafe struct SquaredDatafit<T>(T* targets, T* weights, int outputs, int rows, int stride, T largestWeight) : IDatafit<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static bool IsQuadratic => true;

    public int Outputs => outputs;

    public T Smoothness => weights == null ? T.One : largestWeight;

    public void Start(T* residual)
    {
        for (int k = 0; k < outputs; k++)
        {
            for (int i = 0; i < stride; i++)
                residual[(k * stride) + i] = weights == null ? targets[(k * stride) + i] : targets[(k * stride) + i] * weights[i];
        }
    }

    public T Value(T* predictions, T* residual) => HalfSquares(residual, null);

    public void Residual(T* predictions, T* residual)
    {
        for (int k = 0; k < outputs; k++)
        {
            for (int i = 0; i < rows; i++)
            {
                T rest = targets[(k * stride) + i] - predictions[(k * stride) + i];
                residual[(k * stride) + i] = weights == null ? rest : weights[i] * rest;
            }
        }
    }

    public void Curvature(T* predictions, T* curvature)
    {
        for (int k = 0; k < outputs; k++)
        {
            for (int i = 0; i < rows; i++)
                curvature[(k * stride) + i] = weights == null ? T.One : weights[i];
        }
    }

    public T Gap(T* predictions, T* residual, T* dual) => HalfSquares(residual, dual);

    /// <summary><c>½ Σ (ρ_i − θ_i)²/s_i</c>: a sample without weight has no residual either.</summary>
    private T HalfSquares(T* residual, T* dual)
    {
        T sum = T.Zero;
        for (int k = 0; k < outputs; k++)
        {
            T* rho = residual + (k * stride), theta = dual == null ? null : dual + (k * stride);
            if (weights == null)
            {
                sum += theta == null ? ColumnKernels.Dot(stride, rho, rho) : ColumnKernels.SquaredDistance(stride, rho, T.One, theta);
                continue;
            }

            for (int i = 0; i < rows; i++)
            {
                T away = theta == null ? rho[i] : rho[i] - theta[i];
                if (weights[i] > T.Zero)
                    sum += away * away / weights[i];
            }
        }

        return sum / (T.One + T.One);
    }
}
