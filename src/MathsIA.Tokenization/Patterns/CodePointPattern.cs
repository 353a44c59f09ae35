namespace MathsIA.Tokenization;

/// <summary>A regular expression over code points, compiled. Immutable.</summary>
internal sealed class CodePointPattern
{
    /// <summary>Compiles a pattern.</summary>
    /// <exception cref="TokenizerFormatException">The pattern is not one, or uses what is not supported.</exception>
    public CodePointPattern(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Text = text;
        (Program, Slots) = PatternCompiler.Compile(PatternParser.Parse(text));
    }

    /// <summary>The pattern as it was written.</summary>
    public string Text { get; }

    /// <summary>Whether a match can depend on what stands before it, or on where the text ends other than by having no more characters.</summary>
    public bool DependsOnPlace => Array.Exists(Program, instruction => instruction.Operation is PatternOperation.Behind or PatternOperation.Place);

    internal PatternInstruction[] Program { get; }

    internal int Slots { get; }
}
