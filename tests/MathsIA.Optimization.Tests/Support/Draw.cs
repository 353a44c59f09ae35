using System.Numerics;
using MathsIA.RandomNumbers;

namespace MathsIA.Optimization.Tests;

/// <summary>Test data, from explicit seeds.</summary>
internal static class Draw
{
    public static Tensor<T> Normal<T>(int seed, params int[] lengths) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new Philox(seed).Normal<T>(lengths);

    public static Tensor<T> Signs<T>(int seed, int count) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Tensor.From(Array.ConvertAll(Normal<T>(seed, count).ToArray(), value => value < T.Zero ? -T.One : T.One));

    public static Tensor<int> Classes(int seed, int count, int classes) => new Philox(seed).Integers([count], 0, classes);

    public static Tensor<T> Unit<T>(int seed, params int[] lengths) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> tensor = Normal<T>(seed, lengths);
        Vectors.Scale(tensor.AsSpan(), T.One / Vectors.Norm(tensor));
        return tensor;
    }
}
