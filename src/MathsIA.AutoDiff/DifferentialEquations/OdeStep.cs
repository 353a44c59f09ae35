using System.Numerics;

namespace MathsIA.AutoDiff;

/// <summary>An accepted step with what dense output needs.</summary>
internal readonly record struct OdeStep<T>(double Time, double Size, Variable<T> Start, Variable<T> End, Variable<T>[] Stages, Variable<T> EndSlope)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
