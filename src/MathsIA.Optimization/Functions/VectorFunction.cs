using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A function from vectors to vectors made of delegates.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class VectorFunction<T> : IJacobian<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Action<Tensor<T>, Tensor<T>> _evaluate;
    private readonly Action<Tensor<T>, Tensor<T>>? _jacobian;
    private readonly Shape _range;
    private Shape? _jacobianShape;
    private DifferenceJacobian<T>? _differences;

    /// <summary>Creates the function.</summary>
    /// <param name="outputLength">How many numbers m it gives, at least 1.</param>
    /// <param name="evaluate">Writes the m numbers at a point into a tensor of [m].</param>
    /// <param name="jacobian">Writes the Jacobian at a point of n elements into a tensor of [m, n]; null for forward differences, which cost n
    /// evaluations and half of the digits.</param>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The length is below 1.</exception>
    public VectorFunction(int outputLength, Action<Tensor<T>, Tensor<T>> evaluate, Action<Tensor<T>, Tensor<T>>? jacobian = null)
    {
        OutputLength = Guard.AtLeastOne(outputLength, nameof(VectorFunction<>));
        ArgumentNullException.ThrowIfNull(evaluate);
        _range = new Shape(outputLength);
        (_evaluate, _jacobian) = (evaluate, jacobian);
    }

    /// <inheritdoc/>
    public int OutputLength { get; }

    /// <inheritdoc/>
    public void Evaluate(Tensor<T> x, Tensor<T> destination)
    {
        Guard.Destination(destination, _range, nameof(VectorFunction<>));
        _evaluate(x, destination);
    }

    /// <inheritdoc/>
    public void Jacobian(Tensor<T> x, Tensor<T> destination)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (_jacobianShape is not { } shape || shape[1] != x.Length)
            _jacobianShape = shape = new Shape(OutputLength, x.Length);
        Guard.Destination(destination, shape, nameof(VectorFunction<>));
        if (_jacobian is null)
            (_differences ??= new DifferenceJacobian<T>(this)).Jacobian(x, destination);
        else
            _jacobian(x, destination);
    }
}
