using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Checks derivatives written by hand against differences of the function.</summary>
/// <remarks>Central differences, <c>(f(x + h u) − f(x − h u)) / (2h)</c> with <c>h = ε^{1/3} max(1, ‖x‖)</c>, whose error
/// is of order <c>ε^{2/3}</c>: about 1e-10 in <c>double</c> for a function of order 1. In <c>float</c> expect 1e-4.</remarks>
public static class FiniteDifferences
{
    /// <summary>How far <c>⟨∇f(x), u⟩</c> is from the difference of values along <c>u</c>, relative to the larger of the two and of 1.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">The function.</param>
    /// <param name="x">The point.</param>
    /// <param name="direction">The direction <c>u</c>, best of norm 1: the shape of the point.</param>
    /// <returns>The error; around 1e-9 or less for a right gradient in <c>double</c>.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes differ from each other or from the function's.</exception>
    public static T GradientError<T>(ISmoothFunction<T> function, Tensor<T> x, Tensor<T> direction) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        (T h, Tensor<T> ahead, Tensor<T> behind) = Points(x, direction, nameof(GradientError));
        Tensor<T> gradient = Tensor.Uninitialized<T>(x.Shape);
        function.Gradient(x.Contiguous(), gradient);
        T slope = Vectors.Dot(gradient, direction.Contiguous());
        T difference = (function.Value(ahead) - function.Value(behind)) / (h + h);
        return T.Abs(slope - difference) / T.Max(T.One, T.Max(T.Abs(slope), T.Abs(difference)));
    }

    /// <summary>How far <c>∂²f(x) u</c> is from the difference of gradients along <c>u</c>, in norm, relative to the larger of the two and of 1.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">The function.</param>
    /// <param name="x">The point.</param>
    /// <param name="direction">The direction <c>u</c>, best of norm 1: the shape of the point.</param>
    /// <returns>The error; around 1e-9 or less for a right Hessian in <c>double</c>.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes differ from each other or from the function's.</exception>
    public static T HessianError<T>(ITwiceDifferentiable<T> function, Tensor<T> x, Tensor<T> direction) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        (T h, Tensor<T> ahead, Tensor<T> behind) = Points(x, direction, nameof(HessianError));
        Tensor<T> product = Tensor.Uninitialized<T>(x.Shape), forward = Tensor.Uninitialized<T>(x.Shape), backward = Tensor.Uninitialized<T>(x.Shape);
        function.HessianVector(x.Contiguous(), direction.Contiguous(), product);
        function.Gradient(ahead, forward);
        function.Gradient(behind, backward);
        Vectors.AddScaled(forward, -T.One, backward, forward);
        Vectors.Scale(forward.AsSpan(), T.One / (h + h));
        Vectors.AddScaled(product, -T.One, forward, backward);
        return Vectors.Norm(backward) / T.Max(T.One, T.Max(Vectors.Norm(product), Vectors.Norm(forward)));
    }

    /// <summary>The gradient of a function by central differences, 2n values.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="value">The value at a point.</param>
    /// <param name="x">The point.</param>
    /// <returns>The gradient, right to about two thirds of the digits.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static Tensor<T> Gradient<T>(Func<Tensor<T>, T> value, Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(x);
        Tensor<T> gradient = Tensor.Uninitialized<T>(x.Shape);
        Gradient(value, x, Tensor.Uninitialized<T>(x.Shape), gradient);
        return gradient;
    }

    internal static void Gradient<T>(Func<Tensor<T>, T> value, Tensor<T> x, Tensor<T> scratch, Tensor<T> gradient) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        x.CopyTo(scratch);
        Span<T> point = scratch.AsSpan(), slopes = gradient.AsSpan();
        for (int j = 0; j < point.Length; j++)
        {
            T center = point[j], h = T.Cbrt(Vectors.Epsilon<T>()) * T.Max(T.One, T.Abs(center));
            T right = center + h, left = center - h;
            point[j] = right;
            T ahead = value(scratch);
            point[j] = left;
            T behind = value(scratch);
            point[j] = center;
            slopes[j] = (ahead - behind) / (right - left);
        }
    }

    /// <summary>How far a Jacobian is from differences of its function along a direction, in norm, relative to the larger of the two and of 1.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">The function.</param>
    /// <param name="x">The point.</param>
    /// <param name="direction">The direction, best of norm 1: the shape of the point.</param>
    /// <returns>The error; around 1e-9 or less for a right Jacobian in <c>double</c>.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes differ from each other.</exception>
    public static T JacobianError<T>(IJacobian<T> function, Tensor<T> x, Tensor<T> direction) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        (T h, Tensor<T> ahead, Tensor<T> behind) = Points(x, direction, nameof(JacobianError));
        Tensor<T> jacobian = Tensor.Uninitialized<T>(function.OutputLength, x.Length);
        Tensor<T> forward = Tensor.Uninitialized<T>(function.OutputLength), backward = Tensor.Uninitialized<T>(function.OutputLength);
        function.Jacobian(x.Contiguous(), jacobian);
        Tensor<T> product = jacobian.MatMul(direction.Contiguous().Reshape(x.Length));
        function.Evaluate(ahead, forward);
        function.Evaluate(behind, backward);
        Vectors.Subtract(forward, backward, forward);
        Vectors.Scale(forward.AsSpan(), T.One / (h + h));
        Vectors.Subtract(product, forward, backward);
        return Vectors.Norm(backward) / T.Max(T.One, T.Max(Vectors.Norm(product), Vectors.Norm(forward)));
    }

    private static (T H, Tensor<T> Ahead, Tensor<T> Behind) Points<T>(Tensor<T> x, Tensor<T> direction, string operation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        Guard.Shape(direction, x.Shape, operation);
        Tensor<T> ahead = x.Clone(), behind = x.Clone(), u = direction.Contiguous();
        T h = T.Cbrt(Vectors.Epsilon<T>()) * T.Max(T.One, Vectors.Norm(ahead));
        Vectors.AddScaled(ahead, h, u, ahead);
        Vectors.AddScaled(behind, -h, u, behind);
        return (h, ahead, behind);
    }
}
