using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.RandomNumbers;

public sealed partial class Philox
{
    /// <summary>The next word or two as the bits of one number, turned by a map: the same as one element of a fill.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T NextMapped<TMap, T>(TMap map) where TMap : struct, IMap<T> where T : unmanaged, INumber<T>
    {
        T bits = typeof(T) == typeof(float) ? Unsafe.BitCast<uint, T>(NextUInt32()) : Unsafe.BitCast<ulong, T>(NextUInt64());
        return map.Apply(new LaneScalar<T>(bits)).Value;
    }

    private void FillMapped<TMap, T>(TMap map, Span<T> destination, ComputeContext? context) where TMap : struct, IMap<T> where T : unmanaged, INumber<T>
    {
        WordMap.Fill(_key, _stream, _position, map, destination, context);
        _position += (ulong)destination.Length * (ulong)(Unsafe.SizeOf<T>() / 4);
    }

    /// <summary>Fills a tensor in row-major order: straight when it is contiguous, else through a buffer of its size.</summary>
    private static void FillTensor<T>(Tensor<T> destination, string operation, Action<Memory<T>> fill) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(destination);
        destination.ThrowIfRepeating(operation, nameof(destination));
        if (destination.IsContiguous)
        {
            fill(destination.AsMemory());
            return;
        }

        Tensor<T> filled = Tensor.Uninitialized<T>(destination.Shape);
        fill(filled.AsMemory());
        filled.CopyTo(destination);
    }

    private static void RequireFinite<T>(string operation, T value, string paramName) where T : INumberBase<T>
    {
        if (!T.IsFinite(value))
            throw new ArgumentOutOfRangeException(paramName, value, $"{operation}: {paramName} must be finite.");
    }

    private static void RequirePositive<T>(string operation, T value, string paramName) where T : INumber<T>
    {
        if (!T.IsFinite(value) || value <= T.Zero)
            throw new ArgumentOutOfRangeException(paramName, value, $"{operation}: {paramName} must be finite and above zero.");
    }

    /// <summary>Only the two types that have vectors and enough bits draw numbers; others are made by conversion.</summary>
    private static void RequireSingleOrDouble<T>(string operation)
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw new NotSupportedException($"{operation}: draws float and double; convert the result to {typeof(T).Name}.");
    }
}
