namespace MathsIA.Tokenization;

/// <summary>A token found in the text as it stands, before anything is cut or merged.</summary>
/// <param name="Content">The text that it is.</param>
/// <param name="Id">Its id.</param>
public sealed record AddedToken(string Content, int Id)
{
    /// <summary>Whether it is a control token, which text from users must not contain by accident: <see cref="SpecialTokenPolicy"/> decides.
    /// Other added tokens are always found.</summary>
    public bool IsSpecial { get; init; } = true;

    /// <summary>Whether it is found only where no letter, digit or underscore touches it.</summary>
    public bool SingleWord { get; init; }

    /// <summary>Whether it takes the white space before it with it.</summary>
    public bool StripLeft { get; init; }

    /// <summary>Whether it takes the white space after it with it.</summary>
    public bool StripRight { get; init; }

    /// <summary>Whether it is looked for in the normalized text instead of the text as given.</summary>
    public bool IsNormalized { get; init; }
}
