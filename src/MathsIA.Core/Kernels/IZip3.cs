namespace MathsIA.Kernels;

/// <summary>An elementwise function of three operands: a struct whose fields are the function's parameters.</summary>
internal interface IZip3<T> where T : unmanaged
{
    /// <summary>The function, on registers of any width.</summary>
    TLane Apply<TLane>(TLane x, TLane y, TLane z) where TLane : struct, ILane<TLane, T>;
}
