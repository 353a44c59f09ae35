using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary><c>x + y</c></summary>
internal readonly struct AddOperator<T> : IZip<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x, TLane y) where TLane : struct, ILane<TLane, T> => x + y;
}

/// <summary><c>x - y</c></summary>
internal readonly struct SubtractOperator<T> : IZip<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x, TLane y) where TLane : struct, ILane<TLane, T> => x - y;
}

/// <summary><c>x y</c></summary>
internal readonly struct MultiplyOperator<T> : IZip<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x, TLane y) where TLane : struct, ILane<TLane, T> => x * y;
}

/// <summary><c>x / y</c></summary>
internal readonly struct DivideOperator<T> : IZip<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x, TLane y) where TLane : struct, ILane<TLane, T> => x / y;
}

/// <summary><c>x y + z</c>, rounded once where the machine can.</summary>
internal readonly struct MultiplyAddOperator<T> : IZip3<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x, TLane y, TLane z) where TLane : struct, ILane<TLane, T> => TLane.MultiplyAdd(x, y, z);
}

/// <summary><c>-x</c></summary>
internal readonly struct NegateOperator<T> : IMap<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T> => -x;
}

/// <summary><c>|x|</c></summary>
internal readonly struct AbsOperator<T> : IMap<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T> => TLane.Abs(x);
}

/// <summary><c>x²</c></summary>
internal readonly struct SquareOperator<T> : IMap<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T> => x * x;
}

/// <summary><c>1 / x</c></summary>
internal readonly struct ReciprocalOperator<T> : IMap<T> where T : unmanaged, INumberBase<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T> => TLane.Create(T.One) / x;
}

/// <summary><c>√x</c></summary>
internal readonly struct SqrtOperator<T> : IMap<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T> => TLane.Sqrt(x);
}

/// <summary><c>1 / √x</c></summary>
internal readonly struct RsqrtOperator<T> : IMap<T> where T : unmanaged, INumberBase<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T> => TLane.Create(T.One) / TLane.Sqrt(x);
}
