namespace MathsIA.LinearAlgebra;

/// <summary>Thrown when a matrix that must be symmetric positive definite is not: a pivot of its Cholesky factorization is
/// zero or negative.</summary>
public sealed class NotPositiveDefiniteException : ArithmeticException
{
    /// <summary>Creates the exception with a general message.</summary>
    public NotPositiveDefiniteException() : base("The matrix is not positive definite.") { }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">What is not positive definite.</param>
    public NotPositiveDefiniteException(string message) : base(message) { }

    /// <summary>Creates the exception with a message and its cause.</summary>
    /// <param name="message">What is not positive definite.</param>
    /// <param name="innerException">The cause.</param>
    public NotPositiveDefiniteException(string message, Exception innerException) : base(message, innerException) { }

    /// <summary>Creates the exception for one pivot of one operation.</summary>
    /// <param name="operation">The operation that was asked for, such as <c>Cholesky</c>.</param>
    /// <param name="shape">The shape of the matrix.</param>
    /// <param name="pivot">The index, from 0, of the pivot that is not positive.</param>
    public NotPositiveDefiniteException(string operation, Shape shape, int pivot)
        : base($"{operation}: the matrix of shape {shape} is not positive definite: pivot {pivot} is not positive, so its leading block of order {pivot + 1} is not.") => Pivot = pivot;

    /// <summary>The index, from 0, of the first pivot that is not positive; -1 where unknown.</summary>
    public int Pivot { get; } = -1;
}
