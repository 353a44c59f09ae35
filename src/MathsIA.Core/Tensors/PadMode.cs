namespace MathsIA;

/// <summary>What <c>Pad</c> puts around a tensor. For <c>a b c d</c>, two entries on either side:</summary>
public enum PadMode
{
    /// <summary><c>0 0 | a b c d | 0 0</c>: one value.</summary>
    Constant = 0,

    /// <summary><c>c b | a b c d | c b</c>: mirrored at the edge entry, which is not repeated.</summary>
    Reflect = 1,

    /// <summary><c>b a | a b c d | d c</c>: mirrored at the edge, so that the edge entry is repeated.</summary>
    Symmetric = 2,

    /// <summary><c>a a | a b c d | d d</c>: the edge entry.</summary>
    Replicate = 3,

    /// <summary><c>c d | a b c d | a b</c>: the tensor from its other end.</summary>
    Circular = 4,
}
