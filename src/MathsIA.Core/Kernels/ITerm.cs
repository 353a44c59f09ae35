namespace MathsIA.Kernels;

/// <summary>The terms of a sum: a struct that holds where the operands lie and what is made of them.</summary>
/// <remarks>Each term is asked for exactly once, so a term may also store what it computed.</remarks>
internal interface ITerm<T> where T : unmanaged
{
    /// <summary>The terms from <paramref name="index"/> on, as many as the register holds.</summary>
    TLane Get<TLane>(nint index) where TLane : struct, ILane<TLane, T>;
}
