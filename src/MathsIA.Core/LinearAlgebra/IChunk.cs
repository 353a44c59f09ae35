using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

/// <summary>Sixty-four bytes of elements held in one or several registers: what the panel kernels step by.</summary>
/// <remarks>A chunk has the same number of elements at every register width, so a sum kept in chunks runs over the same
/// logical lanes, and gives the same bits, on 512, 256 and 128-bit machines.</remarks>
internal interface IChunk<TSelf, T>
    where TSelf : struct, IChunk<TSelf, T>
    where T : unmanaged
{
    /// <summary>Elements in a chunk.</summary>
    static abstract int Count { get; }

    static abstract TSelf Create(T value);

    static abstract unsafe TSelf Load(T* source);

    unsafe void Store(T* destination);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary><c>left * right + addend</c>, as <see cref="ILane{TSelf, T}.MultiplyAdd"/>.</summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf addend);
}
