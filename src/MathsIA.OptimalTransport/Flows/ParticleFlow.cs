using System.Diagnostics;
using System.Numerics;
using MathsIA.LinearAlgebra;

namespace MathsIA.OptimalTransport;

/// <summary>The Wasserstein gradient flow of a functional by particles of equal mass: <c>x_i ← x_i − τ n ∂F/∂x_i</c>. The factor n makes the speed that of the
/// continuous flow, whatever the number of particles.</summary>
/// <remarks>
/// <para>Step rule: with <see cref="Monotone"/>, a step is halved until the functional falls by at least a quarter of what the slope
/// promises, <c>F(x′) ≤ F(x) − ¼ τ n ‖∇F‖²</c>, and the next one starts with twice that, never above <see cref="StepSize"/>: values never rise. Without it
/// every step is <see cref="StepSize"/>, stable for <c>τ</c> below 2 over n times the largest curvature of F.</para>
/// <para>With a period, particles are brought back to <c>[0, period)</c> after each step.</para>
/// </remarks>
public sealed record ParticleFlow
{
    private const double Decrease = 0.25;

    /// <summary>The step τ, the largest one if monotone.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public required double StepSize { get; init => field = SolverOption.Positive(value, nameof(ParticleFlow)); }

    /// <summary>How many steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Steps { get; init => field = SolverOption.AtLeast(value, 0, nameof(ParticleFlow)); } = 100;

    /// <summary>Whether steps are halved until the functional falls.</summary>
    public bool Monotone { get; init; } = true;

    /// <summary>The speed, <c>(mean ‖v_i‖²)^½</c>, below which the flow is at rest.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double Tolerance { get; init => field = SolverOption.NonNegative(value, nameof(ParticleFlow)); }

    /// <summary>The period of every coordinate; infinite for the plane.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public double Period
    {
        get;
        init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(Period), value, "ParticleFlow: Period must be positive.");
    } = double.PositiveInfinity;

    /// <summary>After how many steps to keep the particles; 0 to keep the last ones alone.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int FrameEvery { get; init => field = SolverOption.AtLeast(value, 0, nameof(ParticleFlow)); }

    /// <summary>Told after each step, on the caller's thread: the functional.</summary>
    public IProgress<IterationProgress>? Progress { get; init; }

    /// <summary>Lets the particles flow.</summary>
    /// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
    /// <param name="functional">The functional.</param>
    /// <param name="start">The particles at the start, one a row. Not changed.</param>
    /// <param name="cancellationToken">Looked at before each step; the particles so far come back.</param>
    /// <returns>The particles and the values on the way.</returns>
    /// <exception cref="ArgumentNullException">The functional or the particles are null.</exception>
    /// <exception cref="ShapeMismatchException">The particles are not a matrix with at least one row.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite.</exception>
    public ParticleFlowResult<T> Run<T>(IParticleFunctional<T> functional, Tensor<T> start, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(functional);
        PointGuard.Check(start, nameof(ParticleFlow), nameof(start));
        long began = Stopwatch.GetTimestamp();
        Tensor<T> x = start.Clone(), next = start.Clone(), gradient = Tensor.Zeros<T>(start.Shape), nextGradient = Tensor.Zeros<T>(start.Shape);
        double value = functional.Evaluate(x, gradient), step = StepSize, time = 0;
        List<double> values = [value], times = [0];
        List<Tensor<T>> frames = FrameEvery > 0 ? [x.Clone()] : [];
        Status status = Status.IterationLimit;
        int iteration = 0;
        while (iteration < Steps)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                status = Status.Cancelled;
                break;
            }

            double slope = Square(gradient) * x.Shape[0];
            if (Math.Sqrt(slope) <= Tolerance)
            {
                status = Status.Converged;
                break;
            }

            double nextValue = Move(step);
            while (Monotone && !(nextValue <= value - (Decrease * step * slope)) && step * slope > 1e-15 * Math.Abs(value) && step > 1e-12 * StepSize)
                nextValue = Move(step *= 0.5);
            if (!double.IsFinite(nextValue) || (Monotone && nextValue > value))
            {
                status = double.IsFinite(nextValue) ? Status.Stalled : Status.NonFinite;
                break;
            }

            (x, next, gradient, nextGradient, value, time) = (next, x, nextGradient, gradient, nextValue, time + step);
            iteration++;
            values.Add(value);
            times.Add(time);
            Progress?.Report(new(iteration, value));
            if (FrameEvery > 0 && iteration % FrameEvery == 0)
                frames.Add(x.Clone());
            step = Monotone ? Math.Min(StepSize, 2 * step) : StepSize;
        }

        if (status == Status.IterationLimit && Math.Sqrt(Square(gradient) * x.Shape[0]) <= Tolerance)
            status = Status.Converged;
        return new()
        {
            Positions = x,
            Values = values,
            Times = times,
            Frames = frames,
            Speed = Math.Sqrt(Square(gradient) * x.Shape[0]),
            Status = status,
            Iterations = iteration,
            Elapsed = Stopwatch.GetElapsedTime(began),
        };

        double Move(double length)
        {
            ReadOnlySpan<T> from = x.AsSpan(), downhill = gradient.AsSpan();
            Span<T> to = next.AsSpan();
            double factor = length * x.Shape[0];
            for (int k = 0; k < to.Length; k++)
                to[k] = Wrap(from[k] - T.CreateTruncating(factor * double.CreateTruncating(downhill[k])));
            foreach (T coordinate in to)
            {
                if (!T.IsFinite(coordinate))
                    return double.NaN;
            }

            return functional.Evaluate(next, nextGradient);
        }
    }

    private T Wrap<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (double.IsInfinity(Period))
            return x;
        T period = T.CreateTruncating(Period), wrapped = x - (period * T.Floor(x / period));
        return wrapped < period ? wrapped : T.Zero;
    }

    private static double Square<T>(Tensor<T> gradient) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        foreach (T entry in gradient.AsSpan())
            sum += double.CreateTruncating(entry) * double.CreateTruncating(entry);
        return sum;
    }
}
