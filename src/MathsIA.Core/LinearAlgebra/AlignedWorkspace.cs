using System.Buffers;
using System.Runtime.InteropServices;

namespace MathsIA.LinearAlgebra;

/// <summary>Scratch memory of one factorization: pooled, pinned, aligned to 64 bytes, given back when disposed.</summary>
internal sealed unsafe class AlignedWorkspace<T> : IDisposable where T : unmanaged
{
    private const int Alignment = 64;

    /// <summary>Above this the shared pool keeps nothing, and an array could not hold more than twice as much.</summary>
    private const long LargestPooled = 1L << 30;

    private byte[]? _array;
    private GCHandle _pin;
    private void* _native;

    /// <summary>Takes room for <paramref name="length"/> elements, set to zero if <paramref name="clear"/>.</summary>
    public AlignedWorkspace(long length, bool clear = false)
    {
        long bytes = Math.Max(1, length) * sizeof(T);
        if (bytes + Alignment <= LargestPooled)
        {
            _array = ArrayPool<byte>.Shared.Rent((int)(bytes + Alignment));
            _pin = GCHandle.Alloc(_array, GCHandleType.Pinned);
            Data = (T*)(((nint)_pin.AddrOfPinnedObject() + Alignment - 1) & ~(nint)(Alignment - 1));
        }
        else
        {
            _native = NativeMemory.AlignedAlloc((nuint)bytes, Alignment);
            Data = (T*)_native;
        }

        if (clear)
            NativeMemory.Clear(Data, (nuint)bytes);
    }

    /// <summary>The first element.</summary>
    public T* Data { get; }

    public void Dispose()
    {
        if (_array is { } array)
        {
            _pin.Free();
            _array = null;
            ArrayPool<byte>.Shared.Return(array);
        }

        if (_native != null)
        {
            NativeMemory.AlignedFree(_native);
            _native = null;
        }
    }
}
