using System.Text;

namespace MathsIA.Data;

/// <summary>Cuts text into rows of fields, one row at a time.</summary>
/// <remarks>Fields may be quoted; a quote inside is doubled, and separators and line ends inside belong to the field. Lines end with LF, CRLF or CR. Lines
/// that hold nothing are passed over.</remarks>
internal sealed class CsvRowReader
{
    private readonly TextReader _reader;
    private readonly CsvOptions _options;
    private readonly ReaderLimits _limits;
    private readonly char[] _buffer = new char[4096];
    private readonly StringBuilder _field = new();
    private readonly List<string> _fields = [];
    private readonly List<bool> _quoted = [];
    private char? _separator;
    private int _next;
    private int _filled;
    private long _offset;

    public CsvRowReader(TextReader reader, CsvOptions options, ReaderLimits limits)
    {
        _reader = reader;
        _options = options;
        _limits = limits;
        _separator = options.Separator;
        for (int i = 0; i < options.SkipLines && Peek() >= 0; i++)
            SkipLine();
    }

    /// <summary>The line, from 1, on which the present row began.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>The fields of the present row; overwritten by the next.</summary>
    public IReadOnlyList<string> Fields => _fields;

    /// <summary>Whether each field was quoted: a quoted field is never missing.</summary>
    public IReadOnlyList<bool> Quoted => _quoted;

    private long NextLine { get; set; } = 1;

    public DataFormatException Fail(string detail) => new("CSV", $"line {Line}: {detail}", _offset);

    /// <summary>Reads the next row; false at the end.</summary>
    public bool Read()
    {
        while (true)
        {
            Line = NextLine;
            int c = Peek();
            if (c < 0)
                return false;
            if (c == _options.Comment)
            {
                SkipLine();
                continue;
            }

            if (c is '\r' or '\n')
            {
                TakeLineEnd();
                continue;
            }

            _separator ??= FindSeparator();
            ReadRow();
            if (_fields.Count > 1 || (_fields.Count == 1 && (_fields[0].Length > 0 || _quoted[0])))
                return true;
        }
    }

    private void ReadRow()
    {
        _fields.Clear();
        _quoted.Clear();
        bool spaces = _separator == CsvOptions.Whitespace;
        while (true)
        {
            SkipSpaces();
            if (spaces && Peek() is (< 0 or '\r' or '\n'))
            {
                TakeLineEnd();
                return;
            }

            bool quoted = Peek() == '"';
            if (quoted)
                ReadQuoted();
            else
                ReadPlain(spaces);
            if (_fields.Count == _limits.MaxColumns)
                throw Fail($"more than {_limits.MaxColumns} columns");
            _fields.Add(_field.ToString());
            _quoted.Add(quoted);
            _field.Clear();
            int c = Peek();
            if (c is < 0 or '\r' or '\n')
            {
                TakeLineEnd();
                return;
            }

            // Only a separator can stand here: both kinds of field stop at one.
            if (!spaces)
                Take();
        }
    }

    private void ReadPlain(bool spaces)
    {
        while (true)
        {
            int c = Peek();
            if (c is < 0 or '\r' or '\n' || c == _separator || (spaces && c == '\t'))
                break;
            Append((char)Take());
        }

        // Spaces around a field are layout, not content: those before it were skipped. Quote them to keep them.
        int end = _field.Length;
        while (end > 0 && _field[end - 1] is (' ' or '\t'))
            end--;
        _field.Length = end;
    }

    private void ReadQuoted()
    {
        Take();
        while (true)
        {
            int c = Peek();
            if (c < 0)
                throw Fail("a quoted field is not closed");
            Take();
            if (c == '"')
            {
                if (Peek() != '"')
                    break;
                Take();
            }
            else if (c == '\n')
                NextLine++;
            Append((char)c);
        }

        if (_separator != ' ')
            SkipSpaces();
        int after = Peek();
        if (after is not (< 0 or '\r' or '\n') && after != _separator && !(_separator == CsvOptions.Whitespace && after == '\t'))
            throw Fail("text follows the closing quote of a field");
    }

    private void Append(char c)
    {
        if (_field.Length >= _limits.MaxFieldLength)
            throw Fail($"a field longer than {_limits.MaxFieldLength} characters");
        _field.Append(c);
    }

    /// <summary>Passes over spaces, and tabs unless they separate.</summary>
    private void SkipSpaces()
    {
        while (Peek() is ' ' or '\t' && !(Peek() == '\t' && _separator == '\t'))
            Take();
    }

    private void SkipLine()
    {
        while (Peek() is not (< 0 or '\r' or '\n'))
            Take();
        TakeLineEnd();
    }

    private void TakeLineEnd()
    {
        int c = Take();
        if (c == '\r' && Peek() == '\n')
            Take();
        NextLine++;
    }

    /// <summary>Counts candidates in what is buffered of the first line.</summary>
    private char FindSeparator()
    {
        Peek();
        Span<int> counts = stackalloc int[4];
        ReadOnlySpan<char> candidates = "\t;,|";
        bool quoted = false;
        for (int i = _next; i < _filled; i++)
        {
            char c = _buffer[i];
            if (c == '"')
                quoted = !quoted;
            else if (!quoted)
            {
                if (c is '\r' or '\n')
                    break;
                int candidate = candidates.IndexOf(c);
                if (candidate >= 0)
                    counts[candidate]++;
            }
        }

        int best = 0;
        for (int i = 1; i < counts.Length; i++)
        {
            if (counts[i] > counts[best])
                best = i;
        }

        return counts[best] > 0 ? candidates[best] : CsvOptions.Whitespace;
    }

    private int Peek()
    {
        if (_next == _filled)
        {
            // ReadBlock fills the buffer, so that the first line is all there for FindSeparator whatever the stream.
            _filled = _reader.ReadBlock(_buffer, 0, _buffer.Length);
            _next = 0;
            if (_filled == 0)
                return -1;
        }

        return _buffer[_next];
    }

    private int Take()
    {
        int c = Peek();
        if (c >= 0)
        {
            _next++;
            _offset++;
        }

        return c;
    }
}
