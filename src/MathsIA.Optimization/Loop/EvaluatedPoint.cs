using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A point with the function's value and gradient there, each computed when it is first asked for and never twice.</summary>
/// <remarks>What a step search hands over to the next step: the evaluations that accepted a point are the ones the next
/// direction is made of. Owns its buffers; moving it allocates nothing.</remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class EvaluatedPoint<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ISmoothFunction<T> _function;
    private Tensor<T> _point;
    private Tensor<T> _gradient;
    private T _value;
    private bool _hasValue;
    private bool _hasGradient;

    /// <summary>Places it.</summary>
    /// <param name="function">The function to evaluate.</param>
    /// <param name="start">The first point; it is copied.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public EvaluatedPoint(ISmoothFunction<T> function, Tensor<T> start)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(start);
        _function = function;
        _point = start.Clone();
        _gradient = Tensor.Uninitialized<T>(start.Shape);
    }

    /// <summary>The point: a buffer that the next move overwrites.</summary>
    public Tensor<T> Point => _point;

    /// <summary>The value there; evaluates the function if it is not known yet.</summary>
    public T Value
    {
        get
        {
            if (!_hasValue)
                (_value, _hasValue) = (_function.Value(_point), true);
            return _value;
        }
    }

    /// <summary>The gradient there, a buffer that the next move overwrites; evaluates the function if it is not known yet.</summary>
    public Tensor<T> Gradient
    {
        get
        {
            if (!_hasValue)
            {
                Evaluate();
            }
            else if (!_hasGradient)
            {
                _function.Gradient(_point, _gradient);
                _hasGradient = true;
            }

            return _gradient;
        }
    }

    /// <summary>Makes sure that value and gradient are known, by one evaluation of both where neither is.</summary>
    /// <returns>The value.</returns>
    public T Evaluate()
    {
        if (_hasValue)
        {
            _ = Gradient;
        }
        else
        {
            _value = _function.ValueAndGradient(_point, _gradient);
            _hasValue = _hasGradient = true;
        }

        return _value;
    }

    /// <summary>Value and norm of the gradient.</summary>
    /// <returns>The two numbers.</returns>
    public Measurement<T> Measure()
    {
        T value = Evaluate();
        return new Measurement<T>(value, Vectors.Norm(_gradient));
    }

    /// <summary>Moves to <c>x + τ d</c> and forgets what was known.</summary>
    /// <param name="x">The start of the step.</param>
    /// <param name="step">The step <c>τ</c>.</param>
    /// <param name="direction">The direction <c>d</c>.</param>
    public void MoveTo(Tensor<T> x, T step, Tensor<T> direction)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(direction);
        Vectors.AddScaled(x, step, direction, _point);
        Forget();
    }

    /// <summary>Moves to a point, which is copied, and forgets what was known.</summary>
    /// <param name="x">The point.</param>
    public void MoveTo(Tensor<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        x.CopyTo(_point);
        Forget();
    }

    /// <summary>Moves to a point whose buffer is exchanged for the present one's.</summary>
    /// <returns>Whether the two points differ at all.</returns>
    internal bool Exchange(ref Tensor<T> next)
    {
        bool moved = !Vectors.Same(_point, next);
        (_point, next) = (next, _point);
        Forget();
        return moved;
    }

    /// <summary>Exchanges all that two points of one function hold.</summary>
    internal void Exchange(EvaluatedPoint<T> other)
    {
        (_point, other._point) = (other._point, _point);
        (_gradient, other._gradient) = (other._gradient, _gradient);
        (_value, other._value) = (other._value, _value);
        (_hasValue, other._hasValue) = (other._hasValue, _hasValue);
        (_hasGradient, other._hasGradient) = (other._hasGradient, _hasGradient);
    }

    private void Forget() => _hasValue = _hasGradient = false;
}
