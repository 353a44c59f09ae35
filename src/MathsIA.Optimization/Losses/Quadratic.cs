using System.Numerics;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>A quadratic, <c>f(x) = ½ ⟨Q x, x⟩ − ⟨b, x⟩</c>, with a symmetric matrix <c>Q</c>.</summary>
/// <remarks><c>∇f(x) = Q x − b</c>, <c>∂²f = Q</c>. Where Q is positive semi-definite, <c>L</c> and <c>μ</c> are its extreme
/// eigenvalues; where it is not, the function is unbounded below and <c>μ</c> is unknown (null).</remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class Quadratic<T> : ITwiceDifferentiable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Tensor<T> _matrix;
    private readonly DenseOperator<T> _operator;
    private readonly Tensor<T> _linear;
    private readonly ComputeContext? _context;
    private readonly Tensor<T> _product;
    private (T Largest, T Smallest)? _spectrum;

    /// <summary>Creates the function.</summary>
    /// <param name="matrix">The symmetric matrix <c>Q</c>: [p, p].</param>
    /// <param name="linear">The vector <c>b</c>: [p].</param>
    /// <param name="context">Threads for the products; all cores when null.</param>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ShapeMismatchException">The matrix is not square, is empty, or the vector does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element is not finite.</exception>
    /// <exception cref="ArgumentException">The matrix is not symmetric.</exception>
    public Quadratic(Tensor<T> matrix, Tensor<T> linear, ComputeContext? context = null)
    {
        const string operation = nameof(Quadratic<>);
        Guard.Rank(matrix, 2, operation);
        if (matrix.IsEmpty || matrix.Shape[0] != matrix.Shape[1])
            throw new ShapeMismatchException(operation, $"the matrix {matrix.Shape} is not square, or is empty.", nameof(matrix));
        Guard.Shape(linear, new Shape(matrix.Shape[0]), operation);
        Guard.Finite(matrix, operation);
        Guard.Finite(linear, operation);
        _matrix = matrix.Contiguous();
        if (!Vectors.Same(_matrix, _matrix.Transpose().Contiguous()))
            throw new ArgumentException($"{operation}: the matrix {matrix.Shape} is not symmetric.", nameof(matrix));
        _operator = new DenseOperator<T>(_matrix);
        _linear = linear.Contiguous();
        _context = context;
        _product = Tensor.Uninitialized<T>(linear.Shape);
    }

    /// <inheritdoc/>
    public T? LipschitzConstant => T.Max(Spectrum.Largest, -Spectrum.Smallest);

    /// <inheritdoc/>
    public T? StrongConvexity => Spectrum.Smallest >= T.Zero ? Spectrum.Smallest : null;

    private (T Largest, T Smallest) Spectrum => _spectrum ??= GramSpectrum.OfSymmetric(_matrix, _context);

    /// <inheritdoc/>
    public T Value(Tensor<T> x)
    {
        Multiply(x, _product);
        return Finish(x, _product.AsSpan());
    }

    /// <inheritdoc/>
    public void Gradient(Tensor<T> x, Tensor<T> destination) => ValueAndGradient(x, destination);

    /// <inheritdoc/>
    public T ValueAndGradient(Tensor<T> x, Tensor<T> destination)
    {
        Multiply(x, destination);
        T value = Finish(x, destination.AsSpan());
        Vectors.AddScaled(destination, -T.One, _linear, destination);
        return value;
    }

    /// <inheritdoc/>
    public void HessianVector(Tensor<T> x, Tensor<T> v, Tensor<T> destination)
    {
        Guard.Shape(x, _linear.Shape, nameof(Quadratic<>));
        Multiply(v, destination);
    }

    private void Multiply(Tensor<T> x, Tensor<T> destination)
    {
        Guard.Shape(x, _linear.Shape, nameof(Quadratic<>));
        Guard.Destination(destination, _linear.Shape, nameof(Quadratic<>));
        _operator.Apply(x.Contiguous().AsSpan(), destination.AsSpan());
    }

    private T Finish(Tensor<T> x, ReadOnlySpan<T> product)
    {
        ReadOnlySpan<T> point = x.Contiguous().AsSpan();
        return (Vectors.Dot(point, product) / (T.One + T.One)) - Vectors.Dot(point, _linear.AsSpan());
    }
}
