using System.Numerics;

namespace MathsIA.LinearAlgebra;

/// <summary>How an iteration for eigenvalues or norms works and when it stops.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed record SpectralOptions<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The residual <c>‖Av - θv‖</c> is to fall below this times the largest modulus seen. By default <c>ε^(2/3)</c>:
    /// 3.7e-11 for double, 2.4e-5 for float. A norm or an eigenvalue is then much more accurate, since its error goes with the square
    /// of the residual over the distance to the next eigenvalue.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public T Tolerance
    {
        get;
        init => field = T.IsFinite(value) && value >= T.Zero
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Tolerance), value, "The tolerance must be finite and not negative.");
    } = IterativeOptions<T>.DefaultTolerance;

    /// <summary>The most applications of the operator (for norms: of the operator and its adjoint together as one). 1000 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int MaxIterations
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MaxIterations));
            field = value;
        }
    } = 1000;

    /// <summary>The vectors that Lanczos keeps before it restarts; by default <c>max(2 count + 10, 20)</c>. Memory is twice this many
    /// tensors of the domain.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 2.</exception>
    public int? BasisSize
    {
        get;
        init
        {
            if (value is < 2)
                throw new ArgumentOutOfRangeException(nameof(BasisSize), value, "At least two vectors are needed.");
            field = value;
        }
    }

    /// <summary>The vector to start from; by default a fixed one with pseudo-random entries, so that results repeat.</summary>
    public Tensor<T>? Start { get; init; }

    /// <summary>Told after every application, on the solver's thread.</summary>
    public IProgress<IterationProgress>? Progress { get; init; }
}
