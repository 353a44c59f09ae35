namespace MathsIA.Data;

/// <summary>What the fields of a column all are.</summary>
public enum CsvColumnKind
{
    /// <summary>Nothing but missing values.</summary>
    Missing = 0,

    /// <summary>Integers that fit <c>long</c>, or missing values.</summary>
    Integer = 1,

    /// <summary>Numbers, some of them not integers, or missing values.</summary>
    Number = 2,

    /// <summary>The words true and false, in any case, or missing values.</summary>
    Boolean = 3,

    /// <summary>Anything.</summary>
    Text = 4,
}
