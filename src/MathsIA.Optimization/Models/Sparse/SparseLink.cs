namespace MathsIA.Optimization;

/// <summary>How the mean of the response follows from the linear predictor <c>η = X w + b</c>.</summary>
public enum SparseLink
{
    /// <summary>The mean is η: regression.</summary>
    Identity = 0,

    /// <summary>The mean is the probability <c>1/(1 + exp(−η))</c> of the label 1.</summary>
    Logistic,

    /// <summary>The mean is the rate <c>exp(η)</c>.</summary>
    Exponential,

    /// <summary>The means are the class probabilities <c>exp(η_k) / Σ exp(η)</c>.</summary>
    Softmax,
}
