namespace MathsIA.Optimization;

/// <summary>When an accelerated method drops its momentum and starts anew. O'Donoghue and Candès 2015.</summary>
public enum FistaRestart
{
    /// <summary>Never.</summary>
    None = 0,

    /// <summary>When the objective rises. Costs a value of f a step.</summary>
    Objective,

    /// <summary>When the movement points against the last gradient mapping, <c>⟨y − x⁺, x⁺ − x⟩ &gt; 0</c>. Costs nothing.</summary>
    Gradient,
}
