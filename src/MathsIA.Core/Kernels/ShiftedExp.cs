using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary><c>exp(x - shift)</c>.</summary>
internal readonly struct ShiftedExp<T>(T shift) : IMap<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T> => default(ExpOperator<T>).Apply(x - TLane.Create(shift));
}

/// <summary><c>(x - first) - second</c>, the two kept apart since their sum would round away the second.</summary>
internal readonly struct TwiceShifted<T>(T first, T second) : IMap<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T> => x - TLane.Create(first) - TLane.Create(second);
}

/// <summary><c>x factor</c>.</summary>
internal readonly struct ScaledBy<T>(T factor) : IMap<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T> => x * TLane.Create(factor);
}

/// <summary><c>log(|x| / unit)</c>.</summary>
internal readonly struct LogRatio<T>(T unit) : IMap<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T> => default(LogOperator<T>).Apply(TLane.Abs(x) / TLane.Create(unit));
}

/// <summary><c>exp(factor x)</c>.</summary>
internal readonly struct ExpOfMultiple<T>(T factor) : IMap<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T> => default(ExpOperator<T>).Apply(TLane.Create(factor) * x);
}
