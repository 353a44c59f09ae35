namespace MathsIA.Tokenization;

/// <summary>Thrown by every reader of vocabularies, merges and tokenizer files when the content is not what the format allows.</summary>
/// <remarks>The only exception that the content of a file can cause: a wrong argument or a failing disk keep their own.</remarks>
public sealed class TokenizerFormatException : FormatException
{
    /// <summary>Creates the exception with a general message.</summary>
    public TokenizerFormatException() : base("The file is not in the expected format.") { }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">What is wrong.</param>
    public TokenizerFormatException(string message) : base(message) { }

    /// <summary>Creates the exception with a message and its cause.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">The cause.</param>
    public TokenizerFormatException(string message, Exception? innerException) : base(message, innerException) { }

    /// <summary>Creates the exception for one place in one format.</summary>
    /// <param name="format">The format, such as <c>tiktoken</c> or <c>tokenizer.json</c>.</param>
    /// <param name="detail">What is wrong.</param>
    /// <param name="position">Where, in bytes from the start of the file; -1 where no single place is wrong.</param>
    /// <param name="innerException">The cause, if any.</param>
    public TokenizerFormatException(string format, string detail, long position, Exception? innerException = null)
        : base(position < 0 ? $"{format}: {detail}" : $"{format}: {detail} (at byte {position})", innerException)
    {
        Format = format;
        Position = position;
    }

    /// <summary>The format, where known.</summary>
    public string? Format { get; }

    /// <summary>Where reading stopped, in bytes from the start of the file; -1 where unknown.</summary>
    public long Position { get; } = -1;
}
