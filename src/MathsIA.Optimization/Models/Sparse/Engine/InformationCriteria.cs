namespace MathsIA.Optimization;

/// <summary>The information criteria of all sparse models.</summary>
internal static class InformationCriteria
{
    /// <summary>The criterion of a model, from its mean loss.</summary>
    /// <param name="criterion">Which criterion.</param>
    /// <param name="loss">The mean loss: half the squared error of all outputs, or the negative log-likelihood.</param>
    /// <param name="isSquares">Whether the loss is the squared error.</param>
    /// <param name="samples">The number of samples.</param>
    /// <param name="outputs">The number of outputs.</param>
    /// <param name="candidates">The number of all coefficients.</param>
    /// <param name="count">The number of those that are not zero.</param>
    public static double Of(InformationCriterion criterion, double loss, bool isSquares, int samples, int outputs, int candidates, int count)
    {
        double each = criterion switch
        {
            InformationCriterion.Akaike => 2,
            InformationCriterion.Bayes => Math.Log(samples),
            InformationCriterion.ExtendedBayes => Math.Log(samples) + (2 * Math.Log(candidates)),
            _ => throw new ArgumentOutOfRangeException(nameof(criterion), criterion, "Criterion: there is no such criterion."),
        };
        double deviance = isSquares ? (double)samples * outputs * Math.Log(2 * loss / outputs) : 2 * samples * loss;
        return deviance + (each * count);
    }

    /// <summary>The place of the least value, the first of equal ones.</summary>
    public static int Least(IReadOnlyList<double> values)
    {
        int best = 0;
        for (int k = 1; k < values.Count; k++)
            best = values[k] < values[best] ? k : best;
        return best;
    }
}
