using SystemTensors = System.Numerics.Tensors;

namespace MathsIA;

public static partial class Tensor
{
    /// <summary>A tensor on the memory of a platform tensor: shares it, whatever its strides.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="tensor">The platform tensor.</param>
    /// <returns>A tensor of the same shape that reads and writes the same elements.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It holds more than <see cref="Array.MaxLength"/> elements.</exception>
    public static Tensor<T> From<T>(SystemTensors.Tensor<T> tensor) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(tensor);
        Shape shape = SystemShape(tensor.Lengths, nameof(tensor));
        long reach = 0;
        var strides = new int[shape.Rank];
        for (int i = 0; i < strides.Length && shape.ElementCount > 0; i++)
        {
            strides[i] = (int)tensor.Strides[i];
            reach += (shape.Lengths[i] - 1L) * tensor.Strides[i];
        }

        if (reach >= Array.MaxLength)
            throw new ArgumentOutOfRangeException(nameof(tensor), reach, $"From: the strides of the tensor of shape {shape} reach past {Array.MaxLength} elements.");
        var memory = new SystemTensorMemory<T>(tensor, shape.ElementCount == 0 ? 0 : (int)reach + 1);
        return new Tensor<T>(memory.Memory, 0, shape, strides);
    }

    /// <summary>A tensor with a copy of the elements of a platform tensor span.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="span">The elements.</param>
    /// <returns>A new tensor of the same shape.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It holds more than <see cref="Array.MaxLength"/> elements.</exception>
    public static Tensor<T> CopyOf<T>(SystemTensors.ReadOnlyTensorSpan<T> span) where T : unmanaged
    {
        Tensor<T> copy = Uninitialized<T>(SystemShape(span.Lengths, nameof(span)));
        if (!copy.IsEmpty)
            span.FlattenTo(copy.AsSpan());
        return copy;
    }

    private static Shape SystemShape(ReadOnlySpan<nint> lengths, string paramName)
    {
        var result = new int[lengths.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = lengths[i] <= Array.MaxLength
                ? (int)lengths[i]
                : throw new ArgumentOutOfRangeException(paramName, lengths[i], $"From: axis {i} is longer than {Array.MaxLength}.");
        }

        return new Shape(result);
    }
}
