using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The steps of one primal-dual run: fixed, accelerated or balanced.</summary>
internal sealed class PrimalDualStepState<T>(PrimalDualSteps rule, T primal, T dual, T? strongConvexity) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly T _imbalance = T.CreateChecked(1.5);
    private static readonly T _decay = T.CreateChecked(0.95);
    private T _change = T.CreateChecked(0.5);

    public T Primal { get; private set; } = primal;

    public T Dual { get; private set; } = dual;

    /// <summary>Whether the residuals are asked for at each step.</summary>
    public bool Balances => rule == PrimalDualSteps.Balanced;

    /// <summary>Changes the steps after an iteration.</summary>
    /// <returns>The extrapolation θ.</returns>
    public T Advance(T primalResidual, T dualResidual)
    {
        if (rule == PrimalDualSteps.Accelerated)
        {
            T theta = T.One / T.Sqrt(T.One + ((T.One + T.One) * strongConvexity!.Value * Primal));
            Primal *= theta;
            Dual /= theta;
            return theta;
        }

        if (rule == PrimalDualSteps.Balanced)
            Balance(primalResidual, dualResidual);
        return T.One;
    }

    private void Balance(T primalResidual, T dualResidual)
    {
        T factor;
        if (primalResidual > _imbalance * dualResidual)
            factor = T.One / (T.One - _change);
        else if (dualResidual > _imbalance * primalResidual)
            factor = T.One - _change;
        else
            return;
        // A large primal residual calls for a longer primal step; the product stays.
        Primal *= factor;
        Dual /= factor;
        _change *= _decay;
    }
}
