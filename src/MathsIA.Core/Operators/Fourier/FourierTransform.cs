using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Execution;

namespace MathsIA.Operators;

/// <summary>The discrete Fourier transform along every axis of a contiguous tensor, real and imaginary parts apart.</summary>
internal sealed unsafe class FourierTransform<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Shape _shape;
    private readonly FourierPlan<T>[] _plans;

    public FourierTransform(Shape shape)
    {
        _shape = shape;
        _plans = new FourierPlan<T>[shape.Rank];
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            int same = shape.Lengths[..axis].IndexOf(shape.Lengths[axis]);
            _plans[axis] = same >= 0 ? _plans[same] : new FourierPlan<T>(shape.Lengths[axis]);
        }
    }

    /// <summary>How many signals of one length to transform together: two registers of 512 bits, one for very long signals,
    /// so that the block stays in the second-level cache.</summary>
    public static int BlockWidth(int length) => (length > 4096 ? 64 : 128) / Unsafe.SizeOf<T>();

    /// <summary>Transforms in place, without scaling. Exchange the arrays for the inverse (times the number of elements).</summary>
    public void Run(Span<T> re, Span<T> im)
    {
        if (_shape.ElementCount <= 1)
            return;
        fixed (T* pr = re, pi = im)
        {
            for (int axis = 0; axis < _plans.Length; axis++)
                RunAxis(axis, pr, pi);
        }
    }

    private void RunAxis(int axis, T* re, T* im)
    {
        FourierPlan<T> plan = _plans[axis];
        if (plan.Length == 1)
            return;
        var lines = new AxisLines(_shape, axis, BlockWidth(plan.Length));
        int block = lines.Length * lines.Width;
        using var scratch = new Workspace<T>(checked(2 * block + plan.WorkLength(lines.Width)));
        fixed (T* work = scratch.Span)
        {
            if (lines.IsSingleLine)
            {
                plan.Run(re, im, 1, work);
                return;
            }

            for (int b = 0; b < lines.Blocks; b++)
            {
                lines.Gather(re, b, work);
                lines.Gather(im, b, work + block);
                plan.Run(work, work + block, lines.Count(b), work + 2 * block);
                lines.Scatter(work, b, re);
                lines.Scatter(work + block, b, im);
            }
        }
    }
}
