namespace MathsIA.Kernels;

/// <summary>An elementwise function of two operands: a struct whose fields are the function's parameters.</summary>
internal interface IZip<T> where T : unmanaged
{
    /// <summary>The function, on registers of any width.</summary>
    TLane Apply<TLane>(TLane x, TLane y) where TLane : struct, ILane<TLane, T>;

    /// <summary>Whether the driver works on four registers at a time; see <see cref="IMap{T}.Unrolls"/>.</summary>
    static virtual bool Unrolls => true;
}
