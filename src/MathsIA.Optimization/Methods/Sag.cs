using System.Numerics;
using MathsIA.RandomNumbers;

namespace MathsIA.Optimization;

/// <summary>Stochastic average gradient: one new term's gradient a step, and a table that remembers the last gradient seen of each
/// other, <c>x⁺ = x − τ/n Σ_j g_j</c>.</summary>
/// <remarks>
/// <para>A step costs one term, yet the error falls at a linear rate for strongly convex functions and like 1/k otherwise, at a
/// fixed step. The default <c>τ = 1/(16 L)</c>, with <c>L</c> common to all terms, carries the guarantee
/// <c>(1 − min{μ/(16 L), 1/(8n)})^k</c> (Schmidt, Le Roux and Bach 2017, theorem 1); <c>1/L</c> is often faster.</para>
/// <para>The table holds n gradients. Measuring costs a pass over the data, so by default it is done once a pass.</para>
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

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The table of gradients would hold more elements than a tensor can.</exception>
    public IIteration<T> Start<T>(IFiniteSum<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(x0);
        T step = StepSize is { } given ? T.CreateChecked(given)
            : function.TermLipschitzConstant is { } l && l > T.Zero && T.IsFinite(l) ? T.One / (T.CreateChecked(16) * l)
            : throw new ArgumentException("Sag: the function knows no Lipschitz constant of its terms, so the step size must be given.", nameof(function));
        return new Iteration<T>(function, x0, step, Random);
    }

    private sealed class Iteration<T>(IFiniteSum<T> function, Tensor<T> x0, T step, Philox random) : IIteration<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly TermSampler _sampler = new(random, function.Count, 1);
        private readonly Tensor<T> _gradient = Tensor.Uninitialized<T>(x0.Shape);
        private readonly Tensor<T> _table = Tensor.Zeros<T>(function.Count, x0.Length);
        private readonly Tensor<T> _mean = Tensor.Zeros<T>(x0.Shape);
        private readonly T _share = T.One / T.CreateChecked(function.Count);

        public Tensor<T> Point { get; } = x0.Clone();

        public int MeasureInterval => function.Count;

        public Measurement<T> Measure()
        {
            T value = function.ValueAndGradient(Point, _gradient);
            return new Measurement<T>(value, Vectors.Norm(_gradient));
        }

        public bool Step()
        {
            ReadOnlySpan<int> term = _sampler.Draw();
            function.Gradient(Point, term, _gradient);
            Span<T> remembered = _table.AsSpan().Slice(term[0] * x0.Length, x0.Length), gradient = _gradient.AsSpan(), mean = _mean.AsSpan();
            for (int i = 0; i < gradient.Length; i++)
                mean[i] += _share * (gradient[i] - remembered[i]);
            gradient.CopyTo(remembered);
            Vectors.AddScaled(Point, -step, _mean, Point);
            return true;
        }
    }
}
