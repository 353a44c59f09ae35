using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The Jacobian of any function from vectors to vectors, by forward differences.</summary>
/// <remarks>Steps of <c>√ε max(1, |x_j|)</c> balance the error of the formula, of order h, with the rounding, of order ε/h.</remarks>
internal sealed class DifferenceJacobian<T>(IVectorFunction<T> function) : IJacobian<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Tensor<T> _here = Tensor.Uninitialized<T>(function.OutputLength);
    private readonly Tensor<T> _ahead = Tensor.Uninitialized<T>(function.OutputLength);
    private Tensor<T>? _point;

    public int OutputLength => function.OutputLength;

    /// <summary>The Jacobian that a function has, or its differences.</summary>
    public static IJacobian<T> Of(IVectorFunction<T> function) => function as IJacobian<T> ?? new DifferenceJacobian<T>(function);

    public void Evaluate(Tensor<T> x, Tensor<T> destination) => function.Evaluate(x, destination);

    public void Jacobian(Tensor<T> x, Tensor<T> destination)
    {
        if (_point is null || _point.Shape != x.Shape)
            _point = x.Clone();
        else
            x.CopyTo(_point);
        Span<T> point = _point.AsSpan(), matrix = destination.AsSpan(), here = _here.AsSpan(), ahead = _ahead.AsSpan();
        function.Evaluate(_point, _here);
        for (int j = 0; j < point.Length; j++)
        {
            T before = point[j], step = T.Sqrt(Vectors.Epsilon<T>()) * T.Max(T.One, T.Abs(before));
            point[j] = before + step;
            // The step as it was taken, not as it was meant.
            step = point[j] - before;
            function.Evaluate(_point, _ahead);
            for (int i = 0; i < here.Length; i++)
                matrix[(i * point.Length) + j] = (ahead[i] - here[i]) / step;
            point[j] = before;
        }
    }
}
