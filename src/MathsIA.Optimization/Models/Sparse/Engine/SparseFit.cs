using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.Optimization;

/// <summary>Fits single-output sparse models along weights: chooses the engine's type arguments and translates its answers.</summary>
internal sealed unsafe class SparseFit<T> : IDisposable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SparseSpec _spec;
    private readonly SparseOptions _options;
    private readonly PreparedDesign<T> _design;
    private readonly Workspace<T> _targets;
    private readonly Workspace<T> _offsets;
    private readonly Workspace<T> _penalties;
    private readonly T[] _penaltyWeights;
    private readonly (int[] Starts, int[] Members)? _groups;
    private readonly ComputeContext? _context;
    private readonly T _mean;
    private bool _hasPenaltyWeights;

    private SparseFit(SparseSpec spec, Design<T> design, Tensor<T> targets, SparseOptions options, (int[] Starts, int[] Members)? groups, ComputeContext? context)
    {
        SparseArguments.Targets(design, targets, spec.Operation);
        _spec = spec;
        _options = options;
        _groups = groups;
        _context = context;
        T[]? sampleWeights = SparseArguments.SampleWeights<T>(options, design.Samples, spec.Operation), offsets = SparseArguments.Offsets<T>(options, design.Samples, spec.Operation);
        _penaltyWeights = SparseArguments.PenaltyWeights<T>(options, groups is { } g ? g.Starts.Length - 1 : design.Features, spec.Operation);
        _hasPenaltyWeights = options.FeatureWeights is not null;
        (T[] lower, T[] upper) = SparseArguments.Bounds<T>(options, design.Features, spec.Operation);
        if (spec.Penalty != SparsePenalty.ElasticNet)
            SparseArguments.RefuseBounds(options, spec.Operation);
        else
            SparseArguments.RefuseHalfLines(_penaltyWeights, lower, upper, spec.Operation);
        if (spec.Penalty is SparsePenalty.Mcp or SparsePenalty.Scad && options.FeatureWeights is not null)
            throw new ArgumentException($"{spec.Operation}: the penalty has one weight for all features.", nameof(options));
        SparseArguments.Targets<T>(spec.Loss, targets.ToArray(), spec.Operation);
        _design = new PreparedDesign<T>(design, sampleWeights, options.HasIntercept, options.Standardize, spec.Operation, context);
        _targets = new Workspace<T>(_design.Stride, clear: true);
        _offsets = new Workspace<T>(_design.Stride, clear: true);
        targets.CopyTo(_targets.Span);
        offsets?.CopyTo(_offsets.Span);
        if (spec.Loss == SparseLoss.Squares && offsets is not null)
            ColumnKernels.Add(_design.Stride, -T.One, _offsets.Data, _targets.Data);
        if (spec.Loss == SparseLoss.Squares && options.HasIntercept)
        {
            _mean = ColumnKernels.Dot(_design.Stride, _targets.Data, Weights) / _design.WeightSum;
            ColumnKernels.Add(_design.Stride, -_mean, _design.Ones, _targets.Data);
        }

        int p = design.Features;
        _penalties = new Workspace<T>(6L * p);
        for (int j = 0; j < p; j++)
        {
            T scale = _design.Scales[j] == T.Zero ? T.One : _design.Scales[j];
            _penalties.Data[(2 * p) + j] = lower[j] / scale;
            _penalties.Data[(3 * p) + j] = upper[j] / scale;
        }
    }

    private T* Weights => _design.SampleWeights == null ? _design.Ones : _design.SampleWeights;

    /// <summary>Fits one model for each weight of a grid, each started from the one before.</summary>
    public static SparsePath<T> Path(SparseSpec spec, Design<T> design, Tensor<T> targets, PathGrid? grid, SparseOptions? options, ComputeContext? context, CancellationToken cancellationToken, (int[] Starts, int[] Members)? groups = null)
    {
        using var fit = new SparseFit<T>(spec, design, targets, options ?? new SparseOptions(), groups, context);
        return fit.ChooseStorage(grid ?? new PathGrid(), cancellationToken);
    }

    /// <summary>Fits a path, and then for each weight further models whose penalties have the weights that follow from the one before.</summary>
    public static SparsePath<T> Reweighted(SparseSpec spec, Design<T> design, Tensor<T> targets, PathGrid? grid, Reweighting? reweighting, SparseOptions? options, ComputeContext? context, CancellationToken cancellationToken)
    {
        reweighting ??= new Reweighting();
        using var fit = new SparseFit<T>(spec, design, targets, options ?? new SparseOptions(), null, context);
        SparsePath<T> plain = fit.ChooseStorage(grid ?? new PathGrid(), cancellationToken);
        SparseLinearModel<T>[] models = [.. plain.Models];
        T[] given = [.. fit._penaltyWeights];
        fit._hasPenaltyWeights = true;
        foreach (ref SparseLinearModel<T> model in models.AsSpan())
        {
            for (int round = 1; round < reweighting.Rounds && !cancellationToken.IsCancellationRequested; round++)
            {
                reweighting.Apply(model, given, fit._penaltyWeights);
                model = fit.ChooseStorage(new PathGrid { Lambdas = [model.Lambda] }, cancellationToken)[0];
            }
        }

        return new SparsePath<T>(models, plain.LargestLambda, plain.Samples, plain.Features);
    }

    /// <summary>Fits one model.</summary>
    public static SparseLinearModel<T> Single(SparseSpec spec, Design<T> design, Tensor<T> targets, double lambda, SparseOptions? options, ComputeContext? context, CancellationToken cancellationToken, (int[] Starts, int[] Members)? groups = null)
    {
        Guard.Positive(lambda, spec.Operation);
        return Path(spec, design, targets, new PathGrid { Lambdas = [lambda] }, options, context, cancellationToken, groups)[0];
    }

    public void Dispose()
    {
        _design.Dispose();
        _targets.Dispose();
        _offsets.Dispose();
        _penalties.Dispose();
    }

    private SparsePath<T> ChooseStorage(PathGrid grid, CancellationToken cancellationToken) => _design.IsSparse
        ? ChooseLoss(_design.Sparse, grid, cancellationToken)
        : ChooseLoss(_design.Dense, grid, cancellationToken);

    private SparsePath<T> ChooseLoss<TColumns>(TColumns columns, PathGrid grid, CancellationToken cancellationToken) where TColumns : struct, IColumns<T>
    {
        T largest = T.One;
        if (_design.SampleWeights != null)
        {
            largest = T.Zero;
            for (int i = 0; i < _design.Rows; i++)
                largest = T.Max(largest, _design.SampleWeights[i]);
        }

        return _spec.Loss switch
        {
            SparseLoss.Squares => ChoosePenalty(columns, new SquaredDatafit<T>(_targets.Data, _design.SampleWeights, 1, _design.Rows, _design.Stride, largest), grid, cancellationToken),
            SparseLoss.Logistic => ChoosePenalty(columns, new LogisticDatafit<T>(_targets.Data, _offsets.Data, Weights, _design.Rows, largest), grid, cancellationToken),
            _ => ChoosePenalty(columns, new PoissonDatafit<T>(_targets.Data, _offsets.Data, Weights, _design.Rows), grid, cancellationToken),
        };
    }

    private SparsePath<T> ChoosePenalty<TColumns, TDatafit>(TColumns columns, TDatafit datafit, PathGrid grid, CancellationToken cancellationToken)
        where TColumns : struct, IColumns<T>
        where TDatafit : struct, IDatafit<T>
    {
        var features = new ColumnBlocks(_design.Count);
        T scale = _design.WeightSum;
        if (_spec.Penalty == SparsePenalty.Mcp)
            return Follow<TColumns, TDatafit, ColumnBlocks, McpFamily<T>, McpPenalty<T>>(columns, datafit, features, new McpFamily<T>(T.CreateChecked(_spec.Gamma), scale), grid, cancellationToken);
        if (_spec.Penalty == SparsePenalty.Scad)
            return Follow<TColumns, TDatafit, ColumnBlocks, ScadFamily<T>, ScadPenalty<T>>(columns, datafit, features, new ScadFamily<T>(T.CreateChecked(_spec.Gamma), scale), grid, cancellationToken);
        int p = _design.Count;
        T* first = _penalties.Data, second = first + p;
        if (_spec.Penalty == SparsePenalty.Group)
        {
            (int[] starts, int[] members) = _groups!.Value;
            int largest = 0;
            for (int g = 0; g < starts.Length - 1; g++)
            {
                largest = Math.Max(largest, starts[g + 1] - starts[g]);
                first[g] = scale * _penaltyWeights[g];
            }

            return Follow<TColumns, TDatafit, GroupBlocks, GroupFamily<T>, GroupPenalty<T>>(columns, datafit, new GroupBlocks(starts, members, largest), new GroupFamily<T>(starts.Length - 1, first, second), grid, cancellationToken);
        }

        bool isPlain = _spec.L1Ratio == 1 && !_hasPenaltyWeights && !_options.Positive && _options.LowerBounds is null && _options.UpperBounds is null;
        if (isPlain)
            return Follow<TColumns, TDatafit, ColumnBlocks, L1Family<T>, L1Penalty<T>>(columns, datafit, features, new L1Family<T>(scale), grid, cancellationToken);
        for (int j = 0; j < p; j++)
        {
            // A share of 0 stays 0 beside an infinite weight.
            first[j] = _spec.L1Ratio > 0 || !T.IsFinite(_penaltyWeights[j]) ? scale * _penaltyWeights[j] * (_spec.L1Ratio > 0 ? T.CreateChecked(_spec.L1Ratio) : T.One) : T.Zero;
            second[j] = _spec.L1Ratio < 1 && T.IsFinite(_penaltyWeights[j]) ? scale * _penaltyWeights[j] * T.CreateChecked(1 - _spec.L1Ratio) : T.Zero;
        }

        var family = new BoxElasticNetFamily<T>(p, first, second, first + (2 * p), first + (3 * p), first + (4 * p), first + (5 * p));
        return Follow<TColumns, TDatafit, ColumnBlocks, BoxElasticNetFamily<T>, BoxElasticNetPenalty<T>>(columns, datafit, features, family, grid, cancellationToken);
    }

    private SparsePath<T> Follow<TColumns, TDatafit, TBlocks, TFamily, TPenalty>(TColumns columns, TDatafit datafit, TBlocks blocks, TFamily family, PathGrid grid, CancellationToken cancellationToken)
        where TColumns : struct, IColumns<T>
        where TDatafit : struct, IDatafit<T>
        where TBlocks : struct, IBlocks
        where TFamily : struct, IPenaltyFamily<T, TPenalty>
        where TPenalty : struct, IBlockPenalty<T>
    {
        using var solver = new WorkingSetSolver<T, TColumns, TDatafit, TBlocks, TPenalty>(_design, columns, datafit, blocks, _options.HasIntercept && !TDatafit.IsQuadratic, _context);
        using MajorantCertificate<T, TColumns, TDatafit>? majorant = TPenalty.IsConvex ? null : new(_design, columns, datafit, _context);
        // A few roundings more, so that nothing enters at the weight itself.
        T critical = solver.CriticalWeight(family, EngineLimits.Of(_options), cancellationToken) * (T.One + (T.CreateChecked(8) * Vectors.Epsilon<T>()));
        double largest = double.CreateChecked(critical);
        if (grid.Lambdas is null && !(largest > 0))
            throw new ArgumentException($"{_spec.Operation}: no feature correlates with the targets, or the penalty has no absolute part, so there is no largest weight to start a grid from; give the weights.", nameof(grid));
        double[] lambdas = grid.Weights(largest, _design.Rows, _design.Count, _spec.Operation);
        var models = new List<SparseLinearModel<T>>(lambdas.Length);
        double previous = largest;
        foreach (double lambda in lambdas)
        {
            if (models.Count > 0 && cancellationToken.IsCancellationRequested)
                break;
            T share = T.CreateChecked(Math.Min(1, 2 - (previous / lambda)));
            // Far from the last weight the strong rule says nothing.
            TPenalty penalty = family.At(T.CreateChecked(lambda));
            EngineResult<T> result = solver.Solve(penalty, share < T.CreateChecked(0.5) ? T.One : share, EngineLimits.Of(_options), cancellationToken);
            if (majorant is not null && penalty is IConcavePenalty<T> concave)
                result = result with { Gap = majorant.Gap(concave, solver.Members, solver.Coefficients) };
            models.Add(Translate(solver.Members, blocks, solver.Coefficients, solver.Intercepts[0], datafit.Value(solver.Predictions, solver.Residual), lambda, result));
            previous = lambda;
        }

        return new SparsePath<T>([.. models], largest, _design.Rows, _design.Count);
    }

    /// <summary>The model in the units of the caller: columns as given, means over samples.</summary>
    private SparseLinearModel<T> Translate<TBlocks>(ReadOnlySpan<int> members, TBlocks blocks, ReadOnlySpan<T> w, T intercept, T loss, double lambda, EngineResult<T> result) where TBlocks : struct, IBlocks
    {
        var support = new List<int>();
        var found = new List<T>();
        foreach (int b in members)
        {
            for (int c = 0; c < blocks.Size(b); c++)
            {
                if (w[blocks.Start(b) + c] == T.Zero)
                    continue;
                support.Add(blocks.Column(b, c));
                found.Add(w[blocks.Start(b) + c] * _design.Scales[blocks.Column(b, c)]);
            }
        }

        int[] places = [.. support];
        T[] values = [.. found];
        Array.Sort(places, values);
        T constant = T.Zero;
        if (_options.HasIntercept)
        {
            constant = intercept + _mean;
            for (int i = 0; i < places.Length; i++)
                constant -= values[i] * _design.Means[places[i]];
        }

        return new SparseLinearModel<T>(_design.Count, places, values)
        {
            Intercept = constant,
            Lambda = lambda,
            Objective = result.Objective / _design.WeightSum,
            Loss = loss / _design.WeightSum,
            Gap = result.Gap / _design.WeightSum,
            Violation = result.Violation / _design.WeightSum,
            Status = result.Status,
            Iterations = result.Iterations,
            Epochs = result.Epochs,
            Link = _spec.Loss switch { SparseLoss.Logistic => SparseLink.Logistic, SparseLoss.Poisson => SparseLink.Exponential, _ => SparseLink.Identity },
        };
    }
}
