namespace MathsIA.LinearAlgebra;

/// <summary>Thrown when an answer would need the inverse of a matrix that has none: an exact zero pivot was met, or a matrix
/// that must have full rank does not.</summary>
/// <remarks>A matrix that is merely badly conditioned does not throw: ask the factorization for its
/// <c>ReciprocalCondition</c>.</remarks>
public sealed class SingularMatrixException : ArithmeticException
{
    /// <summary>Creates the exception with a general message.</summary>
    public SingularMatrixException() : base("The matrix is singular.") { }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">What is singular.</param>
    public SingularMatrixException(string message) : base(message) { }

    /// <summary>Creates the exception with a message and its cause.</summary>
    /// <param name="message">What is singular.</param>
    /// <param name="innerException">The cause.</param>
    public SingularMatrixException(string message, Exception innerException) : base(message, innerException) { }

    /// <summary>Creates the exception for one pivot of one operation.</summary>
    /// <param name="operation">The operation that was asked for, such as <c>Solve</c>.</param>
    /// <param name="shape">The shape of the matrix.</param>
    /// <param name="pivot">The index, from 0, of the pivot that is zero.</param>
    public SingularMatrixException(string operation, Shape shape, int pivot)
        : base($"{operation}: the matrix of shape {shape} is singular: pivot {pivot} is zero.") => Pivot = pivot;

    /// <summary>The index, from 0, of the first pivot that is zero; -1 where unknown.</summary>
    public int Pivot { get; } = -1;
}
