using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.Kernels;

/// <summary>Adds the partial sums of <see cref="WinogradGradientPass{T}"/> in order and transforms them back to kernels; one piece of work is a
/// channel of the output.</summary>
internal readonly unsafe struct WinogradGradientSum<T>(in ConvolutionShape shape, WinogradGradientPass<T> pass, T* weights) : ILoopBody where T : unmanaged, INumber<T>
{
    private const int Values = WinogradPoints.Count * WinogradPoints.Count;

    private readonly int _groups = shape.Groups, _results = shape.Outputs, _sources = shape.Inputs, _side = shape.Rows.Taps, _taps = shape.Taps;

    public int Count => _groups * _results;

    public void Run(int index)
    {
        (int group, int k) = Math.DivRem(index, _results);
        int pitch = pass.InputPitch;
        (int block, int row) = Math.DivRem(k, pass.BlockChannels);
        nint matrix = (nint)pass.OutputPitch * pitch, part = (nint)_groups * pass.Blocks * pass.Sums;
        T* sums = pass.Partial + ((nint)group * pass.Blocks + block) * pass.Sums + (nint)row * pitch;
        for (int p = 1; p < pass.Parts; p++)
        {
            for (int v = 0; v < Values; v++)
                Zip.Run(sums + v * matrix, sums + p * part + v * matrix, sums + v * matrix, pitch, default(AddOperator<T>));
        }

        using var kernels = new Workspace<T>((long)_taps * pitch);
        WinogradTiles.Output(_side, sums, matrix, pitch, null, kernels.Data, _side * pitch, pitch);
        T* target = weights + (nint)index * _sources * _taps;
        for (int c = 0; c < _sources; c++)
        {
            for (int t = 0; t < _taps; t++)
                *target++ = kernels.Data[t * pitch + c];
        }
    }
}
