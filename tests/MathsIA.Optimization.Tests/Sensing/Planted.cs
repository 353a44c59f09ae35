using System.Numerics;
using MathsIA.RandomNumbers;

namespace MathsIA.Optimization.Tests;

/// <summary>A sensing matrix with unit columns, a sparse vector and what is measured of it.</summary>
internal sealed record Planted<T>(Tensor<T> Sensing, Tensor<T> Signal, Tensor<T> Measurements, int[] Support) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A Gaussian matrix; non-zeros ±(1 + |normal|).</summary>
    public static Planted<T> Create(int seed, int rows, int columns, int sparsity, double noise = 0)
    {
        var random = new Philox(seed);
        Tensor<T> sensing = Unit(random.Split("sensing").Normal<T>(rows, columns));
        int[] support = random.Split("support").Choice(columns, sparsity).ToArray();
        Array.Sort(support);
        Tensor<T> signal = Tensor.Zeros<T>(columns);
        Philox values = random.Split("values");
        foreach (int place in support)
        {
            T value = values.NextNormal<T>();
            signal[place] = value + T.CopySign(T.One, value);
        }

        Tensor<T> measurements = sensing.MatMul(signal) + random.Split("noise").Normal<T>([rows], T.Zero, T.CreateChecked(noise));
        return new(sensing, signal, measurements, support);
    }

    public static Tensor<T> Unit(Tensor<T> matrix)
    {
        for (int j = 0; j < matrix.Shape[1]; j++)
        {
            T norm = Vectors.Norm(matrix[.., j].Contiguous());
            for (int i = 0; i < matrix.Shape[0]; i++)
                matrix[i, j] /= norm;
        }

        return matrix;
    }

    public double Error(Tensor<T> x) => double.CreateChecked((x - Signal).Norm() / Signal.Norm());
}
