using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.Kernels;

/// <summary>Adds the partial sums of <see cref="DirectGradientPass{T}"/> in order and puts them in the order of the weights; one piece of work is a channel
/// of the output.</summary>
internal readonly unsafe struct DirectGradientSum<T>(in ConvolutionShape shape, DirectGradientPass<T> pass, T* weights) : ILoopBody where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _results = shape.Outputs, _sources = shape.Inputs, _taps = shape.Taps, _groups = shape.Groups;

    public int Count => _groups * _results;

    public void Run(int index)
    {
        (int group, int k) = Math.DivRem(index, _results);
        int pitch = pass.Pitch, run = pass.Run, together = pass.TapsTogether;
        nint step = (nint)_results * pitch, part = (nint)pass.Sums;
        T* sums = pass.Partial + (nint)group * pass.Runs * step + (nint)k * pitch, target = weights + (nint)index * _sources * _taps;
        for (int i = 0; i < pass.Runs; i++, sums += step)
        {
            for (int p = 1; p < pass.Parts; p++)
                Zip.Run(sums, sums + p * part, sums, run, default(AddOperator<T>));
            if (pass.IsByPlane)
            {
                StridedCopy.CopyRun(sums, 1, target, 1, run);
                continue;
            }

            for (int t = 0; t < together; t++)
                StridedCopy.CopyRun(sums + t * _sources, 1, target + i * together + t, _taps, _sources);
        }
    }
}
