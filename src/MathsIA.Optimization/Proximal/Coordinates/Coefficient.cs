using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>A parameter of a separable function: the same number for every coordinate, or one for each.</summary>
/// <remarks>A common number is stored as a register's worth of copies, and read at <c>index &amp; 0</c>: kernels then need no second
/// version and no branch. The memory is owned by a <see cref="Parameter{T}"/>, or is on the caller's stack.</remarks>
internal readonly unsafe struct Coefficient<T>(T* values, bool isUniform) : IStep<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Elements in the widest register of the smallest element type.</summary>
    public const int Copies = 16;

    private readonly T* _values = values;
    private readonly nint _mask = isUniform ? 0 : -1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane At<TLane>(nint index) where TLane : struct, ILane<TLane, T> => TLane.Load(_values + (index & _mask));

    /// <summary>The number for one coordinate.</summary>
    public T this[nint index] => _values[index & _mask];
}
