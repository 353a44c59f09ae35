using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The iteration behind <see cref="FrankWolfe"/>.</summary>
internal sealed class FrankWolfeIteration<T> : IIteration<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int MostSecants = 30;
    private static readonly T _two = T.One + T.One;
    private readonly ISmoothFunction<T> _smooth;
    private readonly ILinearMinimizer<T> _set;
    private readonly FrankWolfeSteps _steps;
    private readonly T? _lipschitz;
    private readonly ActiveAtoms<T>? _atoms;
    private readonly Tensor<T> _gradient;
    private readonly Tensor<T> _trialGradient;
    private readonly T[] _vertex;
    private readonly T[] _direction;
    private Tensor<T> _trial;
    private T _value;
    private T _gap;
    private int _k;
    private bool _isEvaluated;

    public FrankWolfeIteration(ISmoothFunction<T> smooth, ILinearMinimizer<T> set, Tensor<T> x0, FrankWolfeSteps steps, T? lipschitz, bool awaySteps)
    {
        (_smooth, _set, _steps, _lipschitz) = (smooth, set, steps, lipschitz);
        Point = x0.Clone();
        _trial = Tensor.Uninitialized<T>(x0.Shape);
        _gradient = Tensor.Uninitialized<T>(x0.Shape);
        _trialGradient = Tensor.Uninitialized<T>(x0.Shape);
        (_vertex, _direction) = (new T[x0.Length], new T[x0.Length]);
        _atoms = awaySteps ? new ActiveAtoms<T>(Point.AsSpan()) : null;
    }

    public Tensor<T> Point { get; private set; }

    public int MeasureInterval => 1;

    public Measurement<T> Measure()
    {
        Evaluate();
        return new Measurement<T>(_value, _gap) { Gap = _smooth.StrongConvexity is null ? null : _gap };
    }

    public bool Step()
    {
        Evaluate();
        ReadOnlySpan<T> x = Point.AsSpan(), gradient = _gradient.AsSpan();
        Span<T> direction = _direction;
        T longest = T.One, slope = -_gap;
        int away = -1;
        Vectors.AddScaled(_vertex, -T.One, x, direction);
        if (_atoms is not null)
        {
            int worst = _atoms.Worst(gradient, out T score);
            T awaySlope = Vectors.Dot(gradient, x) - score;
            if (awaySlope < slope && _atoms.Count > 1)
            {
                (away, slope) = (worst, awaySlope);
                Vectors.AddScaled(x, -T.One, _atoms[worst], direction);
                T weight = _atoms.Weight(worst);
                longest = weight / (T.One - weight);
            }
        }

        T step = Length(slope, longest);
        _k++;
        bool moved = step > T.Zero && MoveBy(step);
        if (_atoms is not null && step > T.Zero)
        {
            if (away >= 0)
                _atoms.StepAway(away, step, step == longest);
            else
                _atoms.StepTowards(_vertex, step);
        }

        return moved;
    }

    private bool MoveBy(T step)
    {
        Vectors.AddScaled(Point.AsSpan(), step, _direction, _trial.AsSpan());
        bool moved = !Vectors.Same(Point, _trial);
        (Point, _trial) = (_trial, Point);
        _isEvaluated = false;
        return moved;
    }

    private T Length(T slope, T longest)
    {
        if (!(slope < T.Zero))
            return T.IsNaN(slope) ? T.One : T.Zero;
        switch (_steps)
        {
            case FrankWolfeSteps.OpenLoop:
                return _two / T.CreateChecked(_k + 2);
            case FrankWolfeSteps.Short:
                T curvature = _lipschitz!.Value * Vectors.Dot<T>(_direction, _direction);
                return T.Min(longest, -slope / curvature);
            default:
                return Search(slope, longest);
        }
    }

    /// <summary>The zero of the slope along the direction, by the secant method kept within its bracket (Illinois).</summary>
    private T Search(T slope, T longest)
    {
        // A weight of 1 gives an unbounded step away; no more than the set allows is ever needed.
        longest = T.Min(longest, T.CreateChecked(1e6));
        T low = T.Zero, lowSlope = slope, high = longest, highSlope = SlopeAt(longest);
        if (!(highSlope > T.Zero))
            return longest;
        T tolerance = T.CreateChecked(1e-6) * -slope;
        int side = 0;
        for (int secant = 0; secant < MostSecants; secant++)
        {
            T middle = low - (lowSlope * (high - low) / (highSlope - lowSlope)), middleSlope = SlopeAt(middle);
            if (T.Abs(middleSlope) <= tolerance || !(middle > low && middle < high))
                return middle;
            if (middleSlope < T.Zero)
            {
                (low, lowSlope) = (middle, middleSlope);
                if (side < 0)
                    highSlope /= _two;
                side = -1;
            }
            else
            {
                (high, highSlope) = (middle, middleSlope);
                if (side > 0)
                    lowSlope /= _two;
                side = 1;
            }
        }

        return low > T.Zero ? low : high;
    }

    private T SlopeAt(T step)
    {
        Vectors.AddScaled(Point.AsSpan(), step, _direction, _trial.AsSpan());
        _smooth.Gradient(_trial, _trialGradient);
        return Vectors.Dot<T>(_trialGradient.AsSpan(), _direction);
    }

    private void Evaluate()
    {
        if (_isEvaluated)
            return;
        _value = _smooth.ValueAndGradient(Point, _gradient);
        ReadOnlySpan<T> gradient = _gradient.AsSpan(), x = Point.AsSpan();
        _set.Minimize(gradient, _vertex);
        Vectors.AddScaled(x, -T.One, _vertex, _direction);
        _gap = T.Max(T.Zero, Vectors.Dot(gradient, _direction));
        _isEvaluated = true;
    }
}
