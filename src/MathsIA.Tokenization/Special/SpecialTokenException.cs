namespace MathsIA.Tokenization;

/// <summary>Thrown when text contains a special token that the <see cref="SpecialTokenPolicy"/> does not allow.</summary>
public sealed class SpecialTokenException : ArgumentException
{
    /// <summary>Creates the exception with a general message.</summary>
    public SpecialTokenException() : base("The text contains a special token.") { }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">What is wrong.</param>
    public SpecialTokenException(string message) : base(message) { }

    /// <summary>Creates the exception with a message and its cause.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">The cause.</param>
    public SpecialTokenException(string message, Exception? innerException) : base(message, innerException) { }

    /// <summary>Creates the exception for one special token.</summary>
    /// <param name="token">The token found.</param>
    /// <param name="position">Where, in bytes of the UTF-8 text.</param>
    public SpecialTokenException(string token, int position)
        : base($"The text contains the special token {token} at byte {position}. Allow it, or encode it as text, with a SpecialTokenPolicy.", "text")
    {
        Token = token;
        Position = position;
    }

    /// <summary>The token found.</summary>
    public string? Token { get; }

    /// <summary>Where it begins, in bytes of the UTF-8 text; -1 where unknown.</summary>
    public int Position { get; } = -1;
}
