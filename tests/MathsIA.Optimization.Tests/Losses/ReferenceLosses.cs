namespace MathsIA.Optimization.Tests;

/// <summary>The losses as written in books, one sample after another, in <c>double</c>.</summary>
internal static class ReferenceLosses
{
    public static double Logistic(double margin) => Math.Max(-margin, 0) + Log1P(Math.Exp(-Math.Abs(margin)));

    /// <summary>The derivative of <see cref="Logistic"/>.</summary>
    public static double LogisticSlope(double margin) => margin >= 0 ? -Math.Exp(-margin) / (1 + Math.Exp(-margin)) : -1 / (1 + Math.Exp(margin));

    public static double LogisticCurvature(double margin)
    {
        double decay = Math.Exp(-Math.Abs(margin));
        return decay / ((1 + decay) * (1 + decay));
    }

    public static double Multinomial(double[] scores, int label)
    {
        double largest = scores.Max();
        return Math.Log(scores.Sum(score => Math.Exp(score - largest))) + (largest - scores[label]);
    }

    public static double[] Softmax(double[] scores)
    {
        double largest = scores.Max(), total = scores.Sum(score => Math.Exp(score - largest));
        return [.. scores.Select(score => Math.Exp(score - largest) / total)];
    }

    // double.LogP1 is log(1 + t), which forgets the last digits of a small t. Kahan's quotient gives them back (HP-15C handbook, 1982).
    private static double Log1P(double t)
    {
        double u = 1 + t;
        return u == 1 ? t : Math.Log(u) * t / (u - 1);
    }
}
