using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>Where particles flowed, and what their functional was on the way.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed record ParticleFlowResult<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The particles at the end, one a row.</summary>
    public required Tensor<T> Positions { get; init; }

    /// <summary>The functional at the start and after each step.</summary>
    public required IReadOnlyList<double> Values { get; init; }

    /// <summary>The times reached, the sums of the steps taken: 0 at the start.</summary>
    public required IReadOnlyList<double> Times { get; init; }

    /// <summary>The particles at the start and after every so many steps, as asked for; empty if not.</summary>
    public required IReadOnlyList<Tensor<T>> Frames { get; init; }

    /// <summary>The norm of the velocity at the end, <c>(mean ‖v_i‖²)^½</c>: 0 where the flow comes to rest.</summary>
    public required double Speed { get; init; }

    /// <summary>How the run ended.</summary>
    public required Status Status { get; init; }

    /// <summary>Steps taken.</summary>
    public required int Iterations { get; init; }

    /// <summary>The time taken.</summary>
    public required TimeSpan Elapsed { get; init; }
}
