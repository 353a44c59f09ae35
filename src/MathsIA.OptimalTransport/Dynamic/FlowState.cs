namespace MathsIA.OptimalTransport;

/// <summary>The primal-dual iteration of <see cref="BenamouBrenier"/>: the flow on faces, and the dual variables in centres.</summary>
internal sealed class FlowState
{
    private readonly StaggeredGrid _grid;
    private readonly NeumannPoisson _poisson;
    private readonly ComputeContext? _context;
    private readonly double _tau;
    private readonly double _sigma;
    private readonly double[][] _extrapolated;
    private readonly double[][] _dual;
    private readonly double[][] _centres;
    private readonly double[] _potential;

    public FlowState(StaggeredGrid grid, DensityPair densities, double stepSize, ComputeContext? context)
    {
        (_grid, _context, _tau, _sigma) = (grid, context, stepSize, 0.99 / stepSize);
        _poisson = new(grid);
        Flow = grid.Faces();
        _extrapolated = grid.Faces();
        _dual = grid.Vectors();
        _centres = grid.Vectors();
        _potential = new double[grid.Cells];
        // From the mixture of the two densities: its mass moves as the continuity equation makes it.
        int cells = densities.Source.Length, steps = grid.Lengths[0];
        for (int k = 0; k < Flow[0].Length; k++)
        {
            double time = (k / cells) / (double)steps;
            Flow[0][k] = ((1 - time) * densities.Source[k % cells]) + (time * densities.Target[k % cells]);
        }

        Project(Flow);
        for (int axis = 0; axis < grid.Axes; axis++)
            Flow[axis].CopyTo(_extrapolated[axis], 0);
    }

    /// <summary>Density and momentum on their faces.</summary>
    public double[][] Flow { get; }

    /// <summary>The action of the copy that the energy sees, for a mean density of 1.</summary>
    public double Value { get; private set; }

    /// <summary>One iteration.</summary>
    /// <returns>The larger of the two residuals, primal and dual.</returns>
    public double Iterate()
    {
        double gap = UpdateDual(), size = 0, change = 0;
        for (int axis = 0; axis < _grid.Axes; axis++)
        {
            // The flow before is kept in the extrapolated one until the new flow is there.
            Flow[axis].CopyTo(_extrapolated[axis], 0);
        }

        _grid.AddAverageAdjoint(_dual, -_tau, Flow);
        Project(Flow);
        for (int axis = 0; axis < _grid.Axes; axis++)
        {
            double[] flow = Flow[axis], before = _extrapolated[axis];
            for (int k = 0; k < flow.Length; k++)
            {
                double step = flow[k] - before[k];
                change += step * step;
                size += flow[k] * flow[k];
                before[k] = flow[k] + step;
            }
        }

        return Math.Sqrt(Math.Max(gap, change) / size);
    }

    /// <summary>A lower bound of the action of every flow, for a mean density of 1.</summary>
    public double LowerBound(CancellationToken cancellationToken) => new DynamicDual(_grid).Bound(_dual, Centres(), cancellationToken);

    /// <summary>The flow in the centres.</summary>
    public double[][] Centres()
    {
        _grid.Average(Flow, _centres);
        return _centres;
    }

    /// <summary>The largest defect of the continuity equation.</summary>
    public double ContinuityError()
    {
        _grid.Divergence(Flow, _potential);
        return _potential.Max(Math.Abs);
    }

    /// <summary><c>y ← prox_σJ*(y + σ I ū)</c>, by Moreau's identity from the proximal point of the energy.</summary>
    /// <returns>How far the proximal point is from the averages, squared.</returns>
    private double UpdateDual()
    {
        _grid.Average(_extrapolated, _centres);
        double inverse = 1 / _sigma;
        for (int axis = 0; axis < _grid.Axes; axis++)
        {
            double[] dual = _dual[axis], centres = _centres[axis];
            for (int k = 0; k < dual.Length; k++)
            {
                dual[k] = centres[k] + (inverse * dual[k]);
                centres[k] = dual[k];
            }
        }

        KineticEnergy.Prox(_centres, inverse, _context);
        Value = KineticEnergy.Action(_centres) / _grid.Cells;
        double gap = 0;
        for (int axis = 0; axis < _grid.Axes; axis++)
        {
            double[] dual = _dual[axis], centres = _centres[axis];
            for (int k = 0; k < dual.Length; k++)
                dual[k] = _sigma * (dual[k] - centres[k]);
        }

        for (int axis = 0; axis < _grid.Axes; axis++)
        {
            double[] flow = Flow[axis], centres = _centres[axis];
            int inner = _grid.Inner(axis);
            for (int k = 0; k < centres.Length; k++)
            {
                int face = _grid.FaceBefore(axis, k);
                double difference = centres[k] - (0.5 * (flow[face] + flow[face + inner]));
                gap += difference * difference;
            }
        }

        return gap;
    }

    /// <summary>The nearest flow that meets the continuity equation and has the same border.</summary>
    private void Project(double[][] flow)
    {
        _grid.Divergence(flow, _potential);
        _poisson.Solve(_potential);
        _grid.AddGradient(_potential, -1, flow);
    }
}
