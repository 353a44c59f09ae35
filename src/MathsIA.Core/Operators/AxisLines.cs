namespace MathsIA.Operators;

/// <summary>The lines of a contiguous tensor along one axis, taken in blocks: transforms gather a block of neighbouring lines into
/// the layout [n, count], work on all of them at once in whole registers, and scatter them back.</summary>
internal readonly struct AxisLines
{
    private readonly int _outer;
    private readonly int _inner;

    /// <summary>Plans the lines along one axis, at most <paramref name="width"/> a block.</summary>
    public AxisLines(Shape shape, int axis, int width)
    {
        Length = shape.Lengths[axis];
        _inner = 1;
        for (int i = axis + 1; i < shape.Rank; i++)
            _inner *= shape.Lengths[i];
        _outer = shape.ElementCount == 0 ? 0 : shape.ElementCount / (Length * _inner);
        int lines = _inner == 1 ? _outer : _inner;
        Width = Math.Max(1, Math.Min(width, lines));
        BlocksPerPlane = _inner == 1 ? 1 : (_inner + Width - 1) / Width;
        Blocks = _inner == 1 ? (_outer + Width - 1) / Width : _outer * BlocksPerPlane;
    }

    /// <summary>The length of each line.</summary>
    public int Length { get; }

    /// <summary>The most lines in a block.</summary>
    public int Width { get; }

    /// <summary>How many blocks there are.</summary>
    public int Blocks { get; }

    /// <summary>Whether the tensor is one line, so that it can be worked on where it lies.</summary>
    public bool IsSingleLine => _inner == 1 && _outer == 1;

    private int BlocksPerPlane { get; }

    /// <summary>How many lines block number <paramref name="block"/> has.</summary>
    public int Count(int block) => _inner == 1
        ? Math.Min(Width, _outer - block * Width)
        : Math.Min(Width, _inner - block % BlocksPerPlane * Width);

    /// <summary>Copies a block of lines into the layout [n, count].</summary>
    public unsafe void Gather<T>(T* tensor, int block, T* lines) where T : unmanaged
    {
        int count = Count(block);
        T* start = tensor + Start(block);
        if (_inner == 1)
            Transpose(start, Length, 1, lines, 1, count, count);
        else
        {
            for (int j = 0; j < Length; j++)
                new ReadOnlySpan<T>(start + (nint)j * _inner, count).CopyTo(new Span<T>(lines + (nint)j * count, count));
        }
    }

    /// <summary>Copies a block of lines back from the layout [n, count].</summary>
    public unsafe void Scatter<T>(T* lines, int block, T* tensor) where T : unmanaged
    {
        int count = Count(block);
        T* start = tensor + Start(block);
        if (_inner == 1)
            Transpose(lines, 1, count, start, Length, 1, count);
        else
        {
            for (int j = 0; j < Length; j++)
                new ReadOnlySpan<T>(lines + (nint)j * count, count).CopyTo(new Span<T>(start + (nint)j * _inner, count));
        }
    }

    private nint Start(int block) => _inner == 1
        ? (nint)block * Width * Length
        : (nint)(block / BlocksPerPlane) * Length * _inner + (nint)(block % BlocksPerPlane) * Width;

    /// <summary>Copies line b, element j between two layouts, in squares that stay in the first-level cache.</summary>
    private unsafe void Transpose<T>(T* from, nint fromLine, nint fromElement, T* to, nint toLine, nint toElement, int count) where T : unmanaged
    {
        const int square = 16;
        for (int j0 = 0; j0 < Length; j0 += square)
        {
            int j1 = Math.Min(Length, j0 + square);
            for (int b = 0; b < count; b++)
            {
                for (int j = j0; j < j1; j++)
                    to[b * toLine + j * toElement] = from[b * fromLine + j * fromElement];
            }
        }
    }
}
