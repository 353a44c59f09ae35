using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A sparse vector that explains measurements, and how well it does.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed record SparseSolution<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The vector x, of the shape of the operator's domain: the caller's own.</summary>
    public required Tensor<T> Value { get; init; }

    /// <summary>Where x is not zero: places in row-major order, ascending.</summary>
    public required IReadOnlyList<int> Support { get; init; }

    /// <summary><c>‖y − Ax‖₂</c>, as the method knows it.</summary>
    public required T ResidualNorm { get; init; }

    /// <summary><c>‖y − Ax‖₂ / ‖y‖₂</c>: what the tolerance is compared with; 0 for y = 0.</summary>
    public required T RelativeResidual { get; init; }

    /// <summary>Why the run ended. <see cref="Status.Converged"/>: the measurements are explained to the tolerance, or a further step
    /// would give the same vector again. <see cref="Status.IterationLimit"/>: the allowed steps, or atoms, were used up.</summary>
    public required Status Status { get; init; }

    /// <summary>The steps taken.</summary>
    public required int Iterations { get; init; }

    /// <summary>The time taken.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Every measurement, in order; empty when it was not recorded.</summary>
    public required IReadOnlyList<TracePoint> Trace { get; init; }

    /// <summary>One line: status, iterations, non-zeros and residual.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Status} after {Iterations} iterations: {Support.Count} non-zeros, relative residual {RelativeResidual:g3}");
}
