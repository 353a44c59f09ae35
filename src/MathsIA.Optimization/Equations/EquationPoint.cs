using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A point with the value of a system of equations there, evaluated once.</summary>
internal sealed class EquationPoint<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IVectorFunction<T> _function;
    private bool _isEvaluated;

    public EquationPoint(IVectorFunction<T> function, Tensor<T> x0, string operation)
    {
        if (function.OutputLength != x0.Length)
            throw new ShapeMismatchException(operation, $"the function gives {function.OutputLength} numbers, the start {x0.Shape} has {x0.Length}.", nameof(function));
        _function = function;
        Point = x0.Clone();
        Value = Tensor.Uninitialized<T>(x0.Length);
    }

    public Tensor<T> Point { get; }

    /// <summary>Where the value is; meaningful after <see cref="Evaluate"/>.</summary>
    public Tensor<T> Value { get; }

    /// <summary>The norm of the value.</summary>
    public T Norm { get; private set; }

    public T Evaluate()
    {
        if (!_isEvaluated)
        {
            _function.Evaluate(Point, Value);
            Norm = Vectors.Norm(Value);
            _isEvaluated = true;
        }

        return Norm;
    }

    public T MoveTo(ReadOnlySpan<T> x, T step, ReadOnlySpan<T> direction)
    {
        Vectors.AddScaled(x, step, direction, Point.AsSpan());
        _isEvaluated = false;
        return Evaluate();
    }

    public Measurement<T> Measure()
    {
        T norm = Evaluate();
        return new Measurement<T>(norm * norm / (T.One + T.One), norm) { RanksByResidual = true };
    }
}
