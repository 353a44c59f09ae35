using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SystemTensors = System.Numerics.Tensors;

namespace MathsIA;

/// <summary>The elements of a <see cref="SystemTensors.Tensor{T}"/> as memory, which its type does not offer by itself.</summary>
internal sealed unsafe class SystemTensorMemory<T>(SystemTensors.Tensor<T> tensor, int length) : MemoryManager<T> where T : unmanaged
{
    /// <summary>The tensor whose memory this is.</summary>
    public SystemTensors.Tensor<T> Source => tensor;

    // The reference is to the tensor's own first element and not GetPinnableReference(), which for a slice gives the start
    // of the array that the slice was cut from.
    public override Span<T> GetSpan() => length == 0 ? [] : MemoryMarshal.CreateSpan(ref tensor[new nint[tensor.Rank]], length);

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(elementIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(elementIndex, length);
        var pin = new Pinned(tensor.GetPinnedHandle());
        ref T element = ref Unsafe.Add(ref MemoryMarshal.GetReference(GetSpan()), elementIndex);
        return new MemoryHandle(Unsafe.AsPointer(ref element), default, pin);
    }

    public override void Unpin()
    {
        // Each handle lets go of its own pin.
    }

    protected override void Dispose(bool disposing)
    {
        // The tensor's memory belongs to the garbage collector.
    }

    private sealed class Pinned(MemoryHandle handle) : IPinnable
    {
        private MemoryHandle _handle = handle;

        public MemoryHandle Pin(int elementIndex) => _handle;

        public void Unpin() => _handle.Dispose();
    }
}
