using System.Runtime.InteropServices;
using SystemTensors = System.Numerics.Tensors;

namespace MathsIA;

public sealed partial class Tensor<T>
{
    /// <summary>The tensor as a platform tensor span, sharing memory.</summary>
    /// <remarks>Platform tensors have at least one axis: a 0-dimensional tensor becomes one of shape [1].</remarks>
    /// <returns>A span of the same shape on the same elements; broadcast axes keep their stride of 0.</returns>
    /// <exception cref="InvalidOperationException">The layout is one that platform tensors do not have: a reversed axis, or
    /// windows that overlap. See <see cref="Contiguous"/>.</exception>
    public SystemTensors.TensorSpan<T> AsTensorSpan()
    {
        (nint[] lengths, nint[] strides) = SystemLayout(nameof(AsTensorSpan));
        try
        {
            return IsEmpty
                ? SystemTensors.Tensor.CreateFromShape<T>(lengths).AsTensorSpan()
                : new SystemTensors.TensorSpan<T>(_storage.Span.Slice(Offset, Reach().High - Offset + 1), lengths, strides);
        }
        catch (ArgumentException refusal)
        {
            throw Unrepresentable(nameof(AsTensorSpan), refusal);
        }
    }

    /// <summary>The tensor as a read-only platform tensor span, sharing memory.</summary>
    /// <inheritdoc cref="AsTensorSpan"/>
    public SystemTensors.ReadOnlyTensorSpan<T> AsReadOnlyTensorSpan() => AsTensorSpan().AsReadOnlyTensorSpan();

    /// <summary>The tensor as a platform tensor, sharing memory.</summary>
    /// <remarks>Platform tensors have at least one axis: a 0-dimensional tensor becomes one of shape [1].</remarks>
    /// <returns>A tensor of the same shape on the same elements.</returns>
    /// <exception cref="InvalidOperationException">The layout is one that platform tensors do not have (a reversed axis, or windows
    /// that overlap), or the memory does not come from an array. See <see cref="Clone"/>.</exception>
    public SystemTensors.Tensor<T> AsSystemTensor()
    {
        (nint[] lengths, nint[] strides) = SystemLayout(nameof(AsSystemTensor));
        if (MemoryMarshal.TryGetMemoryManager<T, SystemTensorMemory<T>>(_storage, out SystemTensorMemory<T>? manager)
            && Offset == 0 && manager.Source.Lengths.SequenceEqual(lengths) && manager.Source.Strides.SequenceEqual(strides))
            return manager.Source;
        if (!MemoryMarshal.TryGetArray<T>(_storage, out ArraySegment<T> segment))
            throw new InvalidOperationException("AsSystemTensor: the memory does not come from an array, which a platform tensor needs; call Clone() first.");
        try
        {
            return IsEmpty
                ? SystemTensors.Tensor.CreateFromShape<T>(lengths)
                : SystemTensors.Tensor.Create(segment.Array!, segment.Offset + Offset, lengths, strides);
        }
        catch (ArgumentException refusal)
        {
            throw Unrepresentable(nameof(AsSystemTensor), refusal);
        }
    }

    /// <summary>Lengths and strides by the rules of the platform: an axis of length 1 has stride 0, none is negative.</summary>
    private (nint[] Lengths, nint[] Strides) SystemLayout(string operation)
    {
        if (Rank == 0)
            return ([1], [0]);
        var lengths = new nint[Rank];
        var strides = new nint[Rank];
        for (int i = 0; i < Rank; i++)
        {
            lengths[i] = Shape.Lengths[i];
            strides[i] = Shape.Lengths[i] <= 1 ? 0 : _strides[i];
            if (strides[i] < 0 && !IsEmpty)
                throw Unrepresentable(operation, null);
        }

        return (lengths, strides);
    }

    private InvalidOperationException Unrepresentable(string operation, Exception? cause) =>
        new($"{operation}: a platform tensor cannot have the strides [{string.Join(", ", _strides)}] for the shape {Shape}; call Contiguous() first.", cause);
}
