using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The steps of Barzilai and Borwein, the inverse of the curvature along the last step: <c>⟨s, s⟩/⟨s, y⟩</c> or <c>⟨s, y⟩/⟨y, y⟩</c>
/// with <c>s = x_k − x_{k−1}</c> and <c>y = ∇f(x_k) − ∇f(x_{k−1})</c>; safeguarded without asking for descent.</summary>
/// <remarks>One value and one gradient a step, mostly. A step is accepted when
/// <c>f(x + τ d) ≤ max(f(x_k) ... f(x_{k−M+1})) + c τ ⟨∇f(x_k), d⟩</c>, else halved: the objective may rise for a while, which the method
/// lives on, and converges for every continuously differentiable function with bounded level sets. J. Barzilai and J. Borwein, IMA J. Numer. Anal. 8
/// (1988); M. Raydan, SIAM J. Optim. 7 (1997), theorem 2.1. For the steepest direction.</remarks>
public sealed record BarzilaiBorweinStep : IStepRule
{
    private const string Operation = nameof(BarzilaiBorweinStep);

    /// <summary>Which of the two steps. <see cref="BarzilaiBorweinRule.Alternating"/> by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such rule.</exception>
    public BarzilaiBorweinRule Rule
    {
        get;
        init => field = value is BarzilaiBorweinRule.Alternating or BarzilaiBorweinRule.Long or BarzilaiBorweinRule.Short ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"{Operation}: there is no such rule.");
    }

    /// <summary>How many of the last values <c>M</c> a new one is compared with. From 1, which asks for descent; by default 10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Memory
    {
        get;
        init => field = Guard.AtLeastOne(value, Operation);
    } = 10;

    /// <summary>The fraction <c>c</c> of the decrease that the slope promises, in (0, 1). By default 1e-4.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside (0, 1).</exception>
    public double SufficientDecrease
    {
        get;
        init => field = Guard.Fraction(value, Operation);
    } = 1e-4;

    /// <inheritdoc/>
    public IStepSearch<T> Start<T>(ISmoothFunction<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(x0);
        return new Search<T>(new LineFunction<T>(function, x0), new SecantPair<T>(x0), this);
    }

    private sealed class Search<T>(LineFunction<T> line, SecantPair<T> pair, BarzilaiBorweinStep rule) : IStepSearch<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly double[] _values = new double[rule.Memory];
        private int _k;

        T IStepSearch<T>.Search(EvaluatedPoint<T> from, Tensor<T> direction, T? suggested, EvaluatedPoint<T> to)
        {
            if (!line.Begin(from, direction, to))
                return T.Zero;
            _values[_k % _values.Length] = line.Value;
            double step = pair.MoveTo(from) ? SecantStep() : line.FirstStep(suggested, null);
            _k++;
            double highest = double.NegativeInfinity;
            foreach (double value in _values.AsSpan(0, Math.Min(_k, _values.Length)))
                highest = Math.Max(highest, value);
            while (true)
            {
                double change = line.At(step).Change;
                if (change <= highest - line.Value + (rule.SufficientDecrease * step * line.Slope))
                    return line.Accept(step);
                if (line.IsAtStart)
                    return double.IsFinite(change) ? T.Zero : line.Accept(step);
                step /= 2;
            }
        }

        private double SecantStep()
        {
            // Against the curvature of a concave stretch only the lengths count: the geometric mean of the two steps.
            if (!(pair.Product > T.Zero))
                return double.CreateTruncating(T.Sqrt(pair.StepSquared / pair.ChangeSquared));
            bool isLong = rule.Rule == BarzilaiBorweinRule.Long || (rule.Rule == BarzilaiBorweinRule.Alternating && _k % 2 == 0);
            return double.CreateTruncating(isLong ? pair.StepSquared / pair.Product : pair.Product / pair.ChangeSquared);
        }
    }
}
