using System.Numerics;
using MathsIA.Operators;

namespace MathsIA.LinearAlgebra;

/// <summary>How an iterative solver of linear systems works and when it stops.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed record IterativeOptions<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The relative tolerance: the residual norm is to fall below this times the norm of the right side. By default
    /// <c>ε^(2/3)</c>: 3.7e-11 for double, 2.4e-5 for float.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public T Tolerance
    {
        get;
        init => field = NonNegative(value, nameof(Tolerance));
    } = DefaultTolerance;

    /// <summary>An absolute tolerance on the residual norm, beside the relative one: the weaker of the two decides. 0 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public T AbsoluteTolerance
    {
        get;
        init => field = NonNegative(value, nameof(AbsoluteTolerance));
    }

    /// <summary>The most iterations. By default ten times the number of unknowns.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int? MaxIterations
    {
        get;
        init
        {
            if (value is < 0)
                throw new ArgumentOutOfRangeException(nameof(MaxIterations), value, "The number of iterations cannot be negative.");
            field = value;
        }
    }

    /// <summary>Where to start; zero by default. Not changed.</summary>
    public Tensor<T>? InitialGuess { get; init; }

    /// <summary>An approximation of the inverse. For conjugate gradients and MINRES: symmetric positive definite, close to
    /// <c>A⁻¹</c>. For LSQR: an operator P on the unknowns such that <c>A P</c> is well conditioned.</summary>
    public ILinearOperator<T>? Preconditioner { get; init; }

    /// <summary>The damping λ of LSQR, which then minimizes <c>‖Ax - b‖² + λ²‖x‖²</c>. The other methods refuse it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public T Damping
    {
        get;
        init => field = NonNegative(value, nameof(Damping));
    }

    /// <summary>Whether to keep the residual norm of every iteration.</summary>
    public bool RecordHistory { get; init; }

    /// <summary>Told after every iteration, on the solver's thread.</summary>
    public IProgress<IterationProgress>? Progress { get; init; }

    internal static T DefaultTolerance { get; } = T.Cbrt(T.BitIncrement(T.One) - T.One) * T.Cbrt(T.BitIncrement(T.One) - T.One);

    private static T NonNegative(T value, string name) => T.IsFinite(value) && value >= T.Zero
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be finite and not negative.");
}
