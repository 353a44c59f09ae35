using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Optimization;

internal sealed unsafe partial class WorkingSetSolver<T, TColumns, TDatafit, TBlocks, TPenalty>
{
    /// <summary>Computes the correlations of the working set, and of every other block whose bound reaches a share of its limit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Examine(in TPenalty penalty, T share)
    {
        _bounds.Measure(_residual);
        if (!_isAnchored)
        {
            _bounds.Anchor(_residual);
            _isAnchored = true;
        }

        _examinedCount = Reaching(penalty, share, _examined);
        // From one weight to the next the residual is the same: what was computed for the last one still stands.
        int fresh = 0;
        for (int i = 0; i < _examinedCount; i++)
        {
            if (_versions[_examined[i]] != _version)
                _fresh[fresh++] = _examined[i];
        }

        Correlate(_residual, _fresh.AsSpan(0, fresh), _correlations);
        foreach (int b in _fresh.AsSpan(0, fresh))
        {
            _versions[b] = _version;
            _bounds.Note(b, penalty.Gauge(b, _correlations + _blocks.Start(b), _blocks.Size(b)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Reaching(in TPenalty penalty, T share, int[] list)
    {
        int count = 0;
        foreach (int b in _alive.AsSpan(0, _aliveCount))
        {
            if (_isMember[b] || _bounds.Bound(b) >= share * penalty.Limit(b))
                list[count++] = b;
        }

        return count;
    }

    /// <summary>The correlations of some blocks with a settled vector over the samples.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Correlate(T* vector, ReadOnlySpan<int> blocks, T* correlations)
    {
        View(vector);
        if (TBlocks.AreColumns)
        {
            if (_products.Length < blocks.Length)
                _products = new T[Math.Max(blocks.Length, 2 * _products.Length)];
            _columns.Dot(blocks, _vectors[0], _products.AsSpan(0, blocks.Length), _context);
            for (int i = 0; i < blocks.Length; i++)
                correlations[blocks[i]] = _products[i];
            return;
        }

        foreach (int b in blocks)
        {
            for (int c = 0; c < _blocks.Size(b); c++)
                correlations[_blocks.Start(b) + c] = _columns.Dot(_blocks.Column(b, c), _vectors[_blocks.Output(b, c)]);
        }
    }

    /// <summary>Looks at the outputs of a vector over the samples as residuals without weights.</summary>
    private void View(T* vector)
    {
        for (int k = 0; k < _vectors.Length; k++)
        {
            _vectors[k] = new ResidualVector<T>(vector + ((long)k * _stride), null, T.CreateChecked(_design.Rows));
            if (_design.IsSparse)
                _vectors[k].Sum = ColumnKernels.Dot(_stride, _vectors[k].Values, _design.Ones);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private T LargestViolation(in TPenalty penalty)
    {
        T largest = T.Zero;
        foreach (int b in _examined.AsSpan(0, _examinedCount))
            largest = T.Max(largest, penalty.Violation(b, _w + _blocks.Start(b), _correlations + _blocks.Start(b), _blocks.Size(b)));
        return largest;
    }

    private T Objective(in TPenalty penalty)
    {
        T sum = _datafit.Value(_predictions, _residual);
        foreach (int b in Members)
            sum += penalty.Value(b, _w + _blocks.Start(b), _blocks.Size(b));
        return sum;
    }

    /// <summary>The dual point that the residual gives.</summary>
    private DualPoint<T> OwnDual(in TPenalty penalty)
    {
        if (_freeBlocks == 0)
            return Certify(penalty, _examined.AsSpan(0, _examinedCount), _residual, _correlations);
        new ReadOnlySpan<T>(_residual, _length).CopyTo(new Span<T>(_work, _length));
        return CandidateDual(penalty);
    }

    /// <summary>The dual point that the residual at the extrapolated coefficients gives, where descent left some.</summary>
    private DualPoint<T>? ExtrapolatedDual(in TPenalty penalty)
    {
        if (!_hasExtrapolated)
            return null;
        Evaluate(_next, _extrapolatedIntercepts, TDatafit.IsQuadratic ? _work : _dual);
        if (!TDatafit.IsQuadratic)
            _datafit.Residual(_dual, _work);
        DualPoint<T> dual = CandidateDual(penalty);
        AcceptedExtrapolations += dual.Gap < _ownGap ? 1 : 0;
        return dual;
    }

    /// <summary>The dual point that a candidate in the work vector gives, with correlations of its own.</summary>
    private DualPoint<T> CandidateDual(in TPenalty penalty)
    {
        T distance = T.Zero;
        if (_freeBlocks > 0 || _hasFreeIntercept)
        {
            ProjectCandidate(penalty);
            for (int i = 0; i < _length; i++)
                distance += (_work[i] - _residual[i]) * (_work[i] - _residual[i]);
        }

        _bounds.Measure(_work);
        Span<int> list = _fresh.AsSpan(0, Reaching(penalty, T.One, _fresh));
        Correlate(_work, list, _candidateCorrelations);
        DualPoint<T> dual = Certify(penalty, list, _work, _candidateCorrelations);
        _bounds.Measure(_residual);
        return dual with { Distance = T.Sqrt(distance) };
    }

    /// <summary>Makes the work vector orthogonal to the intercept's column of ones and to the columns without a penalty, output by output.</summary>
    private void ProjectCandidate(in TPenalty penalty)
    {
        T* metric = TDatafit.IsQuadratic ? _design.SampleWeights : CommonCurvature();
        // The metric of a quadratic loss never changes, and the columns only with the penalty.
        if (!TDatafit.IsQuadratic || _free.Count == 0)
            Span(penalty, metric);
        for (int k = 0; k < _vectors.Length; k++)
            _free.Project(_work + ((long)k * _stride), metric);
    }

    private void Span(in TPenalty penalty, T* metric)
    {
        _free.Clear();
        if (_hasFreeIntercept)
        {
            new ReadOnlySpan<T>(_design.Ones, _stride).CopyTo(new Span<T>(_free.NextColumn(), _stride));
            _free.Join(metric);
        }

        for (int i = 0, found = 0; found < _freeBlocks; i++)
        {
            int b = _alive[i];
            if (!penalty.IsFree(b))
                continue;
            found++;
            for (int c = 0; c < _blocks.Size(b); c++)
            {
                var column = new ResidualVector<T>(_free.NextColumn(), null, T.CreateChecked(_design.Rows));
                _columns.Add(_blocks.Column(b, c), T.One, ref column);
                if (_design.IsSparse)
                    column.Settle(_design.Rows);
                _free.Join(metric);
            }
        }
    }

    /// <summary>The largest curvature over the outputs, sample by sample: one metric for all, so that projected class residuals still add up to 0.</summary>
    private T* CommonCurvature()
    {
        _datafit.Curvature(_predictions, _curvature);
        for (int i = _stride; i < _length; i++)
            _curvature[i % _stride] = T.Max(_curvature[i % _stride], _curvature[i]);
        return _curvature;
    }

    /// <summary>Scales a vector over the samples until it is feasible, and measures the gap between it and the present point.</summary>
    /// <remarks>The gap is a sum of terms that are each at least 0 (Fenchel and Young), so nothing cancels: small gaps have digits.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private DualPoint<T> Certify(in TPenalty penalty, ReadOnlySpan<int> blocks, T* vector, T* correlations)
    {
        T excess = T.One;
        foreach (int b in blocks)
        {
            if (!penalty.IsFree(b))
                excess = T.Max(excess, penalty.Excess(b, _w + _blocks.Start(b), correlations + _blocks.Start(b), _blocks.Size(b)));
        }

        T scale = T.One / excess;
        for (int i = 0; i < _length; i++)
            _dual[i] = scale * vector[i];
        T gap = _datafit.Gap(_predictions, _residual, _dual);
        fixed (T* scaled = _block)
        {
            foreach (int b in blocks)
            {
                if (penalty.IsFree(b))
                    continue;
                int start = _blocks.Start(b), size = _blocks.Size(b);
                for (int i = 0; i < size; i++)
                    scaled[i] = scale * correlations[start + i];
                gap += penalty.Gap(b, _w + start, scaled, size);
            }
        }

        return new DualPoint<T>(gap, scale, T.Zero);
    }

    /// <summary>Discards, for this weight, the blocks that the sphere around the dual point proves to be zero at the solution.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Screen(in TPenalty penalty, DualPoint<T> dual)
    {
        T smoothness = _datafit.Smoothness;
        if (!T.IsFinite(dual.Gap) || !T.IsFinite(smoothness))
            return;
        // Sizes are those of the residual: the way from it to the dual point adds to the radius.
        T radius = T.Sqrt((T.One + T.One) * dual.Gap * smoothness) + (dual.Scale * dual.Distance);
        int kept = 0;
        foreach (int b in _alive.AsSpan(0, _aliveCount))
        {
            T size = _bounds.IsUsed ? _bounds.Bound(b) : _bounds.Sizes[b];
            if (_isMember[b] || (dual.Scale * size) + (radius * _bounds.Norms[b]) >= penalty.Limit(b))
                _alive[kept++] = b;
        }

        _aliveCount = kept;
    }
}
