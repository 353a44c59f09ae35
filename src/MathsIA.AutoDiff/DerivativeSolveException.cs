namespace MathsIA.AutoDiff;

/// <summary>Thrown when a derivative needs the solution of a problem of its own and that solve did not reach its tolerance: a linear system of
/// implicit differentiation, or the adjoint equation of a differential equation.</summary>
public sealed class DerivativeSolveException : ArithmeticException
{
    /// <summary>Creates the exception with a general message.</summary>
    public DerivativeSolveException() : base("A solve inside a derivative did not converge.") { }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">What did not converge.</param>
    public DerivativeSolveException(string message) : base(message) { }

    /// <summary>Creates the exception with a message and its cause.</summary>
    /// <param name="message">What did not converge.</param>
    /// <param name="innerException">The cause.</param>
    public DerivativeSolveException(string message, Exception innerException) : base(message, innerException) { }

    /// <summary>Creates the exception for one solve.</summary>
    /// <param name="operation">The operation whose derivative was being computed.</param>
    /// <param name="status">How the solve ended.</param>
    /// <param name="detail">What was reached, and what may help.</param>
    /// <param name="innerException">The cause, if another exception was.</param>
    public DerivativeSolveException(string operation, Status status, string detail, Exception? innerException = null)
        : base($"{operation}: the solve inside the derivative ended as {status}: {detail}", innerException) => Status = status;

    /// <summary>How the solve ended.</summary>
    public Status Status { get; } = Status.Stalled;
}
