using System.Text;

namespace MathsIA.Tokenization;

/// <summary>Brings text to a Unicode normal form.</summary>
/// <remarks>Unicode 14, from tables of its own: the result does not depend on the machine, nor on the globalization mode of the
/// application. Unicode Standard Annex #15.</remarks>
/// <param name="form">Which form.</param>
public sealed class UnicodeNormalizer(UnicodeForm form) : INormalizer
{
    /// <summary>Which form.</summary>
    public UnicodeForm Form { get; } = Enum.IsDefined(form) ? form : throw new ArgumentOutOfRangeException(nameof(form), form, "UnicodeNormalizer: an unknown form.");

    /// <inheritdoc/>
    public void Normalize(ReadOnlySpan<byte> text, bool isFirst, NormalizedText result)
    {
        ArgumentNullException.ThrowIfNull(result);
        List<Mark>? marks = null;
        for (int at = 0; at < text.Length;)
        {
            // An ASCII character followed by another (or by nothing) is in every form already.
            int end = at;
            while (end < text.Length && text[end] < 0x80 && (end + 1 == text.Length || text[end + 1] < 0x80))
                end++;
            if (end > at)
                result.Copy(text, at, end);
            at = end;
            while (end < text.Length && (end == at || text[end] >= 0x80))
                end++;
            if (end > at)
                NormalizeRun(text, at, end, marks ??= [], result);
            at = end;
        }
    }

    /// <summary>A stretch that begins and ends where nothing combines: ASCII is always a starter that composes with nothing before it.</summary>
    private void NormalizeRun(ReadOnlySpan<byte> text, int start, int end, List<Mark> marks, NormalizedText result)
    {
        UnicodeData data = UnicodeData.Instance;
        marks.Clear();
        var parts = new List<int>();
        for (int at = start; at < end;)
        {
            Rune.DecodeFromUtf8(text[at..end], out Rune rune, out int length);
            parts.Clear();
            data.Decompose(rune.Value, Form is UnicodeForm.Nfkc or UnicodeForm.Nfkd, parts);
            foreach (int part in parts)
                marks.Add(new Mark(part, data.Class(part), marks.Count, at, at + length));
            at += length;
        }

        Order(marks);

        if (Form is UnicodeForm.Nfc or UnicodeForm.Nfkc)
            Compose(marks, data);
        Span<byte> utf8 = stackalloc byte[4];
        foreach (Mark mark in marks)
            result.Append(utf8[..new Rune(mark.CodePoint).EncodeToUtf8(utf8)], mark.Start, mark.End);
    }

    /// <summary>Brings the marks after each starter into the order of their classes; equal ones stay as they are.</summary>
    private static void Order(List<Mark> marks)
    {
        for (int start = 0; start < marks.Count;)
        {
            int end = start;
            while (end < marks.Count && marks[end].Class != 0)
                end++;
            if (end - start > 1)
                marks.Sort(start, end - start, Mark.ByClass);
            start = end + 1;
        }
    }

    private static void Compose(List<Mark> marks, UnicodeData data)
    {
        int starter = -1, kept = 0, lastClass = -1;
        for (int i = 0; i < marks.Count; i++)
        {
            Mark mark = marks[i];
            // A mark is blocked from its starter by one of the same or a higher class in between.
            int composed = starter >= 0 && lastClass < mark.Class ? data.Compose(marks[starter].CodePoint, mark.CodePoint) : -1;
            if (composed >= 0)
            {
                marks[starter] = new Mark(composed, 0, 0, marks[starter].Start, Math.Max(marks[starter].End, mark.End));
                continue;
            }

            if (mark.Class == 0)
                (starter, lastClass) = (kept, -1);
            else
                lastClass = mark.Class;
            marks[kept++] = mark;
        }

        marks.RemoveRange(kept, marks.Count - kept);
    }

    private readonly record struct Mark(int CodePoint, int Class, int Place, int Start, int End)
    {
        public static readonly Comparer<Mark> ByClass = Comparer<Mark>.Create((a, b) => a.Class != b.Class ? a.Class.CompareTo(b.Class) : a.Place.CompareTo(b.Place));
    }
}
