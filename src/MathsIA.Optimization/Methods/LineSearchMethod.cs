using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A descent method put together from a direction and a step: <c>x⁺ = x + τ d</c>, where to by <see cref="IDirectionRule"/>, how far by
/// <see cref="IStepRule"/>.</summary>
/// <remarks>Any direction goes with any step; the usual pairs have names of their own (<see cref="GradientDescent"/>, <see cref="Lbfgs"/>,
/// <see cref="Bfgs"/>, <see cref="NonlinearConjugateGradient"/>, <see cref="Newton"/>, <see cref="NewtonConjugateGradient"/>). What the search evaluated at the
/// accepted point serves the next direction, so nothing is evaluated twice. A direction that does not descend is forgotten and the
/// steepest one tried before the run counts as stalled.
/// <example><code>
/// var method = new LineSearchMethod(new LbfgsDirection(20), new HagerZhangStep());
/// Solution&lt;double&gt; s = Minimize.Run(function, method, x0);
/// </code></example></remarks>
public sealed record LineSearchMethod : ISmoothMethod
{
    /// <summary>Puts a method together.</summary>
    /// <param name="direction">Where to go.</param>
    /// <param name="step">How far to go.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public LineSearchMethod(IDirectionRule direction, IStepRule step)
    {
        ArgumentNullException.ThrowIfNull(direction);
        ArgumentNullException.ThrowIfNull(step);
        (Direction, Step) = (direction, step);
    }

    /// <summary>Where to go.</summary>
    public IDirectionRule Direction { get; }

    /// <summary>How far to go.</summary>
    public IStepRule Step { get; }

    /// <inheritdoc/>
    public IIteration<T> Start<T>(ISmoothFunction<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(x0);
        return new Iteration<T>(function, x0, Direction.Start(function, x0), Step.Start(function, x0));
    }

    private sealed class Iteration<T>(ISmoothFunction<T> function, Tensor<T> x0, IDirection<T> rule, IStepSearch<T> search) : IIteration<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Tensor<T> _direction = Tensor.Uninitialized<T>(x0.Shape);
        private EvaluatedPoint<T> _here = new(function, x0);
        private EvaluatedPoint<T> _there = new(function, x0);

        public Tensor<T> Point => _here.Point;

        public int MeasureInterval => 1;

        public Measurement<T> Measure() => _here.Measure();

        public bool Step()
        {
            T step = search.Search(_here, _direction, rule.Compute(_here, _direction), _there);
            if (step == T.Zero && rule.Forget())
                step = search.Search(_here, _direction, rule.Compute(_here, _direction), _there);
            if (step == T.Zero)
                return false;
            rule.Learn(_here, _direction, _there);
            (_here, _there) = (_there, _here);
            return !Vectors.Same(_here.Point, _there.Point);
        }
    }
}
