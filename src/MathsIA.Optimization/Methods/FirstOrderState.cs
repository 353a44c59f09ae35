using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A point with its value and gradient, evaluated on demand and at most once: shared by the first-order methods.</summary>
internal sealed class FirstOrderState<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ISmoothFunction<T> _function;
    private bool _evaluated;
    private T _value;

    public FirstOrderState(ISmoothFunction<T> function, Tensor<T> x0)
    {
        _function = function;
        Point = x0.Clone();
        Gradient = Tensor.Uninitialized<T>(x0.Shape);
    }

    public Tensor<T> Point { get; private set; }

    /// <summary>Where the gradient is; meaningful after <see cref="Evaluate"/>.</summary>
    public Tensor<T> Gradient { get; }

    public T Evaluate()
    {
        if (!_evaluated)
        {
            _value = _function.ValueAndGradient(Point, Gradient);
            _evaluated = true;
        }

        return _value;
    }

    public Measurement<T> Measure()
    {
        T value = Evaluate();
        return new Measurement<T>(value, Vectors.Norm(Gradient));
    }

    /// <summary>Moves to another point, whose buffer is exchanged for the present one's.</summary>
    /// <returns>Whether the two points differ at all.</returns>
    public bool MoveTo(ref Tensor<T> next)
    {
        bool moved = !Vectors.Same(Point, next);
        (Point, next) = (next, Point);
        _evaluated = false;
        return moved;
    }
}
