using System.Buffers;
using System.Runtime.InteropServices;

namespace MathsIA.LinearAlgebra;

/// <summary>Pinned scratch memory from the shared pool, given back on disposal. Its contents are whatever they were.</summary>
internal ref struct Workspace<T> where T : unmanaged
{
    private T[]? _array;
    private GCHandle _pin;

    /// <summary>Rents room for a number of elements.</summary>
    /// <exception cref="OutOfMemoryException">There are more than an array can hold.</exception>
    public unsafe Workspace(long length)
    {
        if (length > Array.MaxLength)
            throw new OutOfMemoryException($"A workspace of {length} elements is more than {Array.MaxLength}.");
        _array = ArrayPool<T>.Shared.Rent((int)length);
        _pin = GCHandle.Alloc(_array, GCHandleType.Pinned);
        Pointer = (T*)_pin.AddrOfPinnedObject();
    }

    public unsafe T* Pointer { get; }

    public void Dispose()
    {
        if (_array is null)
            return;
        _pin.Free();
        ArrayPool<T>.Shared.Return(_array);
        _array = null;
    }
}
