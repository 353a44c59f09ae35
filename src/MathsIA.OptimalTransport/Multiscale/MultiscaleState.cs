namespace MathsIA.OptimalTransport;

/// <summary>The potentials of one level, and the sparse iterations on the arcs that matter there.</summary>
internal sealed class MultiscaleState
{
    private readonly PointTree _sources;
    private readonly PointTree _targets;
    private readonly SupportSearch _search;
    private double[] _kernel = [];
    private double[] _v = [];
    private double[] _sums = [];

    public MultiscaleState(PointTree sources, PointTree targets, int level)
    {
        (_sources, _targets, _search) = (sources, targets, new(sources, targets));
        (SourceLevel, TargetLevel) = (Math.Min(level, sources.Finest), Math.Min(level, targets.Finest));
        F = new double[sources.CountAt(SourceLevel)];
        G = new double[targets.CountAt(TargetLevel)];
    }

    public int SourceLevel { get; private set; }

    public int TargetLevel { get; private set; }

    public bool IsFinest => SourceLevel == _sources.Finest && TargetLevel == _targets.Finest;

    public double[] F { get; private set; }

    public double[] G { get; private set; }

    public SparseSupport Support { get; private set; } = new([], [], []);

    /// <summary>The size of the cells of the coarser side.</summary>
    public double SquaredSize => Math.Max(_sources.SquaredSize(SourceLevel), _targets.SquaredSize(TargetLevel));

    public void FindSupport(double limit) => Support = _search.Find(SourceLevel, TargetLevel, F, G, limit);

    /// <summary>Sinkhorn's iterations on the present arcs; potentials take in the scalings at the end.</summary>
    /// <returns>The iterations done, and how far columns are from their masses.</returns>
    public (int Iterations, double Error) Iterate(double epsilon, double tolerance, int maxIterations)
    {
        ReadOnlySpan<double> a = _sources.MassesAt(SourceLevel), b = _targets.MassesAt(TargetLevel);
        int[] starts = Support.Starts, columns = Support.Columns;
        if (_kernel.Length < columns.Length)
            _kernel = new double[columns.Length];
        if (_v.Length != G.Length)
            (_v, _sums) = (new double[G.Length], new double[G.Length]);
        double error = double.PositiveInfinity;
        int iteration = 0;
        while (iteration < maxIterations)
        {
            Fill(a, b, epsilon);
            Array.Fill(_v, 1);
            bool absorbed = false;
            while (!absorbed && iteration < maxIterations)
            {
                iteration++;
                Array.Clear(_sums);
                for (int i = 0; i < F.Length; i++)
                {
                    double sum = 0;
                    for (int k = starts[i]; k < starts[i + 1]; k++)
                        sum += _kernel[k] * _v[columns[k]];
                    double u = a[i] / sum;
                    // A row that left the range is started afresh from its soft minimum.
                    if (!(u is > 1e-100 and < 1e100) && a[i] > 0)
                    {
                        F[i] = SoftMinimum(i, epsilon, b);
                        absorbed = true;
                        continue;
                    }

                    if (a[i] > 0)
                        F[i] = Absorb(i, u, epsilon);
                    for (int k = starts[i]; k < starts[i + 1]; k++)
                        _sums[columns[k]] += _kernel[k];
                }

                if (absorbed)
                    break;
                error = 0;
                for (int j = 0; j < G.Length; j++)
                    error += Math.Abs((_sums[j] * _v[j]) - b[j]);
                if (error <= tolerance)
                {
                    TakeIn(epsilon);
                    return (iteration, error);
                }

                for (int j = 0; j < G.Length; j++)
                {
                    if (b[j] == 0)
                        continue;
                    double v = b[j] / _sums[j];
                    absorbed |= !(v is > 1e-100 and < 1e100);
                    _v[j] = Math.Clamp(v, 1e-100, 1e100);
                }
            }

            TakeIn(epsilon);
        }

        return (iteration, error);
    }

    /// <summary>Moves on to the next level: potentials of the new points are soft minima over the arcs of their cells, which follow the slope of the potentials.</summary>
    public void Refine(double epsilon)
    {
        int sourceLevel = Math.Min(SourceLevel + 1, _sources.Finest), targetLevel = Math.Min(TargetLevel + 1, _targets.Finest);
        double[] f = sourceLevel == SourceLevel ? F : new double[_sources.CountAt(sourceLevel)], g = targetLevel == TargetLevel ? G : new double[_targets.CountAt(targetLevel)];
        if (f != F)
            Extend(_sources, SourceLevel, _targets, TargetLevel, G, f, epsilon, transposed: false);
        if (g != G)
            Extend(_targets, TargetLevel, _sources, SourceLevel, F, g, epsilon, transposed: true);
        (SourceLevel, TargetLevel, F, G) = (sourceLevel, targetLevel, f, g);
    }

    /// <summary>Whatever the entries of the plan are now, arc by arc.</summary>
    public double[] Plan(double epsilon)
    {
        Fill(_sources.MassesAt(SourceLevel), _targets.MassesAt(TargetLevel), epsilon);
        return _kernel.AsSpan(0, Support.Columns.Length).ToArray();
    }

    private void Extend(PointTree tree, int level, PointTree other, int otherLevel, double[] potentials, double[] destination, double epsilon, bool transposed)
    {
        var largest = new double[destination.Length];
        var sums = new double[destination.Length];
        Array.Fill(largest, double.NegativeInfinity);
        int dimension = tree.Dimension;
        ReadOnlySpan<double> points = tree.PointsAt(level + 1), others = other.PointsAt(otherLevel), masses = other.MassesAt(otherLevel);
        for (int i = 0; i < F.Length; i++)
        {
            for (int k = Support.Starts[i]; k < Support.Starts[i + 1]; k++)
            {
                (int cell, int partner) = transposed ? (Support.Columns[k], i) : (i, Support.Columns[k]);
                if (masses[partner] == 0)
                    continue;
                double height = Math.Log(masses[partner]) + (potentials[partner] / epsilon);
                (int start, int end) = tree.Children(level, cell);
                for (int child = start; child < end; child++)
                {
                    double cost = 0;
                    for (int axis = 0; axis < dimension; axis++)
                    {
                        double difference = points[(child * dimension) + axis] - others[(partner * dimension) + axis];
                        cost += difference * difference;
                    }

                    double z = height - (cost / epsilon);
                    if (z > largest[child])
                        (sums[child], largest[child]) = ((sums[child] * Math.Exp(largest[child] - z)) + 1, z);
                    else
                        sums[child] += Math.Exp(z - largest[child]);
                }
            }
        }

        for (int child = 0; child < destination.Length; child++)
            destination[child] = -epsilon * (largest[child] + Math.Log(sums[child]));
    }

    private void Fill(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double epsilon)
    {
        for (int i = 0; i < F.Length; i++)
        {
            for (int k = Support.Starts[i]; k < Support.Starts[i + 1]; k++)
            {
                int j = Support.Columns[k];
                _kernel[k] = a[i] * b[j] == 0 ? 0 : a[i] * b[j] * Math.Exp(Math.Min(600, (F[i] + G[j] - Support.Costs[k]) / epsilon));
            }
        }
    }

    /// <summary>Multiplies a row of the kernel by its scaling.</summary>
    private double Absorb(int i, double u, double epsilon)
    {
        for (int k = Support.Starts[i]; k < Support.Starts[i + 1]; k++)
            _kernel[k] *= u;
        return F[i] + (epsilon * Math.Log(u));
    }

    private void TakeIn(double epsilon)
    {
        for (int j = 0; j < G.Length; j++)
            G[j] += epsilon * Math.Log(_v[j]);
    }

    private double SoftMinimum(int i, double epsilon, ReadOnlySpan<double> b)
    {
        double largest = double.NegativeInfinity, sum = 0;
        for (int k = Support.Starts[i]; k < Support.Starts[i + 1]; k++)
        {
            int j = Support.Columns[k];
            double z = (b[j] == 0 ? double.NegativeInfinity : Math.Log(b[j])) + Math.Log(_v[j]) + ((G[j] - Support.Costs[k]) / epsilon);
            if (z > largest)
                (sum, largest) = ((sum * Math.Exp(largest - z)) + 1, z);
            else if (!double.IsNegativeInfinity(z))
                sum += Math.Exp(z - largest);
        }

        return double.IsNegativeInfinity(largest) ? F[i] : -epsilon * (largest + Math.Log(sum));
    }
}
