namespace MathsIA.Kernels;

/// <summary>Turns the shapes and options of a convolution into its sizes, or into an exception that says what does not fit.</summary>
internal static class ConvolutionArgument
{
    /// <summary>The sizes of the convolution of an input with a weight.</summary>
    public static ConvolutionShape Of(string operation, Shape x, Shape weight, ConvolutionOptions options, string xName = "x", string weightName = "weight")
    {
        int axes = Check(operation, x, weight, options, xName, weightName);
        int groups = options.Groups;
        if (x.Lengths[1] != groups * (long)weight.Lengths[1])
            throw new ShapeMismatchException(operation, $"x {x}, weight {weight}: {x.Lengths[1]} channels are not {groups} group(s) of {weight.Lengths[1]}.", weightName);
        ConvolutionAxis columns = Axis(operation, x, weight, options, axes - 1, axes, weightName);
        return new(x.Lengths[0], groups, weight.Lengths[1], weight.Lengths[0] / groups, axes == 1 ? ConvolutionAxis.One : Axis(operation, x, weight, options, 0, axes, weightName), columns);
    }

    /// <summary>The shape of the result of a convolution.</summary>
    public static Shape Result(string operation, Shape x, Shape weight, ConvolutionOptions options, string xName = "x", string weightName = "weight")
    {
        RequireNoOutputPadding(operation, options);
        ConvolutionShape shape = Of(operation, x, weight, options, xName, weightName);
        int outputs = weight.Lengths[0];
        return x.Rank == 3 ? [shape.Batch, outputs, shape.Columns.Output] : [shape.Batch, outputs, shape.Rows.Output, shape.Columns.Output];
    }

    /// <summary>The shape of the result of a transposed convolution.</summary>
    public static Shape TransposedResult(string operation, Shape x, Shape weight, ConvolutionOptions options)
    {
        int axes = Check(operation, x, weight, options, nameof(x), nameof(weight));
        if (x.Lengths[1] != weight.Lengths[0])
            throw new ShapeMismatchException(operation, $"x {x}, weight {weight}: {x.Lengths[1]} channels for the {weight.Lengths[0]} of the weight.", nameof(weight));
        Span<int> lengths = stackalloc int[x.Rank];
        lengths[0] = x.Lengths[0];
        lengths[1] = checked(options.Groups * weight.Lengths[1]);
        for (int axis = 0; axis < axes; axis++)
        {
            int stride = options.Stride.At(axis), more = options.OutputPadding.At(axis);
            if (more >= stride)
                throw new ArgumentOutOfRangeException(nameof(options), more, $"{operation}: the output padding {options.OutputPadding} must be less than the stride {options.Stride}.");
            long reach = ((long)x.Lengths[axis + 2] - 1) * stride + (long)options.Dilation.At(axis) * (weight.Lengths[axis + 2] - 1) + 1 + more;
            long length = reach - options.Padding.At(axis) - (options.PaddingAfter ?? options.Padding).At(axis);
            if (x.Lengths[axis + 2] == 0 || length < 0 || length > Array.MaxLength)
                throw new ShapeMismatchException(operation, $"x {x}, weight {weight}: spatial axis {axis} of the result would have {(x.Lengths[axis + 2] == 0 ? 0 : length)} elements.", nameof(x));
            lengths[axis + 2] = (int)length;
        }

        return new Shape(lengths);
    }

    /// <summary>Checks that an output gradient has the shape of the output. Of input and weight one is a tensor, the other the shape of what is asked
    /// for: both have a name to be refused by.</summary>
    public static void RequireOutput(string operation, Shape x, Shape weight, Shape gradient, ConvolutionOptions options, string paramName, string xName = "x", string weightName = "weight")
    {
        // The output padding says what the input's shape is, which is known here.
        Shape wanted = Result(operation, x, weight, options.OutputPadding == 0 ? options : options with { OutputPadding = 0 }, xName, weightName);
        if (gradient != wanted)
            throw new ShapeMismatchException(operation, $"x {x}, weight {weight} give an output {wanted}, not {gradient}.", paramName);
    }

    /// <summary>Checks a bias: one number a channel of the result.</summary>
    public static void RequireBias(string operation, Shape? bias, int channels)
    {
        if (bias is { } shape && (shape.Rank != 1 || shape.Lengths[0] != channels))
            throw new ShapeMismatchException(operation, $"the bias {shape} must be [{channels}].", nameof(bias));
    }

    public static void RequireElements<T>(string operation)
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw new NotSupportedException($"{operation}: elements are float or double, not {typeof(T)}.");
    }

    /// <summary>Checks a pooling or convolution axis and measures it.</summary>
    public static ConvolutionAxis Axis(string operation, Shape x, int axis, int taps, int stride, int dilation, int before, int after, string paramName)
    {
        int input = x.Lengths[axis + 2];
        long reach = (long)dilation * (taps - 1) + 1, padded = (long)input + before + after;
        if (taps < 1 || reach > padded)
            throw new ShapeMismatchException(operation, $"x {x}: a kernel of {taps} element(s) with dilation {dilation} does not fit into spatial axis {axis}, {padded} long with its padding.", paramName);
        return new(input, (int)((padded - reach) / stride) + 1, taps, stride, dilation, before);
    }

    private static ConvolutionAxis Axis(string operation, Shape x, Shape weight, ConvolutionOptions options, int axis, int axes, string weightName) =>
        Axis(operation, x, axis, weight.Lengths[weight.Rank - axes + axis], options.Stride.At(axis), options.Dilation.At(axis), options.Padding.At(axis), (options.PaddingAfter ?? options.Padding).At(axis), weightName);

    private static int Check(string operation, Shape x, Shape weight, ConvolutionOptions options, string xName, string weightName)
    {
        int axes = x.Rank - 2;
        if (axes is not (1 or 2))
            throw new ShapeMismatchException(operation, $"x {x} must be [examples, channels, length] or [examples, channels, rows, columns].", xName);
        if (weight.Rank != x.Rank)
            throw new ShapeMismatchException(operation, $"x {x}, weight {weight}: both must have rank {x.Rank}.", weightName);
        options.Stride.Require(operation, axes, 1, nameof(options.Stride));
        options.Padding.Require(operation, axes, 0, nameof(options.Padding));
        options.PaddingAfter?.Require(operation, axes, 0, nameof(options.PaddingAfter));
        options.Dilation.Require(operation, axes, 1, nameof(options.Dilation));
        options.OutputPadding.Require(operation, axes, 0, nameof(options.OutputPadding));
        if (options.Groups < 1 || weight.Lengths[0] % options.Groups != 0)
            throw new ArgumentOutOfRangeException(nameof(options), options.Groups, $"{operation}: weight {weight} does not fall into {options.Groups} groups.");
        if (!Enum.IsDefined(options.Algorithm))
            throw new ArgumentOutOfRangeException(nameof(options), options.Algorithm, $"{operation}: there is no such algorithm.");
        for (int axis = 2; axis < weight.Rank; axis++)
        {
            if (weight.Lengths[axis] == 0)
                throw new ShapeMismatchException(operation, $"weight {weight} has no element along an axis.", weightName);
        }

        return axes;
    }

    private static void RequireNoOutputPadding(string operation, ConvolutionOptions options)
    {
        foreach (int value in options.OutputPadding)
        {
            if (value != 0)
                throw new ArgumentException($"{operation}: output padding {options.OutputPadding} belongs to a transposed convolution.", nameof(options));
        }
    }
}
