using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Execution;

namespace MathsIA.Optimization;

/// <summary>The engine of all sparse models: <c>min_w F(X w) + Σ_b g_b(w_b)</c> by coordinate descent on working sets.</summary>
/// <remarks>
/// <para>Each round certifies the present point (a dual point from the residual, and one from the extrapolated coefficients; the better counts),
/// discards blocks that the gap proves to be zero at the solution, adds the blocks that violate their optimality condition
/// most to the working set, and solves the quadratic model of the loss there: by its Gram matrix where the
/// working set is small, else on the residual. For a quadratic loss the model is the problem; for others this is the proximal Newton
/// method, with a line search.</para>
/// <para>Correlations of blocks outside the working set are not computed but bounded (<see cref="CorrelationBounds{T}"/>), until a bound
/// does not decide any more. Certificates stay exact.</para>
/// <para>Massias, Gramfort and Salmon, ICML 2018 (working sets, dual extrapolation); Ndiaye, Fercoq, Gramfort and Salmon, JMLR 18, 2017
/// (gap-safe screening); Tibshirani and others, JRSS B 74, 2012 (strong rules); Lee, Sun and Saunders, SIAM J. Optim. 24, 2014
/// (proximal Newton).</para>
/// </remarks>
internal sealed unsafe partial class WorkingSetSolver<T, TColumns, TDatafit, TBlocks, TPenalty> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TColumns : struct, IColumns<T>
    where TDatafit : struct, IDatafit<T>
    where TBlocks : struct, IBlocks
    where TPenalty : struct, IBlockPenalty<T>
{
    /// <summary>The rounds without a smaller gap after which rounding is held to be the reason. Newton steps may take some before the gap follows the objective.</summary>
    private static int PatientRounds => TDatafit.IsQuadratic ? 5 : 100;

    private readonly PreparedDesign<T> _design;
    private readonly TColumns _columns;
    private readonly TDatafit _datafit;
    private readonly TBlocks _blocks;
    private readonly bool _hasFreeIntercept;
    private readonly ComputeContext? _context;
    private readonly int _stride;
    private readonly int _length;
    private readonly Workspace<T> _memory;
    private readonly CorrelationBounds<T> _bounds;
    private readonly GramModel<T> _gram = new();
    private readonly FreeSpace<T> _free;
    private readonly ResidualVector<T>[] _vectors;
    private readonly T* _w;
    private readonly T* _next;
    private readonly T* _correlations;
    private readonly T* _candidateCorrelations;
    private readonly T* _steps;
    private readonly T* _scratch;
    private readonly T* _residual;
    private readonly T* _dual;
    private readonly T* _work;
    private readonly T* _predictions;
    private readonly T* _curvature;
    private readonly T[] _intercepts;
    private readonly T[] _interceptSteps;
    private readonly T[] _extrapolatedIntercepts;
    private readonly T[] _curvatureSums;
    private readonly int[] _alive;
    private readonly int[] _examined;
    private readonly int[] _fresh;
    private readonly int[] _aside;
    private readonly T[] _asideValues;
    private readonly T[] _block;
    private readonly T[] _otherBlock;
    private readonly bool[] _isMember;
    private Extrapolation<T>? _extrapolation;
    private int[] _members = new int[64];
    private T[] _products = new T[64];
    private int _memberCount;
    private int _aliveCount;
    private int _examinedCount;
    private bool _isAnchored;
    private int _freeBlocks;
    private bool _hasExtrapolated;
    private T _ownGap;
    private readonly int[] _versions;
    private int _version = 1;

    /// <param name="design">The columns; must outlive the solver.</param>
    /// <param name="columns">The same columns, as their storage is.</param>
    /// <param name="datafit">The loss.</param>
    /// <param name="blocks">The blocks of coefficients.</param>
    /// <param name="hasFreeIntercept">Whether an intercept is fitted beside the coefficients: not for squares, where centring does it.</param>
    /// <param name="context">Threads.</param>
    public WorkingSetSolver(PreparedDesign<T> design, TColumns columns, TDatafit datafit, TBlocks blocks, bool hasFreeIntercept, ComputeContext? context)
    {
        _design = design;
        _columns = columns;
        _datafit = datafit;
        _blocks = blocks;
        _hasFreeIntercept = hasFreeIntercept;
        _context = context;
        _stride = design.Stride;
        _length = checked(datafit.Outputs * _stride);
        Components = blocks.Count == 0 ? 0 : blocks.Start(blocks.Count - 1) + blocks.Size(blocks.Count - 1);
        int vectors = TDatafit.IsQuadratic ? 3 : 5;
        int scratch = TBlocks.AreColumns ? 4 * _stride : 0;
        _memory = new Workspace<T>(((long)vectors * _length) + (4L * Components) + blocks.Count + scratch, clear: true);
        _residual = _memory.Data;
        _dual = _residual + _length;
        _work = _dual + _length;
        _predictions = TDatafit.IsQuadratic ? null : _work + _length;
        _curvature = TDatafit.IsQuadratic ? null : _predictions + _length;
        _w = _residual + ((long)vectors * _length);
        _next = _w + Components;
        _correlations = _next + Components;
        _candidateCorrelations = _correlations + Components;
        _steps = _candidateCorrelations + Components;
        _scratch = _steps + blocks.Count;
        _versions = new int[blocks.Count];
        _intercepts = new T[datafit.Outputs];
        _interceptSteps = new T[datafit.Outputs];
        _extrapolatedIntercepts = new T[datafit.Outputs];
        _free = new FreeSpace<T>(_stride);
        _curvatureSums = hasFreeIntercept && TBlocks.AreColumns ? new T[blocks.Count] : [];
        _vectors = new ResidualVector<T>[datafit.Outputs];
        _bounds = new CorrelationBounds<T>(_length, blocks.Count);
        _alive = new int[blocks.Count];
        _examined = new int[blocks.Count];
        _fresh = new int[blocks.Count];
        _aside = new int[blocks.Count];
        _asideValues = new T[blocks.Count];
        _block = new T[blocks.LargestSize];
        _otherBlock = new T[blocks.LargestSize];
        _isMember = new bool[blocks.Count];
        for (int b = 0; b < blocks.Count; b++)
            _bounds.Norms[b] = T.Sqrt(BlockSquare(b, null));
        Rebuild();
        NullValue = _datafit.Value(_predictions, _residual);
    }

    /// <summary>The number of coefficients.</summary>
    public int Components { get; }

    /// <summary>The loss without any coefficient, the intercept at its best.</summary>
    public T NullValue { get; }

    public ReadOnlySpan<T> Coefficients => new(_w, Components);

    public ReadOnlySpan<T> Intercepts => _intercepts;

    /// <summary>How often an extrapolated dual point was better than the residual's own.</summary>
    public int AcceptedExtrapolations { get; private set; }

    /// <summary>The blocks that may be away from zero.</summary>
    public ReadOnlySpan<int> Members => _members.AsSpan(0, _memberCount);

    /// <summary>The predictions without what centring adds, for criteria; [outputs, stride].</summary>
    public T* Predictions => _predictions;

    public T* Residual => _residual;

    /// <summary>The smallest weight at which all penalized coefficients are zero: the largest ratio of a correlation to its limit.</summary>
    /// <remarks>Correlations are those beside the coefficients without a penalty, which are fitted first.</remarks>
    public T CriticalWeight<TFamily>(TFamily family, in EngineLimits limits, CancellationToken cancellationToken) where TFamily : struct, IPenaltyFamily<T, TPenalty>
    {
        TPenalty penalty = family.At(T.One);
        ResetAlive(penalty);
        if (_freeBlocks > 0)
        {
            T rounding = Vectors.Epsilon<T>();
            EngineLimits quiet = limits with { Progress = null, Tolerance = double.CreateChecked(T.CreateChecked(64) * rounding) };
            Solve(family.At(ShuttingWeight(penalty) / rounding), T.One, quiet, cancellationToken);
            penalty = family.At(T.One);
            ResetAlive(penalty);
        }

        Examine(penalty, T.Zero);
        T largest = T.Zero;
        foreach (int b in _examined.AsSpan(0, _examinedCount))
        {
            T limit = penalty.Limit(b);
            if (limit > T.Zero && T.IsFinite(limit))
                largest = T.Max(largest, _bounds.Sizes[b] / limit);
        }

        return largest;
    }

    /// <summary>A weight at which the present residual, however it is turned, lets no penalized coefficient in.</summary>
    private T ShuttingWeight(in TPenalty penalty)
    {
        T largest = T.Zero;
        foreach (int b in _alive.AsSpan(0, _aliveCount))
        {
            if (penalty.Limit(b) > T.Zero)
                largest = T.Max(largest, _bounds.Norms[b] / penalty.Limit(b));
        }

        return largest * T.Sqrt(ColumnKernels.Dot(_length, _residual, _residual));
    }

    /// <summary>Puts coefficients in the place of the present ones.</summary>
    /// <param name="members">The blocks that may be away from zero.</param>
    /// <param name="coefficients">All coefficients.</param>
    public void StartAt(ReadOnlySpan<int> members, ReadOnlySpan<T> coefficients)
    {
        foreach (int b in Members)
            _isMember[b] = false;
        _memberCount = 0;
        _gram.Clear();
        _hasExtrapolated = false;
        coefficients.CopyTo(new Span<T>(_w, Components));
        foreach (int b in members)
            Join(b);
        Rebuild();
    }

    /// <summary>Solves from the present coefficients.</summary>
    /// <param name="penalty">The penalty.</param>
    /// <param name="strongShare">The first working set takes the blocks whose correlation reaches this share of its limit: along a path
    /// the strong rule's <c>2 − λ_{k−1}/λ_k</c>, else 1.</param>
    /// <param name="limits">When to stop.</param>
    /// <param name="cancellationToken">Ends the run at the next round; the present point is the answer.</param>
    public EngineResult<T> Solve(in TPenalty penalty, T strongShare, in EngineLimits limits, CancellationToken cancellationToken)
    {
        T target = T.CreateChecked(limits.Tolerance) * (TPenalty.IsConvex ? NullValue : LargestLimit(penalty));
        T best = T.PositiveInfinity;
        int epochs = 0, idle = 0;
        bool stuck = false;
        ResetAlive(penalty);
        for (int round = 0; ; round++)
        {
            Examine(penalty, round == 0 ? strongShare : T.One);
            T violation = LargestViolation(penalty), objective = Objective(penalty);
            DualPoint<T> own = TPenalty.IsConvex ? OwnDual(penalty) : new DualPoint<T>(T.NaN, T.One, T.Zero);
            T gap = _ownGap = own.Gap;
            // Where a block has to join, no dual point near this residual certifies: the extrapolated one would cost its pass for nothing.
            if (TPenalty.IsConvex && gap > target && !LacksBlocks(penalty) && ExtrapolatedDual(penalty) is { } extrapolated && extrapolated.Gap < gap)
                gap = extrapolated.Gap;
            T measure = TPenalty.IsConvex ? gap : violation;
            limits.Progress?.Report(new TracePoint(round, double.CreateTruncating(objective), double.CreateTruncating(violation), limits.Elapsed)
            {
                Gap = TPenalty.IsConvex ? double.CreateTruncating(gap) : null,
            });
            idle = measure < best * T.CreateChecked(0.999) ? 0 : idle + 1;
            best = T.Min(best, measure);
            Status? status = !T.IsFinite(objective) || !T.IsFinite(violation) ? Status.NonFinite
                : measure <= target ? Status.Converged
                : cancellationToken.IsCancellationRequested ? Status.Cancelled
                : round >= limits.MaxIterations || epochs >= limits.MaxEpochs ? Status.IterationLimit
                : limits.IsOutOfTime ? Status.TimeLimit
                : stuck || idle >= PatientRounds ? Status.Stalled
                : null;
            if (status is { } ended)
                return new EngineResult<T>(ended, objective, gap, violation, round, epochs);
            if (round == 0)
                Prune(penalty, strongShare);
            if (TPenalty.IsConvex && round > 0)
                Screen(penalty, own);
            bool grown = Grow(penalty, round == 0 ? strongShare : T.One, own.Scale);
            if (grown)
                idle = 0;
            T inner = T.CreateChecked(0.3) * target;
            if (grown || !TDatafit.IsQuadratic)
                inner = T.Max(inner, T.CreateChecked(0.02) * measure);
            bool moved = Improve(penalty, inner, limits.MaxEpochs - epochs, ref epochs, cancellationToken);
            stuck = !grown && !moved;
        }
    }

    public void Dispose()
    {
        _memory.Dispose();
        _bounds.Dispose();
        _gram.Dispose();
        _free.Dispose();
        _extrapolation?.Dispose();
    }

    private T LargestLimit(in TPenalty penalty)
    {
        T largest = T.Zero;
        for (int b = 0; b < _blocks.Count; b++)
        {
            T limit = penalty.Limit(b);
            if (T.IsFinite(limit))
                largest = T.Max(largest, limit);
        }

        return largest;
    }

    private void ResetAlive(in TPenalty penalty)
    {
        int free = _freeBlocks;
        (_aliveCount, _freeBlocks) = (0, 0);
        for (int b = 0; b < _blocks.Count; b++)
        {
            // A column of zeros has no correlation, an excluded block no coefficient.
            if (!(_bounds.Norms[b] > T.Zero) || !T.IsFinite(penalty.Limit(b)))
                continue;
            _alive[_aliveCount++] = b;
            _freeBlocks += penalty.IsFree(b) ? 1 : 0;
        }

        if (_freeBlocks != free)
            _free.Clear();
    }

    /// <summary>Drops blocks that have long been zero, so that the working set stays about as large as the support.</summary>
    private void Prune(in TPenalty penalty, T share)
    {
        int support = 0;
        foreach (int b in Members)
            support += IsZero(b) ? 0 : 1;
        if (_memberCount <= (2 * support) + 32)
            return;
        int kept = 0;
        Span<int> places = _aside;
        for (int i = 0; i < _memberCount; i++)
        {
            int b = _members[i];
            if (IsZero(b) && _bounds.Sizes[b] < share * penalty.Limit(b))
            {
                _isMember[b] = false;
                continue;
            }

            places[kept] = i;
            _members[kept++] = b;
        }

        if (_gram.Count == _memberCount)
            _gram.Keep(places[..kept]);
        else
            _gram.Clear();
        _memberCount = kept;
    }

    /// <summary>Whether a block outside the working set is beyond its limit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool LacksBlocks(in TPenalty penalty)
    {
        foreach (int b in _examined.AsSpan(0, _examinedCount))
        {
            if (!_isMember[b] && _bounds.Sizes[b] > penalty.Limit(b))
                return true;
        }

        return false;
    }

    /// <summary>Adds the blocks that are closest to, or furthest beyond, their limits; at most twice the support, √p or 20, at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Grow(in TPenalty penalty, T share, T scale)
    {
        int support = 0, found = 0;
        foreach (int b in Members)
            support += IsZero(b) ? 0 : 1;
        (T[] scores, int[] candidates) = (_asideValues, _aside);
        foreach (int b in _examined.AsSpan(0, _examinedCount))
        {
            T limit = penalty.Limit(b), size = _bounds.Sizes[b];
            if (_isMember[b] || !(share < T.One ? size >= share * limit : size > limit))
                continue;
            scores[found] = (limit - (scale * size)) / _bounds.Norms[b];
            candidates[found++] = b;
        }

        // The Gram matrix of √p columns costs no more than the pass over the p columns that a round begins with.
        int most = Math.Max(Math.Max(20, (int)Math.Sqrt(_blocks.Count)), 2 * support);
        if (found > most)
        {
            SmallestKeys.Select(scores.AsSpan(0, found), candidates.AsSpan(0, found), most);
            Array.Sort(scores, candidates, 0, most);
        }

        for (int i = 0; i < Math.Min(found, most); i++)
            Join(candidates[i]);
        return found > 0;
    }

    private void Join(int block)
    {
        if (_memberCount == _members.Length)
        {
            Array.Resize(ref _members, 2 * _memberCount);
            Array.Resize(ref _products, 2 * _memberCount);
        }

        _members[_memberCount++] = block;
        _isMember[block] = true;
        if (TDatafit.IsQuadratic && _steps[block] == T.Zero)
            _steps[block] = BlockSquare(block, _design.SampleWeights);
    }

    private bool IsZero(int block)
    {
        int start = _blocks.Start(block);
        for (int c = 0; c < _blocks.Size(block); c++)
        {
            if (_w[start + c] != T.Zero)
                return false;
        }

        return true;
    }
}
