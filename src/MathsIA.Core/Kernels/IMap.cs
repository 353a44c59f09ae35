namespace MathsIA.Kernels;

/// <summary>An elementwise function of one operand: a struct whose fields are the function's parameters.</summary>
internal interface IMap<T> where T : unmanaged
{
    /// <summary>The function, on a register of any width.</summary>
    TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T>;

    /// <summary>Whether the driver works on four registers at a time. A body longer than about forty instructions says no:
    /// the processor overlaps its iterations anyway, and the compiler stops inlining when a method grows too large.</summary>
    static virtual bool Unrolls => true;
}
