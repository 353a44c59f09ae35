namespace MathsIA.LinearAlgebra;

/// <summary>Thrown when an eigenvalue or singular value iteration does not end within its budget.</summary>
/// <remarks>The iterations used here are bracketed: each step at least halves an interval of floating-point numbers whenever
/// the fast step fails, so that for finite input this is not known to be reachable. It exists so that a failure could never
/// look like an answer.</remarks>
public sealed class SpectralConvergenceException : ArithmeticException
{
    /// <summary>Creates the exception with a general message.</summary>
    public SpectralConvergenceException() : base("A spectral decomposition did not converge.") { }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">What did not converge, and after how much work.</param>
    public SpectralConvergenceException(string message) : base(message) { }

    /// <summary>Creates the exception with a message and its cause.</summary>
    /// <param name="message">What did not converge, and after how much work.</param>
    /// <param name="innerException">The cause.</param>
    public SpectralConvergenceException(string message, Exception innerException) : base(message, innerException) { }
}
