using System.Numerics;

namespace MathsIA.Optimization.Tests;

/// <summary>The residuals of <c>a e^{−b t} + c</c> against a slightly perturbed curve with (2.5, 1.3, 0.7).</summary>
internal sealed class DecayFit<T>(int count) : IJacobian<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _data = Array.ConvertAll([.. Enumerable.Range(0, count)], i => T.CreateChecked((2.5 * Math.Exp(-1.3 * i / 10.0)) + 0.7 + (0.01 * Math.Sin(7 * i))));

    public int OutputLength => count;

    public void Evaluate(Tensor<T> x, Tensor<T> destination)
    {
        for (int i = 0; i < count; i++)
            destination[i] = (x[0] * T.Exp(-x[1] * Time(i))) + x[2] - _data[i];
    }

    public void Jacobian(Tensor<T> x, Tensor<T> destination)
    {
        for (int i = 0; i < count; i++)
        {
            T decay = T.Exp(-x[1] * Time(i));
            (destination[i, 0], destination[i, 1], destination[i, 2]) = (decay, -Time(i) * x[0] * decay, T.One);
        }
    }

    private static T Time(int i) => T.CreateChecked(i) / T.CreateChecked(10);
}

/// <summary>A function whose Jacobian is known by its products alone.</summary>
internal sealed class Products<T>(IJacobian<T> inner) : IJacobianProducts<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Tensor<T>? _matrix;

    public int OutputLength => inner.OutputLength;

    public void Evaluate(Tensor<T> x, Tensor<T> destination) => inner.Evaluate(x, destination);

    public void JacobianVector(Tensor<T> x, Tensor<T> v, Tensor<T> destination)
    {
        inner.Jacobian(x, _matrix ??= Tensor.Zeros<T>(OutputLength, x.Length));
        for (int i = 0; i < OutputLength; i++)
        {
            destination[i] = T.Zero;
            for (int j = 0; j < v.Length; j++)
                destination[i] += _matrix[i, j] * v[j];
        }
    }

    public void VectorJacobian(Tensor<T> x, Tensor<T> u, Tensor<T> destination)
    {
        inner.Jacobian(x, _matrix ??= Tensor.Zeros<T>(OutputLength, x.Length));
        for (int j = 0; j < destination.Length; j++)
        {
            destination[j] = T.Zero;
            for (int i = 0; i < OutputLength; i++)
                destination[j] += _matrix[i, j] * u[i];
        }
    }
}
