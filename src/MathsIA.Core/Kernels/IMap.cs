namespace MathsIA.Kernels;

/// <summary>An elementwise function of one operand: a struct whose fields are the function's parameters.</summary>
internal interface IMap<T> where T : unmanaged
{
    /// <summary>The function, on a register of any width.</summary>
    TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T>;
}
