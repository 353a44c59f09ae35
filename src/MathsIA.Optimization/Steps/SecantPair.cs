using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The last step <c>s = x − x_previous</c> and the change of the gradient <c>y</c> along it: the curvature that step rules learn
/// from two points.</summary>
internal sealed class SecantPair<T>(Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Tensor<T> _point = Tensor.Uninitialized<T>(x0.Shape);
    private readonly Tensor<T> _gradient = Tensor.Uninitialized<T>(x0.Shape);
    private bool _hasPoint;

    /// <summary><c>⟨s, s⟩</c>.</summary>
    public T StepSquared { get; private set; }

    /// <summary><c>⟨y, y⟩</c>.</summary>
    public T ChangeSquared { get; private set; }

    /// <summary><c>⟨s, y⟩</c>.</summary>
    public T Product { get; private set; }

    /// <summary>Moves on to a point.</summary>
    /// <returns>Whether there was an earlier point, different in place and gradient, to compare with.</returns>
    public bool MoveTo(EvaluatedPoint<T> at)
    {
        Tensor<T> gradient = at.Gradient;
        if (_hasPoint)
        {
            Vectors.Subtract(at.Point, _point, _point);
            Vectors.Subtract(gradient, _gradient, _gradient);
            StepSquared = Vectors.Dot(_point, _point);
            ChangeSquared = Vectors.Dot(_gradient, _gradient);
            Product = Vectors.Dot(_point, _gradient);
        }

        bool compared = _hasPoint && StepSquared > T.Zero && ChangeSquared > T.Zero;
        at.Point.CopyTo(_point);
        gradient.CopyTo(_gradient);
        _hasPoint = true;
        return compared;
    }
}
