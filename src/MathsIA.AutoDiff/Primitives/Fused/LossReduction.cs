namespace MathsIA.AutoDiff;

/// <summary>What is made of the losses of many rows.</summary>
public enum LossReduction
{
    /// <summary>They stay as they are.</summary>
    None = 0,

    /// <summary>Their sum.</summary>
    Sum = 1,

    /// <summary>Their sum divided by the number of rows that count; 0 if none does.</summary>
    Mean = 2,
}
