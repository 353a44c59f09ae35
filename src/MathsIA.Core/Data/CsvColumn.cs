using System.Globalization;
using System.Numerics;

namespace MathsIA.Data;

/// <summary>One column of a table: its fields as text, and as numbers where they are.</summary>
public sealed class CsvColumn
{
    private readonly string?[] _fields;

    /// <summary>Makes a column.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="fields">Its fields, top to bottom; null for a missing value. Copied.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public CsvColumn(string name, IEnumerable<string?> fields)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(fields);
        Name = name;
        _fields = [.. fields];
        Kind = FindKind(_fields);
    }

    /// <summary>The name, from the header; <c>column1</c>, <c>column2</c>, ... where there is none.</summary>
    public string Name { get; }

    /// <summary>What the fields all are: the narrowest kind that fits.</summary>
    public CsvColumnKind Kind { get; }

    /// <summary>The number of fields.</summary>
    public int Count => _fields.Length;

    /// <summary>The fields as text, null where missing.</summary>
    public IReadOnlyList<string?> Text => _fields;

    /// <summary>How many values are missing.</summary>
    public int MissingCount => _fields.Count(static text => text is null);

    /// <summary>The column as floating-point numbers, NaN where missing; true is 1 and false 0.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <returns>A new tensor of rank 1.</returns>
    /// <exception cref="InvalidOperationException">The column is text: see <see cref="Categories"/>.</exception>
    public Tensor<T> ToTensor<T>() where T : unmanaged, IFloatingPointIeee754<T>
    {
        Tensor<T> tensor = Tensor.Uninitialized<T>(Count);
        CopyTo(tensor.AsSpan(), 1);
        return tensor;
    }

    /// <summary>The column as integers.</summary>
    /// <returns>A new tensor of rank 1.</returns>
    /// <exception cref="InvalidOperationException">The column is not made of integers, or a value is missing.</exception>
    public Tensor<long> ToIntegers()
    {
        if (Kind is not (CsvColumnKind.Integer or CsvColumnKind.Boolean) || MissingCount > 0)
            throw new InvalidOperationException($"ToIntegers: the column '{Name}' is {Kind} with {MissingCount} values missing.");
        Tensor<long> tensor = Tensor.Uninitialized<long>(Count);
        Span<long> values = tensor.AsSpan();
        for (int i = 0; i < values.Length; i++)
            values[i] = Kind == CsvColumnKind.Boolean ? (IsTrue(_fields[i]!) ? 1 : 0) : long.Parse(_fields[i]!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return tensor;
    }

    /// <summary>The column as numbers of the distinct texts it holds.</summary>
    /// <returns>For each field the index of its text, -1 where missing; and the texts, in ordinal order.</returns>
    public (Tensor<int> Codes, IReadOnlyList<string> Labels) Categories()
    {
        string[] labels = [.. _fields.Where(static field => field is not null).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)!];
        var codes = new Dictionary<string, int>(labels.Length, StringComparer.Ordinal);
        for (int i = 0; i < labels.Length; i++)
            codes.Add(labels[i], i);
        int[] result = new int[Count];
        for (int i = 0; i < result.Length; i++)
            result[i] = _fields[i] is { } field ? codes[field] : -1;
        return (Tensor.From(result), labels);
    }

    internal void CopyTo<T>(Span<T> destination, int step) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Kind == CsvColumnKind.Text)
            throw new InvalidOperationException($"ToTensor: the column '{Name}' is text; Categories() numbers its values.");
        for (int i = 0; i < _fields.Length; i++)
        {
            destination[i * step] = _fields[i] is not { } field ? T.NaN
                : Kind == CsvColumnKind.Boolean ? (IsTrue(field) ? T.One : T.Zero)
                : TryParse(field, out T number) ? number : T.NaN;
        }
    }

    internal static bool IsNumber(string field) => TryParse<double>(field, out _);

    /// <summary>Parses a number as .NET, NumPy or R would write it: infinities also as <c>inf</c>.</summary>
    private static bool TryParse<T>(string field, out T number) where T : IFloatingPointIeee754<T>
    {
        if (T.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out number!))
            return true;
        number = field.StartsWith('-') ? T.NegativeInfinity : T.PositiveInfinity;
        return field.TrimStart('-', '+').Equals("inf", StringComparison.OrdinalIgnoreCase) && field.Length <= 4;
    }

    private static bool IsTrue(string field) => field.Equals("true", StringComparison.OrdinalIgnoreCase);

    private static CsvColumnKind FindKind(string?[] fields)
    {
        bool any = false, integers = true, numbers = true, flags = true;
        foreach (string? field in fields)
        {
            if (field is null)
                continue;
            any = true;
            integers = integers && long.TryParse(field, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
            numbers = numbers && (integers || IsNumber(field));
            flags = flags && (IsTrue(field) || field.Equals("false", StringComparison.OrdinalIgnoreCase));
            if (!numbers && !flags)
                return CsvColumnKind.Text;
        }

        return !any ? CsvColumnKind.Missing : integers ? CsvColumnKind.Integer : numbers ? CsvColumnKind.Number : CsvColumnKind.Boolean;
    }
}
