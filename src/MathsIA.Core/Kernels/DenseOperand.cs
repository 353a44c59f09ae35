using System.Buffers;
using MathsIA.Execution;

namespace MathsIA.Kernels;

/// <summary>The elements of a tensor in row-major order at a fixed place: its own memory, or a copy for as long as the operation runs.</summary>
/// <remarks>One of them is disposed, once, when the operation is done.</remarks>
internal readonly unsafe struct DenseOperand<T> : IDisposable where T : unmanaged
{
    private readonly MemoryHandle _pin;
    private readonly Workspace<T> _copy;

    public DenseOperand(Tensor<T>? tensor)
    {
        if (tensor is null || tensor.IsEmpty)
            return;
        if (tensor.IsContiguous)
        {
            _pin = tensor.Storage.Pin();
            Data = (T*)_pin.Pointer + tensor.Offset;
        }
        else
        {
            _copy = new Workspace<T>(tensor.Length);
            tensor.CopyTo(_copy.Span);
            Data = _copy.Data;
        }
    }

    /// <summary>The first element; null if there is none.</summary>
    public T* Data { get; }

    public void Dispose()
    {
        _pin.Dispose();
        _copy.Dispose();
    }
}
