namespace MathsIA.AutoDiff;

/// <summary>How a tape notices that a tensor it saved was changed in place before backward read it.</summary>
/// <remarks>Only memory that a caller can reach is looked at: constants, watched tensors and values read by
/// <see cref="Variable{T}.Value"/>. What the tape itself owns cannot be changed from outside.</remarks>
public enum ChangeDetection
{
    /// <summary>Compares the bits of 64 elements spread evenly over the tensor, all of them if there are fewer: about 0.1 µs a tensor. It
    /// finds every change that touches one of them, such as an optimizer's step; not the change of one element of many.</summary>
    Sampled = 0,

    /// <summary>Compares a hash of the bits of all elements: two passes over each tensor. Finds any change.</summary>
    Full = 1,

    /// <summary>Looks at nothing.</summary>
    None = 2,
}
