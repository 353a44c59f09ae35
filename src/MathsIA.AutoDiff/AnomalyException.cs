namespace MathsIA.AutoDiff;

/// <summary>Thrown in anomaly mode by the operation in which the first NaN appeared.</summary>
public sealed class AnomalyException : InvalidOperationException
{
    /// <summary>Creates the exception with a general message.</summary>
    public AnomalyException() : base("A NaN appeared.") { }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">What happened where.</param>
    public AnomalyException(string message) : base(message) { }

    /// <summary>Creates the exception with a message and its cause.</summary>
    /// <param name="message">What happened where.</param>
    /// <param name="innerException">The cause.</param>
    public AnomalyException(string message, Exception innerException) : base(message, innerException) { }

    /// <summary>Creates the exception for one operation.</summary>
    /// <param name="operation">The operation whose result was NaN.</param>
    /// <param name="derivativeOf">The operation whose derivative was being computed; null while computing values.</param>
    /// <param name="detail">What was found.</param>
    public AnomalyException(string operation, string? derivativeOf, string detail)
        : base(derivativeOf is null ? $"{operation}: {detail}." : $"{operation}, in the derivative of {derivativeOf}: {detail}.")
    {
        Operation = operation;
        DerivativeOf = derivativeOf;
    }

    /// <summary>The operation whose result was NaN, where known.</summary>
    public string? Operation { get; }

    /// <summary>The operation whose derivative was being computed; null while computing values.</summary>
    public string? DerivativeOf { get; }
}
