namespace MathsIA.OptimalTransport;

/// <summary>The iteration of <see cref="BeckmannTransport"/>, and the best bounds seen.</summary>
internal sealed class BeckmannState
{
    private readonly StaggeredGrid _grid;
    private readonly NeumannPoisson _poisson;
    private readonly GridMetric _metric;
    private readonly double _tau;
    private readonly double[] _excess;
    private readonly double[][] _flux;
    private readonly double[][] _trial;
    private readonly double[] _potential;
    private readonly double[] _extrapolated;
    private readonly double[] _field;

    public BeckmannState(DensityPair densities, GridMetric metric, double stepSize)
    {
        (_metric, _tau) = (metric, stepSize);
        _grid = new(densities.Lengths, densities.Steps());
        _poisson = new(_grid);
        _excess = new double[_grid.Cells];
        for (int k = 0; k < _excess.Length; k++)
            _excess[k] = densities.Source[k] - densities.Target[k];
        _flux = _grid.Faces();
        _trial = _grid.Faces();
        _potential = new double[_grid.Cells];
        _extrapolated = new double[_grid.Cells];
        _field = new double[_grid.Cells];
        BestPotential = new double[_grid.Cells];
        BestFlux = new double[_grid.Axes * _grid.Cells];
    }

    /// <summary>The best bounds, for a mean density of 1.</summary>
    public (double Value, double Dual) Best { get; private set; } = (double.PositiveInfinity, double.NegativeInfinity);

    /// <summary>The potential of the lower bound.</summary>
    public double[] BestPotential { get; }

    /// <summary>The flux of the upper bound, through the face behind each cell.</summary>
    public double[] BestFlux { get; }

    /// <summary><c>m ← shrink_τ(m − τ ∇φ̄)</c>, then <c>φ ← φ + (1/τ) (−Δ)⁻¹ (ρ₀ − ρ₁ − div m)</c>, then <c>φ̄ = 2 φ − φ_before</c>.</summary>
    public void Iterate()
    {
        _grid.AddGradient(_extrapolated, -_tau, _flux);
        Shrink();
        _grid.Divergence(_flux, _field);
        for (int k = 0; k < _field.Length; k++)
            _field[k] -= _excess[k];
        _poisson.Solve(_field);
        for (int k = 0; k < _field.Length; k++)
        {
            double step = _field[k] / _tau;
            _potential[k] += step;
            _extrapolated[k] = _potential[k] + step;
        }
    }

    /// <summary>Makes both sides feasible, and keeps them where they improve a bound.</summary>
    public void Certify()
    {
        for (int axis = 0; axis < _grid.Axes; axis++)
            Array.Clear(_trial[axis]);
        _grid.AddGradient(_potential, 1, _trial);
        double slope = Math.Max(1, Largest(_trial)), dual = 0;
        for (int k = 0; k < _potential.Length; k++)
            dual += _potential[k] * _excess[k];
        dual /= slope * _grid.Cells;
        if (dual > Best.Dual)
        {
            Best = Best with { Dual = dual };
            for (int k = 0; k < _potential.Length; k++)
                BestPotential[k] = _potential[k] / slope;
        }

        for (int axis = 0; axis < _grid.Axes; axis++)
            _flux[axis].CopyTo(_trial[axis], 0);
        _grid.Divergence(_trial, _field);
        for (int k = 0; k < _field.Length; k++)
            _field[k] -= _excess[k];
        _poisson.Solve(_field);
        _grid.AddGradient(_field, -1, _trial);
        double value = 0;
        for (int cell = 0; cell < _grid.Cells; cell++)
            value += Length(_trial, cell);
        value /= _grid.Cells;
        if (!(value < Best.Value))
            return;
        Best = Best with { Value = value };
        for (int axis = 0; axis < _grid.Axes; axis++)
        {
            for (int cell = 0; cell < _grid.Cells; cell++)
                BestFlux[(axis * _grid.Cells) + cell] = _trial[axis][Face(axis, cell)];
        }
    }

    /// <summary>The face behind a cell.</summary>
    private int Face(int axis, int cell) => _grid.FaceBefore(axis, cell) + _grid.Inner(axis);

    private double Length(double[][] faces, int cell)
    {
        double sum = 0;
        for (int axis = 0; axis < faces.Length; axis++)
        {
            double component = faces[axis][Face(axis, cell)];
            sum += _metric == GridMetric.Manhattan ? Math.Abs(component) : component * component;
        }

        return _metric == GridMetric.Manhattan ? sum : Math.Sqrt(sum);
    }

    /// <summary>The largest slope: the dual norm of the metric.</summary>
    private double Largest(double[][] slopes)
    {
        double largest = 0;
        for (int cell = 0; cell < _grid.Cells; cell++)
        {
            if (_metric == GridMetric.Euclidean)
            {
                largest = Math.Max(largest, Length(slopes, cell));
                continue;
            }

            for (int axis = 0; axis < slopes.Length; axis++)
                largest = Math.Max(largest, Math.Abs(slopes[axis][Face(axis, cell)]));
        }

        return largest;
    }

    private void Shrink()
    {
        for (int cell = 0; cell < _grid.Cells; cell++)
        {
            double length = _metric == GridMetric.Euclidean ? Length(_flux, cell) : 0;
            for (int axis = 0; axis < _grid.Axes; axis++)
            {
                ref double component = ref _flux[axis][Face(axis, cell)];
                double size = _metric == GridMetric.Euclidean ? length : Math.Abs(component);
                component *= size > _tau ? 1 - (_tau / size) : 0;
            }
        }
    }
}
