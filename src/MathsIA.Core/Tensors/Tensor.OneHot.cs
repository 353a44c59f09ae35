using System.Numerics;

namespace MathsIA;

public static partial class Tensor
{
    /// <summary>Labels as vectors of zeros with a one at the label, along a new last axis.</summary>
    /// <remarks><c>y[i.., c] = (labels[i..] == c)</c>.</remarks>
    /// <typeparam name="T">The element type of the result; it cannot be inferred: <c>Tensor.OneHot&lt;float, int&gt;(labels, 10)</c>.</typeparam>
    /// <typeparam name="TIndex">The type of the labels.</typeparam>
    /// <param name="labels">The labels, of any shape, each from 0 to <paramref name="classes"/> - 1.</param>
    /// <param name="classes">How many classes, at least 0.</param>
    /// <returns>A new tensor of the shape of the labels with the axis of classes appended.</returns>
    /// <exception cref="ArgumentNullException">The labels are null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of classes is negative, or a label is outside them.</exception>
    public static Tensor<T> OneHot<T, TIndex>(Tensor<TIndex> labels, int classes)
        where T : unmanaged, INumberBase<T> where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        Tensor<int> checkedLabels = CheckedLabels(labels, classes, out Shape shape);
        return OneHotInto(checkedLabels, Zeros<T>(shape));
    }

    /// <inheritdoc cref="OneHot{T, TIndex}(Tensor{TIndex}, int)"/>
    /// <param name="labels">The labels, of any shape, each from 0 to <paramref name="classes"/> - 1.</param>
    /// <param name="classes">How many classes, at least 0.</param>
    /// <param name="destination">Where to write; of exactly the result's shape, apart from the labels.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination overlaps the labels.</exception>
    public static Tensor<T> OneHot<T, TIndex>(Tensor<TIndex> labels, int classes, Tensor<T> destination)
        where T : unmanaged, INumberBase<T> where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        Tensor<int> checkedLabels = CheckedLabels(labels, classes, out Shape shape);
        Destination.Require(nameof(OneHot), destination, shape);
        Indices.RequireApart(nameof(OneHot), destination, labels);
        destination.Fill(T.Zero);
        return OneHotInto(checkedLabels, destination);
    }

    private static Tensor<int> CheckedLabels<TIndex>(Tensor<TIndex> labels, int classes, out Shape shape) where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfNegative(classes);
        shape = labels.Shape.Insert(labels.Rank, classes);
        return Indices.Checked(nameof(OneHot), labels, classes, "the classes", nameof(labels));
    }

    private static Tensor<T> OneHotInto<T>(Tensor<int> labels, Tensor<T> destination) where T : unmanaged, INumberBase<T>
    {
        int[] strides = destination.Strides.ToArray();
        Tensor<T> one = Scalar(T.One).BroadcastTo(labels.Shape);
        StridedScatter.Run<T, ScatterSet<T>>(one, labels.Shape, labels, labels.Strides.ToArray(), destination, strides[..^1], strides[^1]);
        return destination;
    }
}
