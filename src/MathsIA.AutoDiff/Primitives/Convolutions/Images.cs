using System.Numerics;

namespace MathsIA.AutoDiff.Primitives;

/// <summary>What the rules of convolution and pooling share: images are [examples, channels, ...].</summary>
internal static class Images
{
    private static readonly int[] AllButChannels1 = [0, 2], AllButChannels2 = [0, 2, 3];

    /// <summary>A number a channel, ready to be added to images of a rank.</summary>
    public static Variable<T> Along<T>(Variable<T> bias, int rank) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<int> lengths = stackalloc int[rank - 1];
        lengths.Fill(1);
        lengths[0] = bias.Shape[-1];
        return bias.Reshape(lengths);
    }

    /// <summary>The sum over everything but the channels.</summary>
    public static Variable<T> SumOver<T>(Variable<T> images) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        images.Sum(images.Rank == 3 ? AllButChannels1 : AllButChannels2);

    /// <summary>The options with the output padding by which the transposed convolution gives back a shape.</summary>
    public static ConvolutionOptions Fitting(ConvolutionOptions options, Shape input, Shape kernels)
    {
        int axes = input.Rank - 2;
        Span<int> more = stackalloc int[axes];
        bool any = false;
        for (int axis = 0; axis < axes; axis++)
        {
            int padding = options.Padding.At(axis) + (options.PaddingAfter ?? options.Padding).At(axis);
            int free = input.Lengths[axis + 2] + padding - options.Dilation.At(axis) * (kernels.Lengths[axis + 2] - 1) - 1;
            more[axis] = free % options.Stride.At(axis);
            any |= more[axis] != 0;
        }

        return any ? options with { OutputPadding = PerAxis.Create(more) } : options;
    }

    /// <summary>Many examples of a batch as one longer batch.</summary>
    public static Variable<T> Merged<T>(Variable<T> batch) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        batch.Reshape([batch.Shape.Lengths[0] * batch.Shape.Lengths[1], .. batch.Shape.Lengths[2..]]);

    /// <summary>The converse of <see cref="Merged"/>.</summary>
    public static Variable<T> Unmerged<T>(int size, Variable<T> merged) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        merged.Reshape([size, merged.Shape.Lengths[0] / Math.Max(1, size), .. merged.Shape.Lengths[1..]]);

    /// <summary>Many batches as one, the channels of one batch after those of another: [size, n, c, ...] to [n, size c, ...].</summary>
    public static Variable<T> IntoGroups<T>(Variable<T> batch) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Shape shape = batch.Shape;
        return batch.MoveAxis(0, 1).Reshape([shape.Lengths[1], shape.Lengths[0] * shape.Lengths[2], .. shape.Lengths[3..]]);
    }

    /// <summary>The converse of <see cref="IntoGroups"/>.</summary>
    public static Variable<T> OutOfGroups<T>(int size, Variable<T> images) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Shape shape = images.Shape;
        return images.Reshape([shape.Lengths[0], size, shape.Lengths[1] / Math.Max(1, size), .. shape.Lengths[2..]]).MoveAxis(1, 0);
    }

    /// <summary>Adds the third operand of a convolution to the images of all examples.</summary>
    public static Variable<T> WithBias<T>(in BatchCall<T> call, Variable<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int rank = call.ExampleRank(0);
        if (!call.IsBatched(2))
            return y + Along(call.Operand(2), rank);
        Span<int> lengths = stackalloc int[rank + 1];
        lengths.Fill(1);
        lengths[0] = call.Size;
        lengths[2] = call.Operand(2).Shape[-1];
        return y + call.Operand(2).Reshape(lengths);
    }
}
