namespace MathsIA;

/// <summary>Thrown, before any work is done, when an operation would need more workspace than
/// <see cref="ComputeContext.MemoryLimit"/> allows.</summary>
public sealed class MemoryLimitException : InvalidOperationException
{
    /// <summary>Creates the exception with a general message.</summary>
    public MemoryLimitException() : base("The operation needs more workspace than the memory limit allows.") { }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">What needs how much.</param>
    public MemoryLimitException(string message) : base(message) { }

    /// <summary>Creates the exception with a message and its cause.</summary>
    /// <param name="message">What needs how much.</param>
    /// <param name="innerException">The cause.</param>
    public MemoryLimitException(string message, Exception innerException) : base(message, innerException) { }

    /// <summary>Creates the exception for one operation.</summary>
    /// <param name="operation">The operation that was asked for, such as <c>Svd</c>.</param>
    /// <param name="requestedBytes">The workspace that it needs, in bytes.</param>
    /// <param name="limitBytes">The limit in force, in bytes.</param>
    public MemoryLimitException(string operation, long requestedBytes, long limitBytes)
        : base($"{operation}: needs {requestedBytes} bytes of workspace, the memory limit of the context is {limitBytes} bytes.")
    {
        Operation = operation;
        RequestedBytes = requestedBytes;
        LimitBytes = limitBytes;
    }

    /// <summary>The operation that was asked for, where known.</summary>
    public string? Operation { get; }

    /// <summary>The workspace that it needs, in bytes.</summary>
    public long RequestedBytes { get; }

    /// <summary>The limit in force, in bytes.</summary>
    public long LimitBytes { get; }
}
