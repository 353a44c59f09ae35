using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The penalty of one run of ADMM.</summary>
internal sealed class PenaltyState<T>(double penalty, PenaltyBalancing? balancing) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private int _steps;
    private int _changes;

    public T Value { get; private set; } = T.CreateChecked(penalty);

    /// <summary>Counts a step, and says whether the next call of <see cref="Balance"/> may change the penalty.</summary>
    public bool BalancesNow() => balancing is not null && _changes < balancing.MostChanges && ++_steps >= balancing.Interval;

    /// <summary>Changes the penalty if the residuals ask for it.</summary>
    /// <returns>The factor of the change: scaled multipliers are to be divided by it. 1 for none.</returns>
    public T Balance(T primal, T dual)
    {
        T imbalance = T.CreateChecked(balancing!.Imbalance), factor = T.CreateChecked(balancing.Factor);
        if (dual > imbalance * primal)
            factor = T.One / factor;
        else if (!(primal > imbalance * dual))
            return T.One;
        _steps = 0;
        _changes++;
        Value *= factor;
        return factor;
    }
}
