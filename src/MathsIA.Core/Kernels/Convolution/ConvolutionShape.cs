namespace MathsIA.Kernels;

/// <summary>The sizes of a convolution in two dimensions; one dimension is an image of one row.</summary>
/// <remarks>Inputs x are [Batch, Groups Inputs, rows, columns], weights [Groups Outputs, Inputs, taps, taps], outputs y [Batch, Groups Outputs,
/// rows, columns]. The same sizes serve the three products of one trilinear form: y from x and w, x from y and w (the
/// transposed convolution, which is the gradient), w from x and y.</remarks>
internal readonly record struct ConvolutionShape(int Batch, int Groups, int Inputs, int Outputs, ConvolutionAxis Rows, ConvolutionAxis Columns)
{
    public int Taps => Rows.Taps * Columns.Taps;

    public int InputPlane => Rows.Input * Columns.Input;

    public int OutputPlane => Rows.Output * Columns.Output;

    /// <summary>The multiplications of the definition.</summary>
    public long Work => (long)Batch * Groups * Outputs * Inputs * Taps * OutputPlane;
}
