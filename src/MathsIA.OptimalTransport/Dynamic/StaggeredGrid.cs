namespace MathsIA.OptimalTransport;

/// <summary>A grid of cells with one value a face for each axis: divergence, gradient and averages between faces and cells.</summary>
/// <remarks>Faces at the border are given (they are never written here), so the adjoint of the divergence and of the average act on
/// inner faces alone. Face k of an axis lies before cell k; an axis of n cells has n + 1 faces.</remarks>
internal sealed class StaggeredGrid
{
    private readonly int[] _lengths;
    private readonly double[] _steps;
    private readonly int[] _outer;
    private readonly int[] _inner;

    public StaggeredGrid(int[] lengths, double[] steps)
    {
        (_lengths, _steps) = (lengths, steps);
        _outer = new int[lengths.Length];
        _inner = new int[lengths.Length];
        Cells = lengths.Aggregate(1, (product, length) => checked(product * length));
        for (int axis = 0, before = 1; axis < lengths.Length; before *= lengths[axis++])
            (_outer[axis], _inner[axis]) = (before, Cells / before / lengths[axis]);
    }

    /// <summary>How many cells.</summary>
    public int Cells { get; }

    /// <summary>How many axes.</summary>
    public int Axes => _lengths.Length;

    /// <summary>Cells along each axis.</summary>
    public ReadOnlySpan<int> Lengths => _lengths;

    /// <summary>The widths of a cell.</summary>
    public ReadOnlySpan<double> Steps => _steps;

    /// <summary>A field of faces, all zero.</summary>
    public double[][] Faces() => [.. Enumerable.Range(0, Axes).Select(axis => new double[_outer[axis] * (_lengths[axis] + 1) * _inner[axis]])];

    /// <summary>One field of cells for each axis, all zero.</summary>
    public double[][] Vectors() => [.. Enumerable.Range(0, Axes).Select(_ => new double[Cells])];

    /// <summary>How many faces an axis has behind one another from one cell line to the next: the distance of face k + 1 from face k.</summary>
    public int Inner(int axis) => _inner[axis];

    /// <summary>The face before a cell; the one behind it lies <see cref="Inner"/> further on.</summary>
    public int FaceBefore(int axis, int cell)
    {
        int line = _lengths[axis] * _inner[axis];
        return ((cell / line) * (line + _inner[axis])) + (cell % line);
    }

    /// <summary><c>Σ_axis (u[k + 1] − u[k]) / h</c> in every cell.</summary>
    public void Divergence(double[][] faces, double[] cells)
    {
        Array.Clear(cells);
        for (int axis = 0; axis < Axes; axis++)
        {
            double[] u = faces[axis];
            int inner = _inner[axis], line = _lengths[axis] * inner;
            double inverse = 1 / _steps[axis];
            for (int outer = 0; outer < _outer[axis]; outer++)
            {
                int cell = outer * line, face = outer * (line + inner);
                for (int k = 0; k < line; k++)
                    cells[cell + k] += inverse * (u[face + k + inner] - u[face + k]);
            }
        }
    }

    /// <summary>Adds <c>factor (φ[k] − φ[k − 1]) / h</c> to every inner face.</summary>
    public void AddGradient(double[] cells, double factor, double[][] faces)
    {
        for (int axis = 0; axis < Axes; axis++)
        {
            double[] u = faces[axis];
            int inner = _inner[axis], line = _lengths[axis] * inner;
            double scale = factor / _steps[axis];
            for (int outer = 0; outer < _outer[axis]; outer++)
            {
                int cell = outer * line, face = outer * (line + inner);
                for (int k = inner; k < line; k++)
                    u[face + k] += scale * (cells[cell + k] - cells[cell + k - inner]);
            }
        }
    }

    /// <summary>The mean of the two faces of every cell, axis by axis.</summary>
    public void Average(double[][] faces, double[][] cells)
    {
        for (int axis = 0; axis < Axes; axis++)
        {
            double[] u = faces[axis], v = cells[axis];
            int inner = _inner[axis], line = _lengths[axis] * inner;
            for (int outer = 0; outer < _outer[axis]; outer++)
            {
                int cell = outer * line, face = outer * (line + inner);
                for (int k = 0; k < line; k++)
                    v[cell + k] = 0.5 * (u[face + k] + u[face + k + inner]);
            }
        }
    }

    /// <summary>Adds <c>factor (v[k − 1] + v[k]) / 2</c> to every inner face: the adjoint of the average.</summary>
    public void AddAverageAdjoint(double[][] cells, double factor, double[][] faces)
    {
        for (int axis = 0; axis < Axes; axis++)
        {
            double[] u = faces[axis], v = cells[axis];
            int inner = _inner[axis], line = _lengths[axis] * inner;
            for (int outer = 0; outer < _outer[axis]; outer++)
            {
                int cell = outer * line, face = outer * (line + inner);
                for (int k = inner; k < line; k++)
                    u[face + k] += 0.5 * factor * (v[cell + k] + v[cell + k - inner]);
            }
        }
    }
}
