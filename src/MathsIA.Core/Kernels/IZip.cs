namespace MathsIA.Kernels;

/// <summary>An elementwise function of two operands: a struct whose fields are the function's parameters.</summary>
internal interface IZip<T> where T : unmanaged
{
    /// <summary>The function, on registers of any width.</summary>
    TLane Apply<TLane>(TLane x, TLane y) where TLane : struct, ILane<TLane, T>;
}
