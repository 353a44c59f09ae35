namespace MathsIA.Data;

/// <summary>How a table of text is laid out.</summary>
public sealed record CsvOptions
{
    /// <summary>The separator that stands for any run of spaces and tabs, those at the ends of a line not counted.</summary>
    public const char Whitespace = ' ';

    /// <summary>The layout of most files: separator and header found out from the first line.</summary>
    public static CsvOptions Default { get; } = new();

    /// <summary>What stands between fields; <see cref="Whitespace"/> for runs of spaces and tabs. Null: whichever of tab, semicolon, comma, bar stands most often in the first
    /// line outside quotes, or whitespace if none does.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The separator is a quote, a letter, a digit or the end of a line.</exception>
    public char? Separator
    {
        get;
        init
        {
            if (value is '"' or '\r' or '\n' || (value is { } c && char.IsLetterOrDigit(c)))
                throw new ArgumentOutOfRangeException(nameof(value), value, "CsvOptions: the separator cannot be a quote, a letter, a digit or the end of a line.");
            field = value;
        }
    }

    /// <summary>Whether the first line names the columns. Null: yes, unless every field of it is a number or missing.</summary>
    public bool? HasHeader { get; init; }

    /// <summary>Lines to pass over at the start.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public int SkipLines
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <summary>What begins a line that is passed over; null for none, which is the default.</summary>
    public char? Comment { get; init; }

    /// <summary>The texts, besides an empty field, that mean a missing value; compared without regard to case.</summary>
    public IReadOnlyList<string> Missing { get; init; } = ["NA", "N/A", "NaN", "null", "?"];
}
