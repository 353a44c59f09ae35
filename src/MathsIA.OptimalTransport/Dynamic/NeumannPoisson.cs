using MathsIA.Operators;

namespace MathsIA.OptimalTransport;

/// <summary>Solves <c>Δφ = r</c> on a grid with no flow through the border: the discrete cosine transform diagonalizes it.</summary>
/// <remarks>The eigenvalues are <c>−Σ (2 − 2 cos(π k / n)) / h²</c>. The mean of r, which no φ can make, is dropped, and that of φ is 0.</remarks>
internal sealed class NeumannPoisson
{
    private readonly CosineOperator<double> _transform;
    private readonly double[] _inverse;
    private readonly double[] _scratch;

    public NeumannPoisson(StaggeredGrid grid)
    {
        _transform = new(new Shape(grid.Lengths));
        _inverse = new double[grid.Cells];
        _scratch = new double[grid.Cells];
        int inner = grid.Cells;
        for (int axis = 0; axis < grid.Axes; axis++)
        {
            int length = grid.Lengths[axis];
            inner /= length;
            double step = grid.Steps[axis];
            for (int cell = 0; cell < grid.Cells; cell++)
            {
                // 2 − 2 cos x = 4 sin²(x / 2), without cancellation.
                double sine = Math.Sin(Math.PI * (cell / inner % length) / (2 * length));
                _inverse[cell] -= 4 * sine * sine / (step * step);
            }
        }

        for (int cell = 0; cell < grid.Cells; cell++)
            _inverse[cell] = cell == 0 ? 0 : 1 / _inverse[cell];
    }

    /// <summary>Puts the solution where the right side was.</summary>
    public void Solve(double[] field)
    {
        _transform.Apply(field, _scratch);
        for (int k = 0; k < _scratch.Length; k++)
            _scratch[k] *= _inverse[k];
        _transform.ApplyAdjoint(_scratch, field);
    }
}
