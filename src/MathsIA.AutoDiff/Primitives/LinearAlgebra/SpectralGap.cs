using System.Numerics;

namespace MathsIA.AutoDiff.Primitives;

/// <summary>What the derivatives of spectral decompositions divide by: distances between eigenvalues or singular values.</summary>
internal static class SpectralGap
{
    /// <summary>How far computed values may be from those of the matrix: <c>n ε</c> times the largest magnitude. A constant.</summary>
    /// <param name="largest">The largest magnitude of each matrix.</param>
    /// <param name="order">The larger of the numbers of rows and columns.</param>
    public static Variable<T> Accuracy<T>(Variable<T> largest, int order) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        largest.StopGradient() * (T.CreateChecked(order) * (T.BitIncrement(T.One) - T.One));

    /// <summary>The reciprocal, or 0 where the accuracy does not tell the gap from 0.</summary>
    public static Variable<T> Reciprocal<T>(Variable<T> gap, Variable<T> accuracy) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Variable<T> isKnown = gap.Abs().Greater(accuracy);
        return isKnown / isKnown.Where(gap, T.One);
    }
}
