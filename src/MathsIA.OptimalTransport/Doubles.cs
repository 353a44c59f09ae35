using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>Between tensors of any element type and the doubles that solvers calculate with.</summary>
internal static class Doubles
{
    /// <summary>The elements in row-major order.</summary>
    public static double[] Read<T>(Tensor<T> tensor) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Array.ConvertAll(tensor.ToArray(), double.CreateTruncating);

    public static Tensor<T> Tensor<T>(double[] values, params ReadOnlySpan<int> lengths) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> tensor = MathsIA.Tensor.From(Array.ConvertAll(values, T.CreateTruncating));
        return lengths.Length > 1 ? tensor.Reshape(lengths) : tensor;
    }

    /// <summary>A vector given by the caller: checked for its length and for numbers that are not finite.</summary>
    public static double[] Vector<T>(Tensor<T> vector, int length, string operation, string name) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(vector, name);
        if (vector.Rank != 1 || vector.Shape[0] != length)
            throw new ShapeMismatchException($"{operation}: {name} has the shape {vector.Shape}; {length} numbers are asked for.");
        double[] values = Read(vector);
        int bad = Array.FindIndex(values, value => !double.IsFinite(value));
        if (bad >= 0)
            throw new ArgumentOutOfRangeException(name, values[bad], $"{operation}: element {bad} of {name} is not finite.");
        return values;
    }

    /// <summary><c>Σ w_i x_i</c> over the i with weight: what has none may hold anything.</summary>
    public static double Dot(ReadOnlySpan<double> weights, ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
            sum += weights[i] == 0 ? 0 : weights[i] * x[i];
        return sum;
    }
}
