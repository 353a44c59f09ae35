namespace MathsIA.Optimization;

/// <summary>Keeps the primal and the dual residual of ADMM within a factor of each other, by changing the penalty.</summary>
/// <remarks>Boyd et al. 2011, section 3.4.1: the penalty is multiplied by <see cref="Factor"/> when the primal residual exceeds
/// <see cref="Imbalance"/> times the dual one, and divided in the opposite case. The changes stop after <see cref="MostChanges"/> of them, so that the
/// convergence proof of a fixed penalty holds from then on.</remarks>
public sealed record PenaltyBalancing
{
    private const string Operation = nameof(PenaltyBalancing);

    /// <summary>The ratio of residuals that is tolerated, above 1. By default 10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above 1 and finite.</exception>
    public double Imbalance
    {
        get;
        init => field = AboveOne(value);
    } = 10;

    /// <summary>The factor of each change, above 1. By default 2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above 1 and finite.</exception>
    public double Factor
    {
        get;
        init => field = AboveOne(value);
    } = 2;

    /// <summary>How many steps lie at least between two changes, from 1. By default 10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Interval
    {
        get;
        init => field = Guard.AtLeastOne(value, Operation);
    } = 10;

    /// <summary>How many changes there may be, from 1. By default 40.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int MostChanges
    {
        get;
        init => field = Guard.AtLeastOne(value, Operation);
    } = 40;

    private static double AboveOne(double value) => double.IsFinite(value) && value > 1 ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, $"{Operation}: the value must be above 1 and finite.");
}
