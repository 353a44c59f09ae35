using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>What a feasible dual point says about the present coefficients.</summary>
/// <param name="Gap">The duality gap; infinite where scaling alone does not make the vector feasible.</param>
/// <param name="Scale">The factor that made it feasible.</param>
/// <param name="Distance">How far the vector was, before scaling, from the residual.</param>
internal readonly record struct DualPoint<T>(T Gap, T Scale, T Distance) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
