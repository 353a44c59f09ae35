using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.Optimization;

/// <summary>Fits sparse models with several outputs: chooses the engine's type arguments and translates its answers.</summary>
internal sealed unsafe class SparseMultiFit<T> : IDisposable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly string _operation;
    private readonly SparseOptions _options;
    private readonly PreparedDesign<T> _design;
    private readonly Workspace<T> _targets;
    private readonly Workspace<T> _penalties;
    private readonly T[] _penaltyWeights;
    private readonly T[] _means;
    private readonly int _outputs;
    private readonly ComputeContext? _context;

    private SparseMultiFit(string operation, Design<T> design, int outputs, SparseOptions options, ComputeContext? context)
    {
        _operation = operation;
        _options = options;
        _outputs = outputs;
        _context = context;
        SparseArguments.RefuseBounds(options, operation);
        if (options.Offsets is not null)
            throw new ArgumentException($"{operation}: a model with several outputs takes no offsets.", nameof(options));
        T[]? sampleWeights = SparseArguments.SampleWeights<T>(options, design.Samples, operation);
        _penaltyWeights = SparseArguments.PenaltyWeights<T>(options, design.Features, operation);
        _design = new PreparedDesign<T>(design, sampleWeights, options.HasIntercept, options.Standardize, operation, context);
        _targets = new Workspace<T>((long)outputs * _design.Stride, clear: true);
        _penalties = new Workspace<T>(6L * design.Features * outputs);
        _means = new T[outputs];
    }

    private T* Weights => _design.SampleWeights == null ? _design.Ones : _design.SampleWeights;

    private T LargestWeight
    {
        get
        {
            T largest = T.Zero;
            for (int i = 0; i < _design.Rows; i++)
                largest = T.Max(largest, Weights[i]);
            return largest;
        }
    }

    /// <summary>Least squares for several outputs, features shared by all of them.</summary>
    public static SparseMultiPath<T> Squares(string operation, Design<T> design, Tensor<T> targets, PathGrid? grid, SparseOptions? options, ComputeContext? context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(design);
        Guard.Rank(targets, 2, operation);
        if (targets.Shape[0] != design.Samples || targets.Shape[1] == 0)
            throw new ShapeMismatchException(operation, $"the targets {targets.Shape} need one row for each of the {design.Samples} samples, and at least one output.", nameof(targets));
        Guard.Finite(targets, operation);
        using var fit = new SparseMultiFit<T>(operation, design, targets.Shape[1], options ?? new SparseOptions(), context);
        return fit.Squares(targets, grid ?? new PathGrid(), cancellationToken);
    }

    /// <summary>Multinomial regression, with features shared by the classes or not.</summary>
    public static SparseMultiPath<T> Multinomial(string operation, Design<T> design, Tensor<int> targets, int classes, bool grouped, PathGrid? grid, SparseOptions? options, ComputeContext? context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(design);
        Guard.Shape(targets, new Shape(design.Samples), operation);
        if (classes < 2)
            throw new ArgumentOutOfRangeException(nameof(classes), classes, $"{operation}: there must be at least 2 classes.");
        int[] numbers = targets.ToArray();
        foreach (int label in numbers)
        {
            if ((uint)label >= (uint)classes)
                throw new ArgumentOutOfRangeException(nameof(targets), label, $"{operation}: classes are numbered from 0 to {classes - 1}.");
        }

        using var fit = new SparseMultiFit<T>(operation, design, classes, options ?? new SparseOptions(), context);
        fixed (int* pinned = numbers)
        {
            var datafit = new MultinomialDatafit<T>(pinned, fit.Weights, classes, fit._design.Rows, fit._design.Stride, fit.LargestWeight);
            return grouped ? fit.ChooseStorageByFeature(datafit, grid ?? new PathGrid(), cancellationToken) : fit.ChooseStorageByEntry(datafit, grid ?? new PathGrid(), cancellationToken);
        }
    }

    public void Dispose()
    {
        _design.Dispose();
        _targets.Dispose();
        _penalties.Dispose();
    }

    private SparseMultiPath<T> Squares(Tensor<T> targets, PathGrid grid, CancellationToken cancellationToken)
    {
        for (int k = 0; k < _outputs; k++)
        {
            T* y = _targets.Data + ((long)k * _design.Stride);
            for (int i = 0; i < _design.Rows; i++)
                y[i] = targets[i, k];
            if (!_options.HasIntercept)
                continue;
            _means[k] = ColumnKernels.Dot(_design.Stride, y, Weights) / _design.WeightSum;
            ColumnKernels.Add(_design.Stride, -_means[k], _design.Ones, y);
        }

        var datafit = new SquaredDatafit<T>(_targets.Data, _design.SampleWeights, _outputs, _design.Rows, _design.Stride, LargestWeight);
        return ChooseStorageByFeature(datafit, grid, cancellationToken);
    }

    private SparseMultiPath<T> ChooseStorageByFeature<TDatafit>(TDatafit datafit, PathGrid grid, CancellationToken cancellationToken) where TDatafit : struct, IDatafit<T>
    {
        T* weights = _penalties.Data, now = weights + _design.Count;
        for (int j = 0; j < _design.Count; j++)
            weights[j] = _design.WeightSum * _penaltyWeights[j];
        var blocks = new FeatureBlocks(_design.Count, _outputs);
        var family = new GroupFamily<T>(_design.Count, weights, now);
        return _design.IsSparse
            ? Follow<SparseColumns<T>, TDatafit, FeatureBlocks, GroupFamily<T>, GroupPenalty<T>>(_design.Sparse, datafit, blocks, family, grid, cancellationToken)
            : Follow<DenseColumns<T>, TDatafit, FeatureBlocks, GroupFamily<T>, GroupPenalty<T>>(_design.Dense, datafit, blocks, family, grid, cancellationToken);
    }

    private SparseMultiPath<T> ChooseStorageByEntry<TDatafit>(TDatafit datafit, PathGrid grid, CancellationToken cancellationToken) where TDatafit : struct, IDatafit<T>
    {
        int count = _design.Count * _outputs;
        T* absolute = _penalties.Data, square = absolute + count, lower = square + count, upper = lower + count;
        for (int b = 0; b < count; b++)
        {
            absolute[b] = _design.WeightSum * _penaltyWeights[b / _outputs];
            square[b] = T.Zero;
            lower[b] = T.NegativeInfinity;
            upper[b] = T.PositiveInfinity;
        }

        var blocks = new EntryBlocks(_design.Count, _outputs);
        var family = new BoxElasticNetFamily<T>(count, absolute, square, lower, upper, upper + count, upper + (2 * count));
        return _design.IsSparse
            ? Follow<SparseColumns<T>, TDatafit, EntryBlocks, BoxElasticNetFamily<T>, BoxElasticNetPenalty<T>>(_design.Sparse, datafit, blocks, family, grid, cancellationToken)
            : Follow<DenseColumns<T>, TDatafit, EntryBlocks, BoxElasticNetFamily<T>, BoxElasticNetPenalty<T>>(_design.Dense, datafit, blocks, family, grid, cancellationToken);
    }

    private SparseMultiPath<T> Follow<TColumns, TDatafit, TBlocks, TFamily, TPenalty>(TColumns columns, TDatafit datafit, TBlocks blocks, TFamily family, PathGrid grid, CancellationToken cancellationToken)
        where TColumns : struct, IColumns<T>
        where TDatafit : struct, IDatafit<T>
        where TBlocks : struct, IBlocks
        where TFamily : struct, IPenaltyFamily<T, TPenalty>
        where TPenalty : struct, IBlockPenalty<T>
    {
        using var solver = new WorkingSetSolver<T, TColumns, TDatafit, TBlocks, TPenalty>(_design, columns, datafit, blocks, _options.HasIntercept && !TDatafit.IsQuadratic, _context);
        T critical = solver.CriticalWeight(family, EngineLimits.Of(_options), cancellationToken) * (T.One + (T.CreateChecked(8) * Vectors.Epsilon<T>()));
        double largest = double.CreateChecked(critical), previous = largest;
        if (grid.Lambdas is null && !(largest > 0))
            throw new ArgumentException($"{_operation}: no feature correlates with the targets, so there is no largest weight to start a grid from; give the weights.", nameof(grid));
        var models = new List<SparseMultiModel<T>>();
        foreach (double lambda in grid.Weights(largest, _design.Rows, _design.Count, _operation))
        {
            if (models.Count > 0 && cancellationToken.IsCancellationRequested)
                break;
            T share = T.CreateChecked(Math.Min(1, 2 - (previous / lambda)));
            EngineResult<T> result = solver.Solve(family.At(T.CreateChecked(lambda)), share < T.CreateChecked(0.5) ? T.One : share, EngineLimits.Of(_options), cancellationToken);
            models.Add(Translate(blocks, solver.Members, solver.Coefficients, solver.Intercepts, TDatafit.IsQuadratic, datafit.Value(solver.Predictions, solver.Residual), lambda, result));
            previous = lambda;
        }

        return new SparseMultiPath<T>([.. models], largest, _design.Rows);
    }

    /// <summary>The model in the units of the caller.</summary>
    private SparseMultiModel<T> Translate<TBlocks>(TBlocks blocks, ReadOnlySpan<int> members, ReadOnlySpan<T> w, ReadOnlySpan<T> intercepts, bool squares, T loss, double lambda, EngineResult<T> result) where TBlocks : struct, IBlocks
    {
        Tensor<T> coefficients = Tensor.Zeros<T>(_design.Count, _outputs), constants = Tensor.Zeros<T>(_outputs);
        var support = new SortedSet<int>();
        if (_options.HasIntercept)
        {
            for (int k = 0; k < _outputs; k++)
                constants[k] = _means[k] + intercepts[k];
        }

        foreach (int b in members)
        {
            for (int c = 0; c < blocks.Size(b); c++)
            {
                T value = w[blocks.Start(b) + c];
                if (value == T.Zero)
                    continue;
                int j = blocks.Column(b, c), k = blocks.Output(b, c);
                coefficients[j, k] = value * _design.Scales[j];
                constants[k] -= coefficients[j, k] * _design.Means[j];
                support.Add(j);
            }
        }

        return new SparseMultiModel<T>
        {
            Coefficients = coefficients,
            Intercepts = constants,
            Support = [.. support],
            Lambda = lambda,
            Objective = result.Objective / _design.WeightSum,
            Loss = loss / _design.WeightSum,
            Gap = result.Gap / _design.WeightSum,
            Violation = result.Violation / _design.WeightSum,
            Status = result.Status,
            Iterations = result.Iterations,
            Epochs = result.Epochs,
            Link = squares ? SparseLink.Identity : SparseLink.Softmax,
        };
    }
}
