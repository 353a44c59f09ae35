namespace MathsIA;

/// <summary>How far the bits of a result are promised to be the same: what the caller relies on, not a way of computing.</summary>
/// <remarks>Both levels run the same kernels today and give the same bits, because nothing measured was faster for giving up the
/// stronger promise. Code that asks for <see cref="Machine"/> must not rely on more than that: a later version may make use of it.</remarks>
public enum Reproducibility
{
    /// <summary>The same bits for any number of threads, and on every machine with fused multiply-add, whatever the
    /// width of its vectors. The default: it costs nothing measurable.</summary>
    Portable = 0,

    /// <summary>The same bits for the same machine and number of threads. No more is promised: a kernel may choose another order
    /// of summation where that is faster. None does so far, so that this is the same as <see cref="Portable"/>.</summary>
    Machine = 1,
}
