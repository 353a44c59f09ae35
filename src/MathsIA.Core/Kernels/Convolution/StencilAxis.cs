namespace MathsIA.Kernels;

/// <summary>One axis of a stencil: place q of the result sums, over the taps, the source at <c>Origin + q Stride + Offset(tap)</c>.</summary>
/// <remarks>A convolution is one stencil. A transposed convolution with stride s is s of them, one for each remainder of the result's place:
/// each remainder meets only the taps that fall on it, and those meet the source at stride 1.</remarks>
/// <param name="Source">The length of the source.</param>
/// <param name="Stride">The step in the source for one step in the result.</param>
/// <param name="Origin">The place in the source where offset 0 of result 0 stands; may lie outside.</param>
/// <param name="Count">How many places of the result there are.</param>
/// <param name="ResultStart">The place in the result's own axis of the first.</param>
/// <param name="ResultStride">The step in the result's own axis from one to the next.</param>
/// <param name="TapStart">The first tap of the kernel that takes part.</param>
/// <param name="TapStep">The step to the next.</param>
/// <param name="Taps">How many take part.</param>
/// <param name="OffsetStart">The offset of the first of these.</param>
/// <param name="OffsetStep">The step to the offset of the next.</param>
internal readonly record struct StencilAxis(int Source, int Stride, int Origin, int Count, int ResultStart, int ResultStride, int TapStart, int TapStep, int Taps, int OffsetStart, int OffsetStep)
{
    /// <summary>The stencil of a convolution.</summary>
    public static StencilAxis Forward(ConvolutionAxis axis) =>
        new(axis.Input, axis.Stride, -axis.Before, axis.Output, 0, 1, 0, 1, axis.Taps, 0, axis.Dilation);

    /// <summary>The stencil of a transposed convolution for the places of the result that lie <paramref name="remainder"/> after a multiple of
    /// the stride, counted with the padding.</summary>
    public static StencilAxis Transposed(ConvolutionAxis axis, int remainder)
    {
        int stride = axis.Stride, first = CeilingDivide(axis.Before - remainder, stride);
        int count = Math.Max(0, (int)Math.Floor((axis.Input - 1 + axis.Before - remainder) / (double)stride) - first + 1);
        int tapStart = 0;
        while (tapStart < axis.Taps && ((long)axis.Dilation * tapStart - remainder) % stride != 0)
            tapStart++;
        int tapStep = stride / CommonDivisor(axis.Dilation, stride);
        int taps = tapStart < axis.Taps ? (axis.Taps - 1 - tapStart) / tapStep + 1 : 0;
        int last = tapStart + Math.Max(0, taps - 1) * tapStep;
        // Place q reads source q + (remainder - Dilation tap) / stride: the last tap reads the earliest.
        int origin = taps == 0 ? 0 : first + (int)((remainder - (long)axis.Dilation * last) / stride), step = (int)((long)axis.Dilation * tapStep / stride);
        return new(axis.Output, 1, origin, count, stride * first + remainder - axis.Before, stride, tapStart, tapStep, taps, step * Math.Max(0, taps - 1), -step);
    }

    public int Tap(int index) => TapStart + index * TapStep;

    public int Offset(int index) => OffsetStart + index * OffsetStep;

    /// <summary>The steps of the result between which the offsets of all taps lie.</summary>
    public int MaxShift => Taps == 0 ? 0 : Math.Max(OffsetStart, Offset(Taps - 1)) / Stride;

    /// <summary>Whether any tap reads the source entries that lie <paramref name="phase"/> after a multiple of the stride.</summary>
    public bool UsesPhase(int phase)
    {
        for (int t = 0; t < Taps; t++)
        {
            if (Offset(t) % Stride == phase)
                return true;
        }

        return false;
    }

    /// <summary>The quotient rounded up, for a positive divisor.</summary>
    public static int CeilingDivide(int value, int divisor) => value >= 0 ? (value + divisor - 1) / divisor : -(-value / divisor);

    private static int CommonDivisor(int a, int b)
    {
        while (b != 0)
            (a, b) = (b, a % b);
        return a;
    }
}
