using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Newton's method in a trust region: the step minimizes the quadratic model in a ball whose radius follows how well the model
/// predicts.</summary>
/// <remarks><para>Needs no line search and no definite Hessian; converges to points where the gradient is 0 for every smooth function bounded
/// below, fast near a minimizer with a definite Hessian (Nocedal and Wright 2006, theorems 4.6 and 4.9; algorithm 4.1). The model problem is
/// solved by a rule: <see cref="Steihaug"/> (products only) or <see cref="Dogleg"/> (a factorization).</para>
/// <para>A step that is turned down costs one value and shrinks the radius; it counts as a step of the run. Where decreases drown in the rounding
/// of <c>f</c> both sides of the ratio are raised by it (Conn, Gould and Toint 2000, section 17.4.2).</para></remarks>
public sealed record TrustRegion : ISmoothMethod
{
    private const string Operation = nameof(TrustRegion);

    /// <summary>How the model problems are solved. <see cref="Steihaug"/> by default.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public ITrustRegionRule Subproblem
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new Steihaug();

    /// <summary>The first radius. By default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double InitialRadius
    {
        get;
        init => field = Guard.Positive(value, Operation);
    } = 1;

    /// <summary>The largest radius. By default 1e10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double MaxRadius
    {
        get;
        init => field = Guard.Positive(value, Operation);
    } = 1e10;

    /// <inheritdoc/>
    public IIteration<T> Start<T>(ISmoothFunction<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(x0);
        return new Iteration<T>(function, x0, Subproblem.Start(function, x0), T.CreateChecked(Math.Min(InitialRadius, MaxRadius)), T.CreateChecked(MaxRadius));
    }

    private sealed class Iteration<T>(ISmoothFunction<T> function, Tensor<T> x0, ITrustRegionStep<T> model, T radius, T maxRadius) : IIteration<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private const double Acceptable = 1e-4, Poor = 0.25, Good = 0.75, RoundingUnits = 10;

        private readonly Tensor<T> _step = Tensor.Uninitialized<T>(x0.Shape);
        private EvaluatedPoint<T> _here = new(function, x0);
        private EvaluatedPoint<T> _there = new(function, x0);
        private T _radius = radius;
        private bool _isNew = true;

        public Tensor<T> Point => _here.Point;

        public int MeasureInterval => 1;

        public Measurement<T> Measure() => _here.Measure();

        public bool Step()
        {
            T predicted = model.Solve(_here, _isNew, _radius, _step), length = Vectors.Norm(_step);
            _isNew = false;
            _there.MoveTo(_here.Point, T.One, _step);
            T value = _here.Evaluate(), noise = T.CreateChecked(RoundingUnits) * Vectors.Epsilon<T>() * T.Max(T.One, T.Abs(value));
            bool isSame = Vectors.Same(_here.Point, _there.Point);
            T there = _there.Value;
            T ratio = (value - there + noise) / (predicted + noise);
            bool isFinite = T.IsFinite(there);
            if (!(ratio >= T.CreateChecked(Poor)))
                _radius = T.CreateChecked(Poor) * (length > T.Zero && T.IsFinite(length) ? length : _radius);
            else if (ratio > T.CreateChecked(Good) && length >= T.CreateChecked(0.99) * _radius)
                _radius = T.Min(_radius + _radius, maxRadius);
            if (isSame && isFinite)
                return false;
            // A function that is finite nowhere near is the caller's to hear of: the point is handed over as it is.
            if (!isFinite && !isSame)
                return true;
            if (isFinite && !(ratio > T.CreateChecked(Acceptable)))
                return true;
            (_here, _there) = (_there, _here);
            _isNew = true;
            return !isSame;
        }
    }
}
