using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The function along a line, as its change <c>φ(τ) = f(x + τ d) − f(x)</c> and the slopes, in <c>double</c>; it also remembers the best trial and the
/// last accepted step. What the line searches share.</summary>
/// <remarks>Where the change drowns in the rounding of the value it is taken from the slopes instead, <c>τ (φ′(0) + φ′(τ))/2</c>, which is
/// exact on a quadratic. Sufficient decrease then reads <c>φ′(τ) ≤ (2c − 1) φ′(0)</c>, the approximate Wolfe condition of Hager and Zhang
/// (SIAM J. Optim. 16, 2005), and searches stay exact to the end.</remarks>
internal sealed class LineFunction<T>(ISmoothFunction<T> function, Tensor<T> x0, Bounds<T>? bounds = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>How many units of rounding of the value count as no change at all.</summary>
    private const double RoundingUnits = 1000;

    private readonly EvaluatedPoint<T> _kept = new(function, x0);
    private EvaluatedPoint<T>? _from;
    private EvaluatedPoint<T>? _to;
    private Tensor<T>? _direction;
    private double _keptStep;
    private double _keptChange;
    private double _lastStep;
    private double _lastSlope;

    /// <summary>The value <c>f(x)</c> at the start of the line.</summary>
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
        Value = double.CreateTruncating(from.Evaluate());
        _keptChange = 0;
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

    /// <summary>Change and slope at a step.</summary>
    public (double Change, double Slope) At(double step)
    {
        Move(step);
        double value = double.CreateTruncating(_to!.Evaluate()), slope = TrialSlope;
        return (Change(value, step, slope), slope);
    }

    /// <summary>The change alone at a step.</summary>
    public double ChangeAt(double step)
    {
        Move(step);
        double value = double.CreateTruncating(_to!.Value);
        return Change(value, step, null);
    }

    private double TrialSlope => double.CreateTruncating(Vectors.Dot(_to!.Gradient, _direction!));

    /// <summary>Whether the last trial is no other point than the start.</summary>
    public bool IsAtStart => Vectors.Same(_from!.Point, _to!.Point);

    /// <summary>Remembers the last trial if its change is the largest decrease so far.</summary>
    public void Keep(double step, double change)
    {
        if (!(change < _keptChange))
            return;
        (_keptStep, _keptChange) = (step, change);
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

    private void Move(double step)
    {
        _to!.MoveTo(_from!.Point, T.CreateTruncating(step), _direction!);
        // A step that ends on a bound may end beyond it by rounding.
        bounds?.Project(_to.Point.AsSpan());
    }

    private double Change(double value, double step, double? slope) =>
        Math.Abs(value - Value) <= Rounding ? step * (Slope + (slope ?? TrialSlope)) / 2 : value - Value;
}
