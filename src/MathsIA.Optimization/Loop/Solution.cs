using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>What a run found, and how good it is.</summary>
/// <remarks>The point is the one that met the tolerance or, when none did, the best measured point, whatever
/// stopped the run.</remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed record Solution<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The point found: the caller's own.</summary>
    public required Tensor<T> Value { get; init; }

    /// <summary>The function's value at <see cref="Value"/>.</summary>
    public required T Objective { get; init; }

    /// <summary>The optimality measure at <see cref="Value"/>: for smooth functions the norm of the gradient.</summary>
    public required T Residual { get; init; }

    /// <summary>The duality gap at <see cref="Value"/>: <c>Objective − Gap</c> is a lower bound of the smallest value. Null where
    /// the method has no certificate.</summary>
    public T? Gap { get; init; }

    /// <summary>The dual point that goes with <see cref="Value"/>; null where the method has none.</summary>
    public Tensor<T>? Dual { get; init; }

    /// <summary>Why the run ended.</summary>
    public required Status Status { get; init; }

    /// <summary>The steps taken.</summary>
    public required int Iterations { get; init; }

    /// <summary>The time taken.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Every measurement, in order; empty when it was not recorded.</summary>
    public required IReadOnlyList<TracePoint> Trace { get; init; }

    /// <summary>One line: status, iterations, objective and residual.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Status} after {Iterations} iterations: objective {Objective:g6}, residual {Residual:g3}{(Gap is { } gap ? $", gap {gap:g3}" : "")}");
}
