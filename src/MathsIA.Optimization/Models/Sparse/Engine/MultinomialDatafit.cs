using System.Numerics;

namespace MathsIA.Optimization;

/// <summary><c>Σ s_i (log Σ_k exp(η_ik) − η_{i,y_i})</c> for class numbers y.</summary>
internal readonly unsafe struct MultinomialDatafit<T>(int* classes, T* weights, int outputs, int rows, int stride, T largestWeight) : IDatafit<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static bool IsQuadratic => false;

    public int Outputs => outputs;

    /// <summary>The largest eigenvalue of <c>diag(p) − p pᵀ</c> is at most one half.</summary>
    public T Smoothness => largestWeight / (T.One + T.One);

    public void Start(T* residual) => throw new NotSupportedException("The multinomial loss is not quadratic.");

    public T Value(T* predictions, T* residual)
    {
        T sum = T.Zero;
        for (int i = 0; i < rows; i++)
            sum += weights[i] * (LogSum(predictions, i) - predictions[(classes[i] * stride) + i]);
        return sum;
    }

    public void Residual(T* predictions, T* residual)
    {
        for (int i = 0; i < rows; i++)
        {
            T total = LogSum(predictions, i);
            for (int k = 0; k < outputs; k++)
                residual[(k * stride) + i] = weights[i] * ((classes[i] == k ? T.One : T.Zero) - T.Exp(predictions[(k * stride) + i] - total));
        }
    }

    /// <summary>The diagonal <c>2 p (1 − p)</c>, which bounds <c>diag(p) − p pᵀ</c> from above by Gershgorin's circles.</summary>
    public void Curvature(T* predictions, T* curvature)
    {
        for (int i = 0; i < rows; i++)
        {
            T total = LogSum(predictions, i);
            for (int k = 0; k < outputs; k++)
            {
                T p = T.Exp(predictions[(k * stride) + i] - total);
                curvature[(k * stride) + i] = weights[i] * (p + p) * (T.One - p);
            }
        }
    }

    /// <summary>The divergence, sample by sample, of the dual point's class probabilities from the model's.</summary>
    public T Gap(T* predictions, T* residual, T* dual)
    {
        T sum = T.Zero;
        for (int i = 0; i < rows; i++)
        {
            if (weights[i] == T.Zero)
                continue;
            T total = LogSum(predictions, i), term = T.Zero;
            for (int k = 0; k < outputs; k++)
            {
                int at = (k * stride) + i;
                T p = T.Exp(predictions[at] - total), q = (classes[i] == k ? T.One : T.Zero) - (dual[at] / weights[i]);
                if (q < -Vectors.Epsilon<T>())
                    return T.PositiveInfinity;
                if (q > T.Zero)
                    term += (q * T.LogP1((q - p) / p)) - (q - p);
                else
                    term += p;
            }

            sum += weights[i] * T.Max(T.Zero, term);
        }

        return sum;
    }

    private T LogSum(T* predictions, int i)
    {
        T largest = T.NegativeInfinity, sum = T.Zero;
        for (int k = 0; k < outputs; k++)
            largest = T.Max(largest, predictions[(k * stride) + i]);
        for (int k = 0; k < outputs; k++)
            sum += T.Exp(predictions[(k * stride) + i] - largest);
        return largest + T.Log(sum);
    }
}
