using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.Kernels;

/// <summary>Transforms square kernels: for each of the 36 values a matrix [sources, results], packed as the matrix product reads its right operand.</summary>
/// <remarks>One piece of work is a panel of channels of the result. The transposed convolution has source and result exchanged and the
/// kernel turned by half a circle.</remarks>
internal readonly unsafe struct WinogradWeights<T>(T* weights, int taps, int groups, int results, int sources, nint resultStride, nint sourceStride, bool turned, T* packed) : ILoopBody
    where T : unmanaged, INumber<T>
{
    private const int Values = WinogradPoints.Count * WinogradPoints.Count;

    private static int Width => GemmBlocking.TileColumns<T>();

    private readonly int _panels = (results + Width - 1) / Width;

    public int Count => groups * _panels;

    /// <summary>The elements of one of the 36 matrices.</summary>
    public static long MatrixSize(int results, int sources) => (long)GemmBlocking.RoundUp(results, Width) * sources;

    public void Run(int index)
    {
        (int group, int panel) = Math.DivRem(index, _panels);
        int width = Width, first = panel * width, count = Math.Min(width, results - first);
        T* source = weights + (nint)group * results * sources * taps * taps + first * resultStride;
        nint matrix = (nint)MatrixSize(results, sources);
        T* target = packed + group * Values * matrix + (nint)panel * width * sources;
        T* kernels = stackalloc T[25 * 32];
        int area = taps * taps;
        for (int c = 0; c < sources; c++, target += width)
        {
            for (int i = 0; i < width; i++)
            {
                T* kernel = source + i * resultStride + c * sourceStride;
                for (int t = 0; t < area; t++)
                    kernels[t * width + i] = i < count ? kernel[turned ? area - 1 - t : t] : default;
            }

            WinogradTiles.Filter(taps, kernels, taps * width, width, width, target, matrix);
        }
    }
}
