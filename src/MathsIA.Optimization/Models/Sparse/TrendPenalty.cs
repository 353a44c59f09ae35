namespace MathsIA.Optimization;

/// <summary>How changes of weights from one time to the next are penalized.</summary>
public enum TrendPenalty
{
    /// <summary><c>Σ_ij |W_{i+1,j} − W_ij|</c>: each weight jumps on its own.</summary>
    Entries = 0,

    /// <summary><c>Σ_i ‖W_{i+1} − W_i‖₂</c>: the weights jump together.</summary>
    Rows,
}
