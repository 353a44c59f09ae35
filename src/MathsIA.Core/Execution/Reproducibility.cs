namespace MathsIA;

/// <summary>How far the bits of a result are promised to be the same.</summary>
public enum Reproducibility
{
    /// <summary>The same bits for any number of threads, and on every machine with fused multiply-add, whatever the
    /// width of its vectors. The default: it costs nothing measurable.</summary>
    Portable = 0,

    /// <summary>The same bits for the same machine and number of threads; a kernel may choose another order of summation
    /// where that is faster.</summary>
    Machine = 1,
}
