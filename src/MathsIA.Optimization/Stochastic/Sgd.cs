using System.Numerics;
using MathsIA.RandomNumbers;

namespace MathsIA.Optimization;

/// <summary>Stochastic gradient descent, <c>x_{k+1} = x_k − τ_k ∇f_{i_k}(x_k)</c>, with any schedule, any mini-batch, momentum, averaging, and a
/// prox if asked.</summary>
/// <remarks>
/// <para>A step costs the gradients of its mini-batch, drawn uniformly with replacement. With <see cref="ConstantSchedule"/> the
/// error falls to a plateau; with <see cref="InverseDecay"/> it falls like 1/√k, or 1/k under strong convexity; averaging with the
/// longer steps of <see cref="InverseSquareRootDecay"/> does as well without knowing the convexity (Bach and Moulines
/// 2011).</para>
/// <para>With a momentum <c>β</c> the step is <c>x ← x − τ u</c> along <c>u ← β u + ∇f_i(x)</c>, or in Nesterov's form along
/// <c>∇f_i(x) + β u</c>. With a proximable function g each step ends with <c>prox_{τg}</c>.</para>
/// <para>Measuring costs a pass over the data, so by default it is done once a pass.</para>
/// </remarks>
public sealed record Sgd : IStochasticMethod, IStochasticProximalMethod
{
    /// <summary>The steps <c>τ_k</c>.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public required IStepSchedule Schedule
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>Where the draws come from. Each run starts from its present state and leaves it as it is, so runs repeat.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public required Philox Random
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>How many terms a step looks at. From 1, the default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int BatchSize
    {
        get;
        init => field = Guard.AtLeastOne(value, nameof(Sgd));
    } = 1;

    /// <summary>The momentum <c>β</c>, from 0, the default, to below 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside [0, 1).</exception>
    public double Momentum
    {
        get;
        init => field = Guard.InUnitInterval(value, nameof(Sgd));
    }

    /// <summary>Whether the momentum has Nesterov's form. False by default.</summary>
    public bool IsNesterov { get; init; }

    /// <summary>Whether the answer is the mean of the points so far, <c>x̄_k = 1/(k + 1) Σ x_j</c>. False by default.</summary>
    public bool Average { get; init; }

    /// <inheritdoc/>
    public IIteration<T> Start<T>(IFiniteSum<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(x0);
        return new Iteration<T>(function, new CompositeObjective<T>(function, null, x0), this);
    }

    /// <inheritdoc/>
    public IIteration<T> Start<T>(IFiniteSum<T> smooth, IProximable<T> proximable, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(smooth);
        ArgumentNullException.ThrowIfNull(proximable);
        ArgumentNullException.ThrowIfNull(x0);
        return new Iteration<T>(smooth, new CompositeObjective<T>(smooth, proximable, x0), this);
    }

    private sealed class Iteration<T>(IFiniteSum<T> function, CompositeObjective<T> objective, Sgd settings) : IIteration<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly TermSampler _sampler = new(settings.Random, function.Count, settings.BatchSize);
        private readonly Tensor<T> _point = objective.Start.Clone();
        private readonly Tensor<T>? _mean = settings.Average ? objective.Start.Clone() : null;
        private readonly Tensor<T> _gradient = Tensor.Uninitialized<T>(objective.Start.Shape);
        private readonly Tensor<T>? _velocity = settings.Momentum > 0 ? Tensor.Zeros<T>(objective.Start.Shape) : null;
        private readonly T _momentum = T.CreateChecked(settings.Momentum);
        private int _k;

        public Tensor<T> Point => _mean ?? _point;

        public int MeasureInterval => Math.Max(1, function.Count / settings.BatchSize);

        public Measurement<T> Measure() => objective.Measure(Point);

        public bool Step()
        {
            function.Gradient(_point, _sampler.Draw(), _gradient);
            Tensor<T> direction = _gradient;
            if (_velocity is not null)
            {
                Vectors.AddScaled(_gradient, _momentum, _velocity, _velocity);
                direction = _velocity;
                if (settings.IsNesterov)
                {
                    Vectors.AddScaled(_gradient, _momentum, _velocity, _gradient);
                    direction = _gradient;
                }
            }

            objective.Descend(_point, T.CreateChecked(settings.Schedule.At(_k)), direction);
            _k++;
            if (_mean is not null)
                Vectors.MoveToward(_mean, _point, T.One / T.CreateChecked(_k + 1));
            // A draw that does not move the point says nothing about the next one.
            return true;
        }
    }
}
