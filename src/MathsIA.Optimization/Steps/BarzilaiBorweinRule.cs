namespace MathsIA.Optimization;

/// <summary>Which of its two steps <see cref="BarzilaiBorweinStep"/> takes.</summary>
public enum BarzilaiBorweinRule
{
    /// <summary>One after the other.</summary>
    Alternating = 0,

    /// <summary>The long one, <c>⟨s, s⟩ / ⟨s, y⟩</c>.</summary>
    Long,

    /// <summary>The short one, <c>⟨s, y⟩ / ⟨y, y⟩</c>.</summary>
    Short,
}
