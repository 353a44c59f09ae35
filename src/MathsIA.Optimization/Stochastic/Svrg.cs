using System.Numerics;
using MathsIA.RandomNumbers;

namespace MathsIA.Optimization;

/// <summary>Stochastic variance reduced gradient: unbiased gradients corrected at a snapshot <c>x̃</c>,
/// <c>x⁺ = prox_{τg}(x − τ (∇f_i(x) − ∇f_i(x̃) + ∇f(x̃)))</c>, and a new snapshot now and then.</summary>
/// <remarks>
/// <para>No table: three vectors of memory. A step costs two gradients of its mini-batch, a snapshot a pass over the data. For strongly convex
/// functions each round between snapshots shrinks the error by a constant factor once it is long enough
/// (R. Johnson and T. Zhang, NIPS 2013, theorem 1; with a prox L. Xiao and T. Zhang, SIAM J. Optim. 24, 2014, theorem 3.1). As in practice, the
/// next round starts from the last point of the one before.</para>
/// <para>Measuring costs a pass over the data, so by default it is done once a pass.</para>
/// </remarks>
public sealed record Svrg : IStochasticMethod, IStochasticProximalMethod
{
    /// <summary>The step <c>τ</c>, positive; null for <c>1/(10 L)</c>, <c>L</c> common to all terms.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double? StepSize
    {
        get;
        init => field = value is { } step ? Guard.Positive(step, nameof(Svrg), nameof(value)) : null;
    }

    /// <summary>Where the draws come from. Each run starts from its present state and leaves it as it is, so runs repeat.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public required Philox Random
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>How many terms a step looks at, drawn with replacement. From 1, the default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int BatchSize
    {
        get;
        init => field = Guard.AtLeastOne(value, nameof(Svrg));
    } = 1;

    /// <summary>How many steps lie between two snapshots; null for two passes over the data.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int? RoundLength
    {
        get;
        init => field = value is { } length ? Guard.AtLeastOne(length, nameof(Svrg), nameof(value)) : null;
    }

    /// <inheritdoc/>
    public IIteration<T> Start<T>(IFiniteSum<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(x0);
        return Start(function, new CompositeObjective<T>(function, null, x0));
    }

    /// <inheritdoc/>
    public IIteration<T> Start<T>(IFiniteSum<T> smooth, IProximable<T> proximable, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(smooth);
        ArgumentNullException.ThrowIfNull(proximable);
        ArgumentNullException.ThrowIfNull(x0);
        return Start(smooth, new CompositeObjective<T>(smooth, proximable, x0));
    }

    private Iteration<T> Start<T>(IFiniteSum<T> function, CompositeObjective<T> objective) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T step = Constants.TermStepSize(StepSize, 10, function, nameof(Svrg));
        int round = RoundLength ?? Math.Max(1, (int)Math.Min(int.MaxValue, 2L * function.Count / BatchSize));
        return new Iteration<T>(function, objective, step, new TermSampler(Random, function.Count, BatchSize), round);
    }

    private sealed class Iteration<T>(IFiniteSum<T> function, CompositeObjective<T> objective, T step, TermSampler sampler, int round) : IIteration<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Tensor<T> _snapshot = objective.Start.Clone();
        private readonly Tensor<T> _mean = Tensor.Uninitialized<T>(objective.Start.Shape);
        private readonly Tensor<T> _estimate = Tensor.Uninitialized<T>(objective.Start.Shape);
        private readonly Tensor<T> _correction = Tensor.Uninitialized<T>(objective.Start.Shape);
        private int _k;

        public Tensor<T> Point { get; } = objective.Start;

        public int MeasureInterval => Math.Max(1, function.Count / sampler.BatchSize);

        public Measurement<T> Measure() => objective.Measure(Point);

        public bool Step()
        {
            if (_k % round == 0)
            {
                Point.CopyTo(_snapshot);
                function.Gradient(_snapshot, _mean);
            }

            _k++;
            ReadOnlySpan<int> terms = sampler.Draw();
            function.Gradient(Point, terms, _estimate);
            function.Gradient(_snapshot, terms, _correction);
            Vectors.Subtract(_estimate, _correction, _estimate);
            Vectors.AddScaled(_estimate, T.One, _mean, _estimate);
            objective.Descend(Point, step, _estimate);
            return true;
        }
    }
}
