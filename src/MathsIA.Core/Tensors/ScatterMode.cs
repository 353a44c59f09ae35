namespace MathsIA;

/// <summary>What scattering does where a value arrives on an element.</summary>
/// <remarks>Values arrive in the row-major order of the indices, on one thread: where several meet on one element the result
/// does not depend on the machine.</remarks>
public enum ScatterMode
{
    /// <summary>The value replaces the element; of several, the last stays.</summary>
    Set = 0,

    /// <summary>The value is added to the element, in the order of arrival.</summary>
    Add = 1,

    /// <summary>The smaller of the two stays; NaN if either is NaN.</summary>
    Min = 2,

    /// <summary>The larger of the two stays; NaN if either is NaN.</summary>
    Max = 3,
}
