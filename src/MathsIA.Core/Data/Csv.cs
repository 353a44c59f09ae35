using System.Globalization;
using System.Numerics;
using System.Text;

namespace MathsIA.Data;

/// <summary>Reads and writes tables of text: comma, semicolon, tab or space separated.</summary>
/// <remarks>As RFC 4180, with the freedoms files take: any line end, spaces around fields, comments, missing values. Numbers are written with a decimal point whatever
/// the machine's language. A row with more or fewer fields than the first, or a quote that is not closed, throws <see cref="DataFormatException"/> with
/// the line.</remarks>
public static class Csv
{
    /// <summary>Reads a table from a file in UTF-8.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How the table is laid out.</param>
    /// <param name="limits">What to accept at most.</param>
    /// <returns>The table.</returns>
    /// <exception cref="DataFormatException">The file is not a table.</exception>
    public static CsvTable Read(string path, CsvOptions? options = null, ReaderLimits? limits = null) => DataStreams.OnFile(path, stream => Read(stream, options, limits));

    /// <summary>Reads a table from a stream in UTF-8, or as its byte order mark says.</summary>
    /// <param name="stream">The stream; read to its end and left open.</param>
    /// <param name="options">How the table is laid out.</param>
    /// <param name="limits">What to accept at most.</param>
    /// <returns>The table.</returns>
    /// <exception cref="ArgumentNullException">The stream is null.</exception>
    /// <exception cref="DataFormatException">The stream does not hold a table.</exception>
    public static CsvTable Read(Stream stream, CsvOptions? options = null, ReaderLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var reader = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        return Read(reader, options, limits);
    }

    /// <summary>Reads a table from text.</summary>
    /// <param name="reader">The text; read to its end.</param>
    /// <param name="options">How the table is laid out.</param>
    /// <param name="limits">What to accept at most.</param>
    /// <returns>The table.</returns>
    /// <exception cref="ArgumentNullException">The reader is null.</exception>
    /// <exception cref="DataFormatException">The text is not a table.</exception>
    public static CsvTable Read(TextReader reader, CsvOptions? options = null, ReaderLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        options ??= CsvOptions.Default;
        var rows = new CsvRowReader(reader, options, limits ?? ReaderLimits.Default);
        var missing = new HashSet<string>(options.Missing, StringComparer.OrdinalIgnoreCase);
        if (!rows.Read())
            return new CsvTable([]);
        int width = rows.Fields.Count;
        string[] names = new string[width];
        var columns = new List<string?>[width];
        bool header = options.HasHeader ?? rows.Fields.Any(field => field.Length > 0 && !missing.Contains(field) && !CsvColumn.IsNumber(field));
        for (int j = 0; j < width; j++)
        {
            columns[j] = [];
            names[j] = header && rows.Fields[j].Length > 0 ? rows.Fields[j] : string.Create(CultureInfo.InvariantCulture, $"column{j + 1}");
        }

        if (new HashSet<string>(names, StringComparer.Ordinal).Count < width)
            throw rows.Fail("two columns have the same name");
        if (!header)
            AddRow();
        while (rows.Read())
        {
            if (rows.Fields.Count != width)
                throw rows.Fail($"{rows.Fields.Count} fields, where the first row has {width}");
            AddRow();
        }

        return new CsvTable(names.Select((name, j) => new CsvColumn(name, columns[j])));

        void AddRow()
        {
            for (int j = 0; j < width; j++)
            {
                string field = rows.Fields[j];
                columns[j].Add(!rows.Quoted[j] && (field.Length == 0 || missing.Contains(field)) ? null : field);
            }
        }
    }

    /// <summary>Reads rows one at a time, for tables too large for memory; names and missing values are left to the caller.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="options">How the table is laid out; <see cref="CsvOptions.HasHeader"/> has no effect.</param>
    /// <param name="limits">What to accept at most.</param>
    /// <returns>The rows, each a new array of fields; rows may differ in length.</returns>
    /// <exception cref="ArgumentNullException">The reader is null.</exception>
    /// <exception cref="DataFormatException">While enumerating: the text is not a table.</exception>
    public static IEnumerable<string[]> ReadRows(TextReader reader, CsvOptions? options = null, ReaderLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return Rows(new CsvRowReader(reader, options ?? CsvOptions.Default, limits ?? ReaderLimits.Default));

        static IEnumerable<string[]> Rows(CsvRowReader rows)
        {
            while (rows.Read())
                yield return [.. rows.Fields];
        }
    }

    /// <summary>Writes a table to a file in UTF-8.</summary>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="table">The table.</param>
    /// <param name="separator">What to write between fields.</param>
    public static void Write(string path, CsvTable table, char separator = ',')
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var writer = new StreamWriter(path);
        Write(writer, table, separator);
    }

    /// <summary>Writes a table: a line of names, then the rows, lines ended by LF. Missing values become empty fields.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="table">The table.</param>
    /// <param name="separator">What to write between fields.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The separator is a quote, a letter, a digit or the end of a line.</exception>
    public static void Write(TextWriter writer, CsvTable table, char separator = ',')
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(table);
        separator = new CsvOptions { Separator = separator }.Separator!.Value;
        WriteRow(writer, table.Columns.Select(static column => (string?)column.Name), separator);
        for (int i = 0; i < table.RowCount; i++)
            WriteRow(writer, table.Columns.Select(column => column.Text[i]), separator);
    }

    /// <summary>Writes a matrix: a line of names if given, then the rows, numbers in the shortest form that reads back exactly; NaN becomes an empty field.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="writer">Where to write.</param>
    /// <param name="matrix">The matrix.</param>
    /// <param name="names">The names of the columns, or null for no header.</param>
    /// <param name="separator">What to write between fields.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The rank is not 2, or there are not as many names as columns.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The separator is a quote, a letter, a digit or the end of a line.</exception>
    public static void Write<T>(TextWriter writer, Tensor<T> matrix, IReadOnlyList<string>? names = null, char separator = ',') where T : unmanaged, INumberBase<T>
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(matrix);
        separator = new CsvOptions { Separator = separator }.Separator!.Value;
        if (matrix.Rank != 2 || (names is not null && names.Count != matrix.Shape[1]))
            throw new ShapeMismatchException("Csv.Write", $"matrix {matrix.Shape}, {names?.Count ?? 0} names: expected rank 2 and a name for each column.", nameof(matrix));
        if (names is not null)
            WriteRow(writer, names, separator);
        for (int i = 0; i < matrix.Shape[0]; i++)
            WriteRow(writer, Enumerable.Range(0, matrix.Shape[1]).Select(j => T.IsNaN(matrix[i, j]) ? null : matrix[i, j].ToString(null, CultureInfo.InvariantCulture)), separator);
    }

    private static void WriteRow(TextWriter writer, IEnumerable<string?> fields, char separator)
    {
        bool first = true;
        foreach (string? field in fields)
        {
            if (!first)
                writer.Write(separator);
            first = false;
            // Between spaces a missing value needs a mark; elsewhere it is nothing at all.
            if (field is null)
                writer.Write(separator is CsvOptions.Whitespace ? "NA" : "");
            else if (NeedsQuotes(field, separator))
                writer.Write('"' + field.Replace("\"", "\"\"", StringComparison.Ordinal) + '"');
            else
                writer.Write(field);
        }

        writer.Write('\n');
    }

    private static bool NeedsQuotes(string field, char separator) =>
        field.Length == 0 || field[0] == ' ' || field[^1] == ' ' || field.Contains(separator, StringComparison.Ordinal)
        || field.AsSpan().ContainsAny("\"\r\n\t") || CsvOptions.Default.Missing.Contains(field, StringComparer.OrdinalIgnoreCase);
}
