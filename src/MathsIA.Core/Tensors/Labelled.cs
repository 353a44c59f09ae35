namespace MathsIA;

/// <summary>A tensor whose axes carry labels, no label twice.</summary>
internal readonly record struct Labelled<T>(Tensor<T> Tensor, int[] Labels) where T : unmanaged
{
    public int LengthOf(int label) => Tensor.Shape.Lengths[Array.IndexOf(Labels, label)];

    /// <summary>The tensor with its axes in the order of some labels; a label that it does not carry becomes an axis of length 1.</summary>
    public Tensor<T> Arrange(params ReadOnlySpan<int> labels)
    {
        var lengths = new int[labels.Length];
        var strides = new int[labels.Length];
        for (int i = 0; i < labels.Length; i++)
        {
            int axis = Array.IndexOf(Labels, labels[i]);
            lengths[i] = axis < 0 ? 1 : Tensor.Shape.Lengths[axis];
            strides[i] = axis < 0 ? 0 : Tensor.Strides[axis];
        }

        return Tensor.Window(Tensor.Offset, new Shape(lengths), strides);
    }
}
