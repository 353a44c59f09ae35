namespace MathsIA;

/// <summary>Thrown, before any work is done, when the shapes given to an operation do not fit together.</summary>
/// <remarks>The message names the operation, every shape concerned and the rule that is broken, for example
/// <c>MatMul: left [32, 784], right [512, 10]: inner lengths 784 and 512 differ.</c></remarks>
public sealed class ShapeMismatchException : ArgumentException
{
    /// <summary>Creates the exception with a general message.</summary>
    public ShapeMismatchException() : base("The shapes do not fit together.") { }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">What does not fit.</param>
    public ShapeMismatchException(string message) : base(message) { }

    /// <summary>Creates the exception with a message and its cause.</summary>
    /// <param name="message">What does not fit.</param>
    /// <param name="innerException">The cause.</param>
    public ShapeMismatchException(string message, Exception innerException) : base(message, innerException) { }

    /// <summary>Creates the exception for one argument of one operation.</summary>
    /// <param name="operation">The operation that was asked for, such as <c>MatMul</c>.</param>
    /// <param name="detail">The shapes and the rule that is broken.</param>
    /// <param name="paramName">The argument at fault.</param>
    public ShapeMismatchException(string operation, string detail, string paramName)
        : base($"{operation}: {detail}", paramName) => Operation = operation;

    /// <summary>The operation that was asked for, where known.</summary>
    public string? Operation { get; }
}
