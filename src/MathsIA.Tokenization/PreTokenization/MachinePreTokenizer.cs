using System.Runtime.CompilerServices;
using System.Text;

namespace MathsIA.Tokenization;

/// <summary>Cuts text by a published pattern of OpenAI's, as a machine over code points.</summary>
internal sealed class MachinePreTokenizer<TPattern> : IPreTokenizer where TPattern : struct, IPiecePattern
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Split(ReadOnlySpan<byte> text, int start, PieceBuffer pieces)
    {
        Span<Piece> free = pieces.Free;
        int count = 0;
        while (start < text.Length && count < free.Length)
        {
            int end = TPattern.FindEnd(text, start);
            free[count++] = new(start, end);
            start = end;
        }

        pieces.Advance(count);
        return start;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// No piece of any of the patterns goes from a visible character to a space (U+0020), or from a letter to anything but a letter, a mark or an
    /// apostrophe; none looks behind where it begins; and a run of white space that decides by what follows it ends before both.
    /// </remarks>
    public int FindCut(ReadOnlySpan<byte> text)
    {
        Rune next = default;
        bool nextIsKnown = false;
        for (int at = text.Length; at > 0;)
        {
            bool isValid = Rune.DecodeLastFromUtf8(text[..at], out Rune rune, out int length) == System.Buffers.OperationStatus.Done;
            length = isValid ? length : 1;
            if (nextIsKnown && isValid && IsCut(rune, next))
                return at;
            next = rune;
            nextIsKnown = isValid;
            at -= length;
        }

        return 0;
    }

    private static bool IsCut(Rune previous, Rune next)
    {
        int before = ClassOf(previous), after = ClassOf(next);
        if (next.Value == ' ')
            return !CodePointClass.IsIn(CodePointClass.WhiteSpace, before);
        return CodePointClass.IsIn(CodePointClass.Letters, before) && next.Value != '\'' && after != CodePointClass.Mark && !CodePointClass.IsIn(CodePointClass.Letters, after);
    }

    private static int ClassOf(Rune rune) => CodePointTable.Classes[(CodePointTable.Blocks[rune.Value >> 8] << 8) + (rune.Value & 255)];
}
