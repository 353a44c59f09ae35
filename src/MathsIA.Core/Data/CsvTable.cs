using System.Numerics;

namespace MathsIA.Data;

/// <summary>A table of named columns, all of the same length.</summary>
public sealed class CsvTable
{
    private readonly Dictionary<string, CsvColumn> _byName;

    /// <summary>Makes a table of columns.</summary>
    /// <param name="columns">The columns, left to right: of one length and with different names.</param>
    /// <exception cref="ArgumentNullException">The columns are null.</exception>
    /// <exception cref="ArgumentException">Two columns have one name, or differ in length.</exception>
    public CsvTable(IEnumerable<CsvColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Columns = [.. columns];
        _byName = new Dictionary<string, CsvColumn>(StringComparer.Ordinal);
        foreach (CsvColumn column in Columns)
        {
            if (!_byName.TryAdd(column.Name, column))
                throw new ArgumentException($"CsvTable: there are two columns named '{column.Name}'.", nameof(columns));
            if (column.Count != Columns[0].Count)
                throw new ArgumentException($"CsvTable: column '{column.Name}' has {column.Count} fields, '{Columns[0].Name}' has {Columns[0].Count}.", nameof(columns));
        }
    }

    /// <summary>The columns, left to right.</summary>
    public IReadOnlyList<CsvColumn> Columns { get; }

    /// <summary>The number of rows.</summary>
    public int RowCount => Columns.Count == 0 ? 0 : Columns[0].Count;

    /// <summary>The column of a name.</summary>
    /// <param name="name">The name, compared exactly.</param>
    /// <exception cref="KeyNotFoundException">There is no such column.</exception>
    public CsvColumn this[string name] => _byName.TryGetValue(name, out CsvColumn? column)
        ? column
        : throw new KeyNotFoundException($"The table has no column '{name}'; it has {string.Join(", ", Columns.Select(static c => $"'{c.Name}'"))}.");

    /// <summary>Some columns, or all, as a matrix of floating-point numbers; NaN where a value is missing.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="names">Which columns, in which order; none for all.</param>
    /// <returns>A new tensor of shape [rows, columns].</returns>
    /// <exception cref="KeyNotFoundException">There is no such column.</exception>
    /// <exception cref="InvalidOperationException">A column is text.</exception>
    public Tensor<T> ToTensor<T>(params IReadOnlyList<string> names) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(names);
        IReadOnlyList<CsvColumn> chosen = names.Count == 0 ? Columns : [.. names.Select(name => this[name])];
        Tensor<T> matrix = Tensor.Uninitialized<T>(RowCount, chosen.Count);
        for (int j = 0; j < chosen.Count && RowCount > 0; j++)
            chosen[j].CopyTo(matrix.AsSpan()[j..], chosen.Count);
        return matrix;
    }
}
