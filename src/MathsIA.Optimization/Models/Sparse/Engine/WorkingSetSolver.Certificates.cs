using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Optimization;

internal sealed unsafe partial class WorkingSetSolver<T, TColumns, TDatafit, TBlocks, TPenalty>
{
    /// <summary>Computes the correlations of the working set, and of every other block whose bound reaches a share of its limit.</summary>
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

    /// <summary>The factor that makes the residual a feasible dual point.</summary>
    private T DualScale(in TPenalty penalty)
    {
        T excess = T.One;
        foreach (int b in _examined.AsSpan(0, _examinedCount))
            excess = T.Max(excess, penalty.Excess(b, _w + _blocks.Start(b), _correlations + _blocks.Start(b), _blocks.Size(b)));
        return T.One / excess;
    }

    /// <summary>The duality gap between the present point and a scaled vector over the samples.</summary>
    /// <remarks>A sum of terms that are each at least 0 (Fenchel and Young), so nothing cancels: small gaps have digits.</remarks>
    private T Gap(in TPenalty penalty, T* vector, T* correlations, T scale)
    {
        for (int i = 0; i < _length; i++)
            _dual[i] = scale * vector[i];
        T gap = _datafit.Gap(_predictions, _residual, _dual);
        fixed (T* scaled = _block)
        {
            foreach (int b in _examined.AsSpan(0, _examinedCount))
            {
                int start = _blocks.Start(b), size = _blocks.Size(b);
                for (int i = 0; i < size; i++)
                    scaled[i] = scale * correlations[start + i];
                gap += penalty.Gap(b, _w + start, scaled, size);
            }
        }

        return gap;
    }

    /// <summary>The gap with the residual of the extrapolated coefficients, where coordinate descent left some.</summary>
    private T? TryExtrapolatedDual(in TPenalty penalty)
    {
        if (!TDatafit.IsQuadratic || !TBlocks.AreColumns || !_gram.HasExtrapolated || _gram.Count != _memberCount)
            return null;
        _datafit.Start(_work);
        View(_work);
        ref ResidualVector<T> vector = ref _vectors[0];
        vector.Weights = _design.SampleWeights;
        vector.WeightSum = _design.WeightSum;
        for (int i = 0; i < _memberCount; i++)
        {
            if (_gram.Extrapolated[i] != T.Zero)
                _columns.Add(_members[i], -_gram.Extrapolated[i], ref vector);
        }

        if (_design.IsSparse)
            vector.Settle(_design.Rows);
        // Examined blocks belong to the residual; the candidate's own are looked at here and put back.
        _bounds.Measure(_work);
        Span<int> mine = _aside.AsSpan(0, _examinedCount);
        Span<T> kept = _asideValues;
        _examined.AsSpan(0, _examinedCount).CopyTo(mine);
        for (int i = 0; i < mine.Length; i++)
            kept[i] = _correlations[mine[i]];
        _examinedCount = Reaching(penalty, T.One, _examined);
        Correlate(_work, _examined.AsSpan(0, _examinedCount), _correlations);
        T gap = Gap(penalty, _work, _correlations, DualScale(penalty));
        foreach (int b in _examined.AsSpan(0, _examinedCount))
            _versions[b] = 0;
        foreach (int b in mine)
            _versions[b] = _version;
        mine.CopyTo(_examined);
        _examinedCount = mine.Length;
        for (int i = 0; i < mine.Length; i++)
            _correlations[mine[i]] = kept[i];
        _bounds.Measure(_residual);
        return gap;
    }

    /// <summary>Discards, for this weight, the blocks that the sphere around the dual point proves to be zero at the solution.</summary>
    private void Screen(in TPenalty penalty, T scale, T gap)
    {
        T smoothness = _datafit.Smoothness;
        if (!T.IsFinite(gap) || !T.IsFinite(smoothness))
            return;
        T radius = T.Sqrt((T.One + T.One) * gap * smoothness);
        int kept = 0;
        foreach (int b in _alive.AsSpan(0, _aliveCount))
        {
            T size = _bounds.IsUsed ? _bounds.Bound(b) : _bounds.Sizes[b];
            if (_isMember[b] || (scale * size) + (radius * _bounds.Norms[b]) >= penalty.Limit(b))
                _alive[kept++] = b;
        }

        _aliveCount = kept;
    }
}
