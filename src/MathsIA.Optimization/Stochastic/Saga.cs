using System.Numerics;
using MathsIA.RandomNumbers;

namespace MathsIA.Optimization;

/// <summary>SAGA: unbiased gradients whose noise vanishes, <c>x⁺ = prox_{τg}(x − τ (∇f_i(x) − g_i + 1/n Σ_j g_j))</c> with a table of the last
/// gradients <c>g_j</c> seen.</summary>
/// <remarks>
/// <para>A step costs its mini-batch. With the default <c>τ = 1/(3 L)</c>, <c>L</c> common to all terms, the error falls like
/// <c>(1 − min{1/(4n), μ/(3 L)})^k</c> for strongly convex functions and like 1/k otherwise, with a proximable function g or without, and
/// the step need not know μ: A. Defazio, F. Bach and S. Lacoste-Julien, NIPS 2014, theorem 1 and corollary 1 (single terms).</para>
/// <para>For a linear model the table holds n numbers (n k for k outputs), else n gradients. Measuring costs a pass over the data, so
/// by default it is done once a pass.</para>
/// </remarks>
public sealed record Saga : IStochasticMethod, IStochasticProximalMethod
{
    /// <summary>The step <c>τ</c>, positive; null for <c>1/(3 L)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double? StepSize
    {
        get;
        init => field = value is { } step ? Guard.Positive(step, nameof(Saga), nameof(value)) : null;
    }

    /// <summary>Where the draws come from. Each run starts from its present state and leaves it as it is, so runs repeat.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public required Philox Random
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>How many distinct terms a step looks at; all of them where there are fewer. From 1, the default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int BatchSize
    {
        get;
        init => field = Guard.AtLeastOne(value, nameof(Saga));
    } = 1;

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The table of gradients would hold more elements than a tensor can.</exception>
    public IIteration<T> Start<T>(IFiniteSum<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(x0);
        return Start(function, new CompositeObjective<T>(function, null, x0));
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The table of gradients would hold more elements than a tensor can.</exception>
    public IIteration<T> Start<T>(IFiniteSum<T> smooth, IProximable<T> proximable, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(smooth);
        ArgumentNullException.ThrowIfNull(proximable);
        ArgumentNullException.ThrowIfNull(x0);
        return Start(smooth, new CompositeObjective<T>(smooth, proximable, x0));
    }

    private Iteration<T> Start<T>(IFiniteSum<T> function, CompositeObjective<T> objective) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(function, objective, Constants.TermStepSize(StepSize, 3, function, nameof(Saga)), new TermSampler(Random, function.Count, BatchSize, distinct: true));

    private sealed class Iteration<T>(IFiniteSum<T> function, CompositeObjective<T> objective, T step, TermSampler sampler) : IIteration<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly IGradientTable<T> _table = GradientTable<T>.For(function, objective.Start, sampler.BatchSize);
        private readonly Tensor<T> _change = Tensor.Uninitialized<T>(objective.Start.Shape);
        private readonly Tensor<T> _estimate = Tensor.Uninitialized<T>(objective.Start.Shape);
        private readonly Tensor<T> _mean = Tensor.Zeros<T>(objective.Start.Shape);

        public Tensor<T> Point { get; } = objective.Start;

        public int MeasureInterval => Math.Max(1, function.Count / sampler.BatchSize);

        public Measurement<T> Measure() => objective.Measure(Point);

        public bool Step()
        {
            _table.Refresh(Point, sampler.Draw(), _change);
            Vectors.AddScaled(_mean, T.One / T.CreateChecked(sampler.BatchSize), _change, _estimate);
            if (_table.Ridge != T.Zero)
                Vectors.AddScaled(_estimate, _table.Ridge, Point, _estimate);
            Vectors.AddScaled(_mean, T.One / T.CreateChecked(function.Count), _change, _mean);
            objective.Descend(Point, step, _estimate);
            return true;
        }
    }
}
