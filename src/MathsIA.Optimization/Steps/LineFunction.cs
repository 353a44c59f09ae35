using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The function along a line, <c>φ(τ) = f(x + τ d)</c>, with slopes, in <c>double</c>; it also remembers the best trial and the
/// last accepted step. What the line searches share.</summary>
internal sealed class LineFunction<T>(ISmoothFunction<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>How many units of rounding of the value count as no change at all.</summary>
    private const double RoundingUnits = 64;

    private readonly EvaluatedPoint<T> _kept = new(function, x0);
    private EvaluatedPoint<T>? _from;
    private EvaluatedPoint<T>? _to;
    private Tensor<T>? _direction;
    private double _keptStep;
    private double _keptValue;
    private double _lastStep;
    private double _lastSlope;

    /// <summary><c>φ(0)</c>.</summary>
    public double Value { get; private set; }

    /// <summary><c>φ′(0)</c>.</summary>
    public double Slope { get; private set; }

    /// <summary>A change of <c>φ</c> that may be all rounding.</summary>
    public double Rounding { get; private set; }

    /// <summary>Starts a search.</summary>
    /// <returns>Whether the direction descends.</returns>
    public bool Begin(EvaluatedPoint<T> from, Tensor<T> direction, EvaluatedPoint<T> to)
    {
        (_from, _direction, _to, _keptStep) = (from, direction, to, 0);
        Value = _keptValue = double.CreateTruncating(from.Evaluate());
        Slope = double.CreateTruncating(Vectors.Dot(from.Gradient, direction));
        Rounding = RoundingUnits * double.CreateTruncating(Vectors.Epsilon<T>()) * Math.Abs(Value);
        return Slope < 0;
    }

    /// <summary>The first step to try: the suggested one, else the last one scaled so that it promises the same decrease, else a
    /// given one, else one that moves by 1.</summary>
    public double FirstStep(T? suggested, double? given)
    {
        if (suggested is { } step)
            return double.CreateTruncating(step);
        double guess = _lastStep * (_lastSlope / Slope);
        return guess > 0 && double.IsFinite(guess) ? guess : given ?? 1 / double.CreateTruncating(Vectors.Norm(_direction!));
    }

    /// <summary>Value and slope at a step.</summary>
    public (double Value, double Slope) At(double step)
    {
        _to!.MoveTo(_from!.Point, T.CreateTruncating(step), _direction!);
        return (double.CreateTruncating(_to.Evaluate()), TrialSlope);
    }

    /// <summary>The value alone at a step.</summary>
    public double ValueAt(double step)
    {
        _to!.MoveTo(_from!.Point, T.CreateTruncating(step), _direction!);
        return double.CreateTruncating(_to.Value);
    }

    /// <summary>The slope at the last trial.</summary>
    public double TrialSlope => double.CreateTruncating(Vectors.Dot(_to!.Gradient, _direction!));

    /// <summary>Whether the last trial is no other point than the start.</summary>
    public bool IsAtStart => Vectors.Same(_from!.Point, _to!.Point);

    /// <summary>Remembers the last trial if its value is the smallest so far.</summary>
    public void Keep(double step, double value)
    {
        if (!(value < _keptValue))
            return;
        (_keptStep, _keptValue) = (step, value);
        _kept.Exchange(_to!);
    }

    /// <summary>Ends the search with the last trial.</summary>
    public T Accept(double step)
    {
        (_lastStep, _lastSlope) = (step, Slope);
        return T.CreateTruncating(step);
    }

    /// <summary>Ends the search with the best trial kept, though it met no condition; 0 when none was better than the start.</summary>
    public T AcceptKept()
    {
        if (_keptStep == 0)
            return T.Zero;
        _to!.Exchange(_kept);
        return Accept(_keptStep);
    }
}
