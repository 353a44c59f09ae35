using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Optimization;

/// <summary><c>Σ s_i log(1 + exp(−y_i η_i))</c> for labels −1 and 1 and predictors η, offsets added.</summary>
internal readonly unsafe struct LogisticDatafit<T>(T* labels, T* offsets, T* weights, int rows, T largestWeight) : IDatafit<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static bool IsQuadratic => false;

    public int Outputs => 1;

    public T Smoothness => largestWeight / T.CreateChecked(4);

    public void Start(T* residual) => throw new NotSupportedException("The logistic loss is not quadratic.");

    public T Value(T* predictions, T* residual)
    {
        T sum = T.Zero;
        for (int i = 0; i < rows; i++)
        {
            T margin = labels[i] * At(predictions, i);
            sum += weights[i] * (T.LogP1(T.Exp(-T.Abs(margin))) + T.Max(-margin, T.Zero));
        }

        return sum;
    }

    public void Residual(T* predictions, T* residual)
    {
        for (int i = 0; i < rows; i++)
            residual[i] = weights[i] * labels[i] * LogisticFunction.At(-labels[i] * At(predictions, i));
    }

    public void Curvature(T* predictions, T* curvature)
    {
        for (int i = 0; i < rows; i++)
            curvature[i] = weights[i] * LogisticFunction.At(At(predictions, i)) * LogisticFunction.At(-At(predictions, i));
    }

    /// <summary>The divergence, sample by sample, of the dual point's probability of a mistake from the model's.</summary>
    public T Gap(T* predictions, T* residual, T* dual)
    {
        T sum = T.Zero;
        for (int i = 0; i < rows; i++)
        {
            if (weights[i] == T.Zero)
                continue;
            T q = labels[i] * dual[i] / weights[i], margin = labels[i] * At(predictions, i), p = LogisticFunction.At(-margin);
            if (q < T.Zero || q > T.One)
                return T.PositiveInfinity;
            T away = q - p, term = T.Zero;
            if (q > T.Zero)
                term += q * T.LogP1(away / p);
            if (q < T.One)
                term += (T.One - q) * T.LogP1(-away / LogisticFunction.At(margin));
            sum += weights[i] * T.Max(T.Zero, term);
        }

        return sum;
    }

    /// <summary>The linear predictor of a sample, with its offset.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T At(T* predictions, int i) => predictions[i] + offsets[i];
}
