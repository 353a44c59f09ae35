using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Penalties of one kind, one for each weight λ of a path. A struct as a type argument.</summary>
internal interface IPenaltyFamily<T, TPenalty>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TPenalty : struct, IBlockPenalty<T>
{
    /// <summary>The penalty at a weight; one at a time is in use.</summary>
    TPenalty At(T lambda);
}
