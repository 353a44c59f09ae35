namespace MathsIA.AutoDiff;

/// <summary>How far queries look forward.</summary>
public enum CausalMask
{
    /// <summary>To the end.</summary>
    None = 0,

    /// <summary>Query i looks at keys 0 to i: both sequences begin together.</summary>
    UpperLeft = 1,

    /// <summary>Both sequences end together: with q queries and k keys, query i looks at keys 0 to i + k − q. For queries that go on where
    /// earlier ones, whose keys are kept, have ended.</summary>
    LowerRight = 2,
}
