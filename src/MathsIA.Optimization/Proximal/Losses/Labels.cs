using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Labels of two classes.</summary>
internal static class Labels
{
    /// <summary>Checks that each is −1 or 1.</summary>
    public static Tensor<T> Checked<T>(Tensor<T> labels, string operation) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        ProximalGuard.Each(labels, label => T.Abs(label) == T.One, "-1 or 1", operation, nameof(labels));
}
