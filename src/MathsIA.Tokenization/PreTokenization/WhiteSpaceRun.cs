namespace MathsIA.Tokenization;

/// <summary>The rules for white space that no visible character took with it.</summary>
internal static class WhiteSpaceRun
{
    /// <summary><c>\s+(?!\S)|\s+</c>: a run leaves its last character to what follows, unless it is alone or nothing follows.</summary>
    public static int End(ReadOnlySpan<byte> text, int at)
    {
        int end = at, last = at;
        while (CodePointClass.IsIn(CodePointClass.WhiteSpace, Utf8Scanner.ClassAt(text, end, out int length)))
        {
            last = end;
            end += length;
        }

        return end == text.Length || last == at ? end : last;
    }

    /// <summary><c>\s*[\r\n]+|\s+(?!\S)|\s+</c>: a run ends after its last new line if it has one, else as above.</summary>
    public static int EndAtNewLine(ReadOnlySpan<byte> text, int at)
    {
        int end = at, last = at, afterNewLine = 0;
        int kind;
        while (CodePointClass.IsIn(CodePointClass.WhiteSpace, kind = Utf8Scanner.ClassAt(text, end, out int length)))
        {
            last = end;
            end += length;
            if (kind == CodePointClass.NewLine)
                afterNewLine = end;
        }

        if (afterNewLine > 0)
            return afterNewLine;
        return end == text.Length || last == at ? end : last;
    }
}
