using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The spectral projected gradient: along <c>P(x − τ ∇f(x)) − x</c> with the step <c>τ</c> of Barzilai and Borwein, and no descent asked for
/// at each step.</summary>
/// <remarks>Simple, and cheap for very many coordinates; <see cref="LbfgsB"/> needs fewer evaluations. The residual is the norm of
/// <c>P(x − ∇f(x)) − x</c>. Every limit point is stationary: E. G. Birgin, J. M. Martínez and M. Raydan, SIAM J. Optim. 10 (2000), algorithm SPG2 and theorem
/// 2.4.</remarks>
public sealed record ProjectedGradient : IBoundedMethod
{
    private const string Operation = nameof(ProjectedGradient);

    /// <summary>How many of the last values a new one is compared with. From 1; by default 10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Memory
    {
        get;
        init => field = Guard.AtLeastOne(value, Operation);
    } = 10;

    /// <inheritdoc/>
    public IIteration<T> Start<T>(ISmoothFunction<T> function, Bounds<T> bounds, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(bounds);
        Guard.Shape(x0, bounds.Shape, Operation);
        Tensor<T> start = x0.Clone();
        bounds.Project(start.AsSpan());
        return new Iteration<T>(function, bounds, start, Memory);
    }

    private sealed class Iteration<T>(ISmoothFunction<T> function, Bounds<T> bounds, Tensor<T> start, int memory) : IIteration<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private const double Decrease = 1e-4, Shortest = 1e-10, Longest = 1e10;

        private readonly LineFunction<T> _line = new(function, start, bounds);
        private readonly SecantPair<T> _pair = new(start);
        private readonly Tensor<T> _direction = Tensor.Uninitialized<T>(start.Shape);
        private readonly double[] _values = new double[memory];
        private EvaluatedPoint<T> _here = new(function, start);
        private EvaluatedPoint<T> _there = new(function, start);
        private int _k;

        public Tensor<T> Point => _here.Point;

        public int MeasureInterval => 1;

        public Measurement<T> Measure()
        {
            T value = _here.Evaluate();
            bounds.ProjectedStep(Point.AsSpan(), T.One, _here.Gradient.AsSpan(), _direction.AsSpan());
            return new Measurement<T>(value, Vectors.Norm(_direction));
        }

        public bool Step()
        {
            _here.Evaluate();
            bool compared = _pair.MoveTo(_here);
            bounds.ProjectedStep(Point.AsSpan(), T.One, _here.Gradient.AsSpan(), _direction.AsSpan());
            double spectral = !compared ? 1 / double.CreateTruncating(Vectors.Norm(_direction))
                : _pair.Product > T.Zero ? double.CreateTruncating(_pair.StepSquared / _pair.Product) : Longest;
            bounds.ProjectedStep(Point.AsSpan(), T.CreateTruncating(Math.Clamp(spectral, Shortest, Longest)), _here.Gradient.AsSpan(), _direction.AsSpan());
            if (!_line.Begin(_here, _direction, _there))
                return false;
            _values[_k++ % memory] = _line.Value;
            double highest = double.NegativeInfinity;
            foreach (double value in _values.AsSpan(0, Math.Min(_k, memory)))
                highest = Math.Max(highest, value);
            for (double step = 1; ; step /= 2)
            {
                double change = _line.At(step).Change;
                bool isEnough = change <= highest - _line.Value + (Decrease * step * _line.Slope);
                if (!isEnough && !_line.IsAtStart)
                    continue;
                bool moved = !_line.IsAtStart;
                if (isEnough || !double.IsFinite(change))
                    (_here, _there) = (_there, _here);
                return moved;
            }
        }
    }
}
