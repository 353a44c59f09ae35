using System.Numerics;
using System.Numerics.Tensors;

namespace MathsIA.Optimization;

/// <summary>What the functions of singular values and of eigenvalues share.</summary>
internal static class Spectral
{
    /// <summary>Whether every element is finite: a decomposition of anything else has no meaning.</summary>
    public static bool IsFinite<T>(ReadOnlySpan<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        x.IsEmpty || T.IsFinite(TensorPrimitives.MaxMagnitude(x));
}
