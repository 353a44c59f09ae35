using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>L-BFGS-B: limited-memory quasi-Newton steps in a box.</summary>
/// <remarks>
/// <para>A step finds the Cauchy point of the quadratic model, minimizes the model over the coordinates that are free there, and searches
/// on the way to it by <see cref="StrongWolfeStep"/>. Points never leave the box. The residual is the norm of <c>P(x − ∇f(x)) − x</c>. About 4 m n
/// multiplications a step without active bounds, m² more for each bound met.</para>
/// <para>R. H. Byrd, P. Lu, J. Nocedal and C. Zhu, "A limited memory algorithm for bound constrained optimization", SIAM J. Sci. Comput. 16 (1995); the
/// subspace step as in J. L. Morales and J. Nocedal, ACM Transactions on Mathematical Software 38 (2011).</para>
/// </remarks>
public sealed record LbfgsB : IBoundedMethod
{
    /// <summary>How many steps the model remembers. From 1; by default 10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Memory
    {
        get;
        init => field = Guard.AtLeastOne(value, nameof(LbfgsB));
    } = 10;

    /// <summary>The search between two points.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public StrongWolfeStep Step
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new();

    /// <inheritdoc/>
    public IIteration<T> Start<T>(ISmoothFunction<T> function, Bounds<T> bounds, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(bounds);
        Guard.Shape(x0, bounds.Shape, nameof(LbfgsB));
        Tensor<T> start = x0.Clone();
        bounds.Project(start.AsSpan());
        return new Iteration<T>(function, bounds, start, Memory, new StrongWolfeSearch<T>(new LineFunction<T>(function, start, bounds), Step));
    }

    private sealed class Iteration<T>(ISmoothFunction<T> function, Bounds<T> bounds, Tensor<T> start, int memory, StrongWolfeSearch<T> search) : IIteration<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly CompactHessian<T> _model = new(start.Length, memory);
        private readonly CauchyPoint<T> _cauchy = new(start.Length, memory);
        private readonly SubspaceMinimizer<T> _subspace = new(start.Length, memory);
        private readonly Tensor<T> _direction = Tensor.Uninitialized<T>(start.Shape);
        private EvaluatedPoint<T> _here = new(function, start);
        private EvaluatedPoint<T> _there = new(function, start);

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
            T step = Search();
            if (step == T.Zero && _model.Count > 0)
            {
                _model.Forget();
                step = Search();
            }

            if (step == T.Zero)
                return false;
            _model.Learn(_here, _there);
            (_here, _there) = (_there, _here);
            return !Vectors.Same(_here.Point, _there.Point);
        }

        private T Search()
        {
            ReadOnlySpan<T> x = Point.AsSpan(), gradient = _here.Gradient.AsSpan();
            Span<T> d = _direction.AsSpan();
            if (!_model.Prepare() || !_cauchy.Find(_model, bounds, x, gradient, d))
                return T.Zero;
            if (_model.Count > 0)
                _subspace.Improve(_model, bounds, x, gradient, _cauchy.Combination, d);
            Vectors.Subtract(d, x, d);
            T? suggested = _model.Count > 0 ? T.One : T.Min(T.One, T.One / Vectors.Norm(_direction));
            return search.Search(_here, _direction, suggested, Farthest(x, d), _there);
        }

        /// <summary>The longest step that stays in the box, at least 1 because the end of the direction does.</summary>
        private double Farthest(ReadOnlySpan<T> x, ReadOnlySpan<T> d)
        {
            T farthest = T.CreateTruncating(1e10);
            for (int i = 0; i < d.Length; i++)
            {
                if (d[i] != T.Zero)
                    farthest = T.Min(farthest, ((d[i] > T.Zero ? bounds.Upper[i] : bounds.Lower[i]) - x[i]) / d[i]);
            }

            return Math.Max(1, double.CreateTruncating(farthest));
        }
    }
}
