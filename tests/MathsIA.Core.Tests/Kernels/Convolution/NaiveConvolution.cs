namespace MathsIA.Tests.Kernels;

/// <summary>The trilinear form of a convolution written out: every product once, in double.</summary>
internal static class NaiveConvolution
{
    /// <summary>What is done for every product that takes part: the places of y, x and w in row-major order.</summary>
    public static void ForEach(ConvolutionCase c, Shape y, Action<int, int, int> visit)
    {
        Shape xs = As2D(c.X), ws = As2D(c.Weight), ys = As2D(y);
        int outputs = ws[0] / c.Options.Groups;
        int[] counts = [ys[0], ys[1], ys[2], ys[3], ws[1], ws[2], ws[3]];
        var at = new int[counts.Length];
        if (counts.Contains(0))
            return;
        do
        {
            (int n, int k, int i, int j, int ch, int r, int s) = (at[0], at[1], at[2], at[3], at[4], at[5], at[6]);
            int row = Place(c, 0, i, r), column = Place(c, 1, j, s), channel = k / outputs * ws[1] + ch;
            if (row >= 0 && row < xs[2] && column >= 0 && column < xs[3])
                visit(((n * ys[1] + k) * ys[2] + i) * ys[3] + j, ((n * xs[1] + channel) * xs[2] + row) * xs[3] + column, ((k * ws[1] + ch) * ws[2] + r) * ws[3] + s);
        }
        while (Next(at, counts));
    }

    /// <summary>Counts like an odometer; false after the last.</summary>
    private static bool Next(int[] at, int[] counts)
    {
        for (int d = at.Length - 1; d >= 0; d--)
        {
            if (++at[d] < counts[d])
                return true;
            at[d] = 0;
        }

        return false;
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
