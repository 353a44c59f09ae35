namespace MathsIA.Kernels;

/// <summary>Neighbouring rows of a reduction whose first elements lie next to one another, as columns of a matrix do.</summary>
internal readonly unsafe struct ColumnPanel<T>(T* data, AxisWalk walk, int width) where T : unmanaged
{
    public readonly T* Data = data;
    public readonly AxisWalk Walk = walk;

    /// <summary>How many columns.</summary>
    public readonly int Width = width;

    /// <summary>One column by itself.</summary>
    public RowView<T> this[int column] => new(Data + column, Walk);
}
