using System.Numerics;
using MathsIA.RandomNumbers;

namespace MathsIA.Optimization;

/// <summary>Stochastic average gradient: a few new gradients a step, and a table that remembers the last gradient seen of each
/// other term, <c>x⁺ = x − τ/n Σ_j g_j</c>.</summary>
/// <remarks>
/// <para>A step costs its mini-batch, yet the error falls at a linear rate for strongly convex functions and like 1/k otherwise, at a
/// fixed step. The default <c>τ = 1/(16 L)</c>, with <c>L</c> common to all terms, carries the guarantee
/// <c>(1 − min{μ/(16 L), 1/(8n)})^k</c> for single terms (Schmidt, Le Roux and Bach 2017, theorem 1); <c>1/L</c> is often faster.</para>
/// <para>For a linear model the table holds n numbers (n k for k outputs), since a term's gradient is a multiple of its row; for other
/// sums n gradients. Measuring costs a pass over the data, so by default it is done once a pass.</para>
/// </remarks>
public sealed record Sag : IStochasticMethod
{
    /// <summary>The step <c>τ</c>, positive; null for <c>1/(16 L)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double? StepSize
    {
        get;
        init => field = value is { } step ? Guard.Positive(step, nameof(Sag), nameof(value)) : null;
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
        init => field = Guard.AtLeastOne(value, nameof(Sag));
    } = 1;

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The table of gradients would hold more elements than a tensor can.</exception>
    public IIteration<T> Start<T>(IFiniteSum<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(x0);
        T step = Constants.TermStepSize(StepSize, 16, function, nameof(Sag));
        return new Iteration<T>(function, new CompositeObjective<T>(function, null, x0), step, new TermSampler(Random, function.Count, BatchSize, distinct: true));
    }

    private sealed class Iteration<T>(IFiniteSum<T> function, CompositeObjective<T> objective, T step, TermSampler sampler) : IIteration<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly IGradientTable<T> _table = GradientTable<T>.For(function, objective.Start, sampler.BatchSize);
        private readonly Tensor<T> _change = Tensor.Uninitialized<T>(objective.Start.Shape);
        private readonly Tensor<T> _mean = Tensor.Zeros<T>(objective.Start.Shape);
        private readonly T _share = T.One / T.CreateChecked(function.Count);

        public Tensor<T> Point { get; } = objective.Start;

        public int MeasureInterval => Math.Max(1, function.Count / sampler.BatchSize);

        public Measurement<T> Measure() => objective.Measure(Point);

        public bool Step()
        {
            _table.Refresh(Point, sampler.Draw(), _change);
            Vectors.AddScaled(_mean, _share, _change, _mean);
            if (_table.Ridge != T.Zero)
                Vectors.Scale(Point.AsSpan(), T.One - (step * _table.Ridge));
            Vectors.AddScaled(Point, -step, _mean, Point);
            return true;
        }
    }
}
