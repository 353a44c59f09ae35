using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The model known by products with J alone: conjugate gradients on the damped normal equations, in the form that never multiplies by
/// <c>JᵀJ</c> (CGLS; Björck 1996, section 7.4).</summary>
internal sealed class ProductGaussNewton<T>(IJacobianProducts<T> function, Tensor<T> x0) : IGaussNewtonModel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The residual of the normal equations, relative to the gradient, that a step may leave.</summary>
    private const double Tolerance = 1e-3;

    private readonly Tensor<T> _point = x0.Clone();
    private readonly Tensor<T> _residuals = Tensor.Zeros<T>(function.OutputLength);
    private readonly Tensor<T> _rest = Tensor.Uninitialized<T>(function.OutputLength);
    private readonly Tensor<T> _image = Tensor.Uninitialized<T>(function.OutputLength);
    private readonly Tensor<T> _normal = Tensor.Uninitialized<T>(x0.Shape);
    private readonly Tensor<T> _conjugate = Tensor.Uninitialized<T>(x0.Shape);

    public void Linearize(Tensor<T> x, Tensor<T> residuals)
    {
        x.CopyTo(_point);
        residuals.CopyTo(_residuals);
    }

    public void MultiplyTransposed(Tensor<T> u, Tensor<T> destination) => function.VectorJacobian(_point, u, destination);

    public void ColumnSquares(Span<T> squares) => squares.Fill(T.One);

    public bool Solve(T damping, ReadOnlySpan<T> scales, Tensor<T> step)
    {
        step.Fill(T.Zero);
        Vectors.Negate(_residuals, _rest);
        function.VectorJacobian(_point, _rest, _normal);
        _normal.CopyTo(_conjugate);
        T square = Vectors.Dot(_normal, _normal), target = T.CreateChecked(Tolerance * Tolerance) * square;
        for (int k = 0; k < 2 * step.Length && square > target; k++)
        {
            function.JacobianVector(_point, _conjugate, _image);
            T length = square / (Vectors.Dot(_image, _image) + (damping * WeightedSquare(_conjugate.AsSpan(), scales)));
            if (!T.IsFinite(length))
                break;
            Vectors.AddScaled(step, length, _conjugate, step);
            Vectors.AddScaled(_rest, -length, _image, _rest);
            function.VectorJacobian(_point, _rest, _normal);
            Span<T> normal = _normal.AsSpan(), h = step.AsSpan();
            for (int j = 0; j < normal.Length && damping > T.Zero; j++)
                normal[j] -= damping * scales[j] * h[j];
            T next = Vectors.Dot(_normal, _normal);
            Vectors.Scale(_conjugate.AsSpan(), next / square);
            Vectors.AddScaled(_conjugate, T.One, _normal, _conjugate);
            square = next;
        }

        return T.IsFinite(Vectors.Norm(step));
    }

    private static T WeightedSquare(ReadOnlySpan<T> v, ReadOnlySpan<T> scales)
    {
        T sum = T.Zero;
        for (int j = 0; j < v.Length; j++)
            sum += scales[j] * v[j] * v[j];
        return sum;
    }
}
