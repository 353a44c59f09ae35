namespace MathsIA.Optimization;

/// <summary>The sequence that makes one accelerated method or another out of <see cref="AcceleratedIteration{T, TMomentum}"/>.</summary>
internal interface IMomentum
{
    /// <summary>The weights of the next extrapolation: of the last move, and of the last gradient step.</summary>
    (double Momentum, double Overshoot) Next();
}
