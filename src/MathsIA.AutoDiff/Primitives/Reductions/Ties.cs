using System.Numerics;

namespace MathsIA.AutoDiff.Primitives;

/// <summary>What elements that are equally extreme get of a derivative.</summary>
internal static class Ties
{
    /// <summary>A mask of ones and zeros divided by its number of ones, row by row.</summary>
    public static Variable<T> Shared<T>(Variable<T> mask, ReducedAxes axes) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        mask / mask.Sum(axes.ForCore, keepDimensions: true);
}
