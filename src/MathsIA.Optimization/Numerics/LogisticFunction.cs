using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The logistic function, one number at a time.</summary>
internal static class LogisticFunction
{
    /// <summary><c>1/(1 + exp(−x))</c>, without overflow on either side.</summary>
    public static T At<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        x >= T.Zero ? T.One / (T.One + T.Exp(-x)) : T.Exp(x) / (T.One + T.Exp(x));
}
