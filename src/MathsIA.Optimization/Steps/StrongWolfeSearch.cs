using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The running search of <see cref="StrongWolfeStep"/>.</summary>
internal sealed class StrongWolfeSearch<T>(LineFunction<T> line, StrongWolfeStep rule) : IStepSearch<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>An interval this narrow, relative to its upper end, holds nothing better.</summary>
    private const double Narrow = 1e-10;

    private const double Longest = 1e20;

    public T Search(EvaluatedPoint<T> from, Tensor<T> direction, T? suggested, EvaluatedPoint<T> to) => Search(from, direction, suggested, Longest, to);

    /// <summary>The same, among steps of at most a given length.</summary>
    public T Search(EvaluatedPoint<T> from, Tensor<T> direction, T? suggested, double longest, EvaluatedPoint<T> to)
    {
        if (!line.Begin(from, direction, to))
            return T.Zero;
        double step = Math.Min(longest, line.FirstStep(suggested, rule.InitialStep));
        var interval = new MoreThuenteInterval(line.Slope, rule.SufficientDecrease, step, longest);
        for (int retreats = 0, trials = 0; ;)
        {
            (double change, double slope) = line.At(step);
            if (!double.IsFinite(change) || !double.IsFinite(slope))
            {
                // A function that is finite nowhere along the line is the caller's to hear of: the point is handed over as it is.
                if (line.IsAtStart || ++retreats > 100)
                    return line.AcceptKept() is var kept && kept != T.Zero ? kept : line.Accept(step);
                step = interval.RetreatFrom(step);
                continue;
            }

            if (IsGoodEnough(step, change, slope))
                return line.Accept(step);
            bool isLast = ++trials >= rule.MaxTrials || interval.IsExhausted(step, Narrow) || (step >= interval.Longest && slope < 0) || line.IsAtStart;
            line.Keep(step, change);
            if (isLast)
                return line.AcceptKept();
            step = interval.Next(new Trial(step, change, slope));
        }
    }

    private bool IsGoodEnough(double step, double change, double slope) =>
        change <= rule.SufficientDecrease * step * line.Slope && Math.Abs(slope) <= -rule.Curvature * line.Slope;
}
