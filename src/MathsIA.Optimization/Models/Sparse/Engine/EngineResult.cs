using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>How one problem ended, in the engine's own scale: sums over samples, centred and scaled columns.</summary>
/// <param name="Status">Why it ended.</param>
/// <param name="Objective">The loss plus the penalty.</param>
/// <param name="Gap">The duality gap; NaN from a solver whose penalty is not convex.</param>
/// <param name="Violation">The largest distance of a correlation from the subdifferential of the penalty.</param>
/// <param name="Iterations">The working sets solved.</param>
/// <param name="Epochs">The passes over working sets.</param>
internal readonly record struct EngineResult<T>(Status Status, T Objective, T Gap, T Violation, int Iterations, int Epochs)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
