using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A point of a proximal gradient method with all that is known of it, evaluated on demand and at most once: values, gradient,
/// the forward-backward image, the gradient mapping as residual and the duality gap.</summary>
internal sealed class ProximalGradientState<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ISmoothFunction<T> _smooth;
    private readonly ProximalStep<T> _step;
    private readonly FenchelGap<T> _gap;
    private bool _isEvaluated;
    private bool _isMapped;

    public ProximalGradientState(ISmoothFunction<T> smooth, IProximable<T> proximable, ProximalStep<T> step, Tensor<T> x0)
    {
        _smooth = smooth;
        _step = step;
        _gap = new FenchelGap<T>(smooth, proximable, x0.Shape);
        Point = x0.Clone();
        Gradient = Tensor.Uninitialized<T>(x0.Shape);
        Image = Tensor.Uninitialized<T>(x0.Shape);
        ProximableValue = proximable.Value(Point.AsSpan());
        // A start outside the domain of g is moved into it.
        if (T.IsPositiveInfinity(ProximableValue))
            ProximableValue = proximable.Prox(Point.AsSpan(), step.Size, Point.AsSpan());
    }

    public Tensor<T> Point { get; private set; }

    public Tensor<T> Gradient { get; }

    /// <summary>The forward-backward image of the point; meaningful after <see cref="Map"/>.</summary>
    public Tensor<T> Image { get; private set; }

    public T ProximableValue { get; private set; }

    /// <summary>The value of g at the image.</summary>
    public T ImageValue { get; private set; }

    public T SmoothValue { get; private set; }

    public Tensor<T> Dual => _gap.Dual;

    public T Objective
    {
        get
        {
            Evaluate();
            return SmoothValue + ProximableValue;
        }
    }

    public void Evaluate()
    {
        if (_isEvaluated)
            return;
        SmoothValue = _smooth.ValueAndGradient(Point, Gradient);
        _isEvaluated = true;
    }

    /// <summary>Makes the image, searching the step where that is asked for.</summary>
    public void Map()
    {
        if (_isMapped)
            return;
        Evaluate();
        ImageValue = _step.Search(Point, SmoothValue, Gradient, Image);
        _isMapped = true;
    }

    /// <summary>The same with the present step: a measurement must not change the course of a run.</summary>
    private T MapWithoutSearch()
    {
        Evaluate();
        return _step.Apply(Point, Gradient, Image);
    }

    public Measurement<T> Measure(bool searches)
    {
        if (searches)
            Map();
        T value = _isMapped ? ImageValue : MapWithoutSearch();
        ReadOnlySpan<T> x = Point.AsSpan(), image = Image.AsSpan();
        T residual = T.Sqrt(Distances.Square(x, image)) / _step.Size;
        return new Measurement<T>(SmoothValue + ProximableValue, residual) { Gap = _gap.Measure(x, Gradient.AsSpan(), SmoothValue, ProximableValue, image, value, _step.Size) };
    }

    /// <summary>Moves to the image, whose buffer is exchanged for the point's.</summary>
    public bool MoveToImage()
    {
        bool moved = !Vectors.Same(Point, Image);
        (Point, Image) = (Image, Point);
        ProximableValue = ImageValue;
        _isEvaluated = _isMapped = false;
        return moved;
    }

    /// <summary>Moves to another point, whose buffer is exchanged for the present one's.</summary>
    public bool MoveTo(ref Tensor<T> next, T proximableValue)
    {
        bool moved = !Vectors.Same(Point, next);
        (Point, next) = (next, Point);
        ProximableValue = proximableValue;
        _isEvaluated = _isMapped = false;
        return moved;
    }
}
