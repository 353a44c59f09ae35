using System.Numerics;

namespace MathsIA.AutoDiff.Primitives;

/// <summary>The shape rules of attention.</summary>
internal static class AttentionShapes
{
    private const string Operation = nameof(Variable.ScaledDotProductAttention);

    /// <summary>A shape with leading axes of length 1.</summary>
    public static Shape WithAxes(Shape shape, int count)
    {
        for (; count > 0; count--)
            shape = shape.Insert(0, 1);
        return shape;
    }

    /// <summary>A variable with leading axes of length 1.</summary>
    public static Variable<T> WithAxes<T>(Variable<T> x, int count) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        count == 0 ? x : x.Reshape(WithAxes(x.Shape, count).Lengths);

    /// <summary>Checks queries, keys and values of rank 4.</summary>
    public static void Check(Shape q, Shape k, Shape v)
    {
        if (k[0] != q[0] || v[0] != q[0])
            throw new ShapeMismatchException(Operation, $"query {q}, key {k}, value {v}: the numbers of examples differ.", "key");
        if (k[3] != q[3])
            throw new ShapeMismatchException(Operation, $"query {q}, key {k}: widths {q[3]} and {k[3]} differ.", "key");
        if (v[1] != k[1] || v[2] != k[2])
            throw new ShapeMismatchException(Operation, $"key {k}, value {v}: there has to be one value a key.", "value");
        if (k[1] == 0 ? q[1] != 0 : q[1] % k[1] != 0)
            throw new ShapeMismatchException(Operation, $"query {q}, key {k}: {k[1]} heads of keys do not divide {q[1]} heads of queries.", "key");
    }

    /// <summary>Checks that something broadcasts to the scores, and returns its shape of rank 4.</summary>
    public static Shape Scores(Shape shape, Shape scores, string argument)
    {
        bool fits = shape.Rank <= 4;
        for (int i = 1; fits && i <= shape.Rank; i++)
            fits = shape[-i] == scores[-i] || shape[-i] == 1;
        return fits ? WithAxes(shape, 4 - shape.Rank) : throw new ShapeMismatchException(Operation, $"{argument} {shape} does not broadcast to the scores {scores}.", argument);
    }

    /// <summary>Checks the numbers of keys.</summary>
    public static void CheckLengths(Tensor<int> lengths, int batch, int keys)
    {
        if (lengths.Rank != 1 || lengths.Length != batch)
            throw new ShapeMismatchException(Operation, $"key lengths {lengths.Shape} are not one number for each of {batch} examples.", nameof(AttentionOptions.KeyLengths));
        for (int i = 0; i < lengths.Length; i++)
        {
            if ((uint)lengths[i] > (uint)keys)
                throw new ArgumentOutOfRangeException(nameof(AttentionOptions.KeyLengths), lengths[i], $"{Operation}: example {i} cannot have so many of {keys} keys.");
        }
    }

    /// <summary>The axis of the examples of a batch rule and that of the operand's own examples, made one.</summary>
    public static Variable<T> Merged<T>(Variable<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Shape shape = x.Shape;
        return x.Reshape([shape[0] * shape[1], .. shape.Lengths[2..]]);
    }

    /// <summary>A tensor whose first axis is that of the examples, or has length 1, repeated for every example of a batch rule.</summary>
    public static Tensor<TElement>? Repeated<TElement>(Tensor<TElement>? tensor, int size, int batch) where TElement : unmanaged =>
        tensor is null || (tensor.Rank == 4 && tensor.Shape[0] != batch) || (tensor.Rank == 4 && batch == 1)
            ? tensor
            : tensor.Unsqueeze(0).BroadcastTo([size, .. tensor.Shape.Lengths]).Reshape([size * tensor.Shape[0], .. tensor.Shape.Lengths[1..]]);
}
