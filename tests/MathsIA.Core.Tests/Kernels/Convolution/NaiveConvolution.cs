namespace MathsIA.Tests.Kernels;

/// <summary>The trilinear form of a convolution written out: every product once, in double.</summary>
internal static class NaiveConvolution
{
    /// <summary>What is done for every product that takes part: the places of y, x and w in row-major order.</summary>
    public static void ForEach(ConvolutionCase c, Shape y, Action<int, int, int> visit)
    {
        Shape xs = As2D(c.X), ws = As2D(c.Weight), ys = As2D(y);
        int outputs = ws[0] / c.Options.Groups;
        for (int n = 0; n < ys[0]; n++)
        for (int k = 0; k < ys[1]; k++)
        for (int i = 0; i < ys[2]; i++)
        for (int j = 0; j < ys[3]; j++)
        for (int ch = 0; ch < ws[1]; ch++)
        for (int r = 0; r < ws[2]; r++)
        for (int s = 0; s < ws[3]; s++)
        {
            int row = Place(c, 0, i, r), column = Place(c, 1, j, s);
            if (row < 0 || row >= xs[2] || column < 0 || column >= xs[3])
                continue;
            int channel = k / outputs * ws[1] + ch;
            visit(((n * ys[1] + k) * ys[2] + i) * ys[3] + j, ((n * xs[1] + channel) * xs[2] + row) * xs[3] + column, ((k * ws[1] + ch) * ws[2] + r) * ws[3] + s);
        }
    }

    /// <summary>The shape of y, by the formula of the documentation.</summary>
    public static Shape Result(ConvolutionCase c)
    {
        var lengths = new int[c.X.Rank];
        lengths[0] = c.X[0];
        lengths[1] = c.Weight[0];
        for (int axis = 2; axis < lengths.Length; axis++)
        {
            ConvolutionOptions o = c.Options;
            int a = axis - 2;
            lengths[axis] = (c.X[axis] + o.Padding.At(a) + (o.PaddingAfter ?? o.Padding).At(a) - o.Dilation.At(a) * (c.Weight[axis] - 1) - 1) / o.Stride.At(a) + 1;
        }

        return new Shape(lengths);
    }

    private static int Place(ConvolutionCase c, int axis, int output, int tap)
    {
        if (c.X.Rank == 3)
        {
            if (axis == 0)
                return output + tap;
            axis = 0;
        }

        return output * c.Options.Stride.At(axis) + tap * c.Options.Dilation.At(axis) - c.Options.Padding.At(axis);
    }

    private static Shape As2D(Shape shape) => shape.Rank == 4 ? shape : shape.Insert(2, 1);
}
