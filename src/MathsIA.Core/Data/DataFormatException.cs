namespace MathsIA.Data;

/// <summary>Thrown by every reader of data files when the bytes are not what the format, or the caller's <see cref="ReaderLimits"/>, allow.</summary>
/// <remarks>The only exception that the content of a file can cause: a wrong argument or a failing disk keep their own.</remarks>
public sealed class DataFormatException : FormatException
{
    /// <summary>Creates the exception with a general message.</summary>
    public DataFormatException() : base("The data are not in the expected format.") { }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">What is wrong.</param>
    public DataFormatException(string message) : base(message) { }

    /// <summary>Creates the exception with a message and its cause.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">The cause.</param>
    public DataFormatException(string message, Exception? innerException) : base(message, innerException) { }

    /// <summary>Creates the exception for one place in one format.</summary>
    /// <param name="format">The format, such as <c>NPY</c>.</param>
    /// <param name="detail">What is wrong.</param>
    /// <param name="offset">Where, in bytes from the start of the (uncompressed) data; characters for text.</param>
    /// <param name="innerException">The cause, if any.</param>
    public DataFormatException(string format, string detail, long offset, Exception? innerException = null)
        : base($"{format}: {detail} (at offset {offset})", innerException)
    {
        Format = format;
        Offset = offset;
    }

    /// <summary>The format, where known.</summary>
    public string? Format { get; }

    /// <summary>The place where reading stopped: bytes from the start of the (uncompressed) data, characters for text; -1 where unknown.</summary>
    public long Offset { get; } = -1;
}
