using System.Numerics;

namespace MathsIA.Optimization.Tests;

/// <summary>Test data, from explicit seeds.</summary>
internal static class Draw
{
    public static Tensor<T> Normal<T>(int seed, params int[] lengths) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Philox(seed);
        Tensor<T> tensor = Tensor.Zeros<T>(lengths);
        foreach (ref T element in tensor.AsSpan())
        {
            double sum = -6;
            for (int i = 0; i < 12; i++)
                sum += (random.NextUInt64() >> 11) * (1.0 / (1L << 53));
            element = T.CreateChecked(sum);
        }

        return tensor;
    }

    public static Tensor<T> Signs<T>(int seed, int count) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Tensor.From(Array.ConvertAll(Normal<T>(seed, count).ToArray(), value => value < T.Zero ? -T.One : T.One));

    public static Tensor<int> Classes(int seed, int count, int classes)
    {
        var random = new Philox(seed);
        return Tensor.From(Enumerable.Range(0, count).Select(_ => (int)(random.NextUInt64() % (ulong)classes)).ToArray());
    }

    public static Tensor<T> Unit<T>(int seed, params int[] lengths) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> tensor = Normal<T>(seed, lengths);
        Vectors.Scale(tensor.AsSpan(), T.One / Vectors.Norm(tensor));
        return tensor;
    }
}
