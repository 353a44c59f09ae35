using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Execution;
using MathsIA.LinearAlgebra;

namespace MathsIA.Optimization;

internal sealed unsafe partial class WorkingSetSolver<T, TColumns, TDatafit, TBlocks, TPenalty>
{
    /// <summary>The passes between two looks at the gap of the working set.</summary>
    private const int EpochsPerLook = 10;

    /// <summary>Whether the working set is small enough for its Gram matrix. It costs one product a pair of columns, for a loss that is
    /// not quadratic again at each round, and a step then costs the set's length in place of the samples' number.</summary>
    private bool PrefersGram => TBlocks.AreColumns && _memberCount <= (TDatafit.IsQuadratic ? Math.Clamp((4 * _design.Rows) + 64, 256, 4096) : Math.Clamp(_design.Rows, 64, 256));

    /// <summary>Solves the quadratic model on the working set and takes the step; whether anything moved.</summary>
    private bool Improve(in TPenalty penalty, T target, int maxEpochs, ref int epochs, CancellationToken cancellationToken)
    {
        _hasExtrapolated = false;
        if (_memberCount == 0)
            return false;
        new ReadOnlySpan<T>(_w, Components).CopyTo(new Span<T>(_next, Components));
        if (!TDatafit.IsQuadratic)
            _datafit.Curvature(_predictions, _curvature);
        epochs += PrefersGram
            ? DescendOnGram(penalty, target, maxEpochs, cancellationToken)
            : DescendOnResidual(penalty, target, maxEpochs, cancellationToken);
        bool moved = false;
        foreach (int b in Members)
        {
            int start = _blocks.Start(b);
            for (int c = 0; c < _blocks.Size(b); c++)
                moved |= _next[start + c] != _w[start + c];
        }

        if (TDatafit.IsQuadratic)
            TakeStep(T.One);
        else if (moved)
            moved = SearchLine(penalty);
        if (moved)
            Rebuild();
        if (_hasExtrapolated)
            Unpack(PrefersGram ? _gram.Extrapolated : _extrapolation!.SecondResult, _next);
        return moved;
    }

    private int DescendOnGram(in TPenalty penalty, T target, int maxEpochs, CancellationToken cancellationToken)
    {
        if (!TDatafit.IsQuadratic)
            _gram.Clear();
        T* weights = TDatafit.IsQuadratic ? _design.SampleWeights : _curvature;
        T total = TDatafit.IsQuadratic ? _design.WeightSum : ColumnKernels.Dot(_stride, _curvature, _design.Ones);
        _gram.Reserve(_memberCount);
        _columns.Gram(Members, _gram.Count, weights, total, _scratch, _gram.Matrix, _gram.Stride);
        _gram.Cover(_memberCount);
        for (int i = 0; i < _memberCount && _hasFreeIntercept; i++)
            _curvatureSums[_members[i]] = CurvatureSum(_members[i], weights, total);

        // An intercept at its best for every w is eliminated: the columns are centred by the curvature.
        if (_hasFreeIntercept && total > T.Zero)
        {
            for (int i = 0; i < _memberCount; i++)
            {
                T factor = _curvatureSums[_members[i]] / total;
                for (int j = 0; j < _memberCount; j++)
                    _gram.Matrix[((long)i * _gram.Stride) + j] -= factor * _curvatureSums[_members[j]];
            }
        }

        for (int i = 0; i < _memberCount; i++)
        {
            _gram.Coefficients[i] = _w[_members[i]];
            _gram.Slopes[i] = _correlations[_members[i]];
        }

        int made = _gram.Descend(Members, penalty, SquaredResidual(), target, maxEpochs, cancellationToken, offersLast: !TDatafit.IsQuadratic);
        T shift = T.Zero;
        for (int i = 0; i < _memberCount; i++)
        {
            int b = _members[i];
            _next[b] = _gram.Coefficients[i];
            if (_hasFreeIntercept)
                shift -= _curvatureSums[b] * (_next[b] - _w[b]);
        }

        _interceptSteps[0] = _hasFreeIntercept && total > T.Zero ? shift / total : T.Zero;
        _hasExtrapolated = _gram.HasExtrapolated;
        // The projection of the dual point balances the intercept: near is good enough.
        _extrapolatedIntercepts[0] = _intercepts[0] + _interceptSteps[0];
        return made;
    }

    /// <summary><c>Σ dᵢ xᵢⱼ</c>: how a column and the intercept meet.</summary>
    private T CurvatureSum(int block, T* weights, T total)
    {
        var view = new ResidualVector<T>(weights, null, T.CreateChecked(_design.Rows)) { Sum = total };
        return _columns.Dot(block, view);
    }

    /// <summary>Cyclic descent over the blocks of the working set, each step against the residual of the model.</summary>
    private int DescendOnResidual(in TPenalty penalty, T target, int maxEpochs, CancellationToken cancellationToken)
    {
        _gram.Clear();
        _version++;
        new ReadOnlySpan<T>(_residual, _length).CopyTo(new Span<T>(_work, _length));
        View(_work);
        for (int k = 0; k < _vectors.Length; k++)
        {
            _interceptSteps[k] = T.Zero;
            _vectors[k].Weights = TDatafit.IsQuadratic ? _design.SampleWeights : _curvature + ((long)k * _stride);
            _vectors[k].WeightSum = TDatafit.IsQuadratic ? _design.WeightSum : ColumnKernels.Dot(_stride, _vectors[k].Weights, _design.Ones);
        }

        if (!TDatafit.IsQuadratic)
        {
            foreach (int b in Members)
                _steps[b] = CurvedSquare(b);
        }

        int length = 0;
        foreach (int b in Members)
            length += _blocks.Size(b);
        Extrapolation<T> extrapolation = ExtrapolationFor(_length + length + _vectors.Length);
        using var packed = new Workspace<T>(length + _vectors.Length);
        (T[] z, T[] c) = (_block, _otherBlock);
        int epochs = 0;
        var patience = new Patience<T>();
        while (epochs < maxEpochs && !cancellationToken.IsCancellationRequested)
        {
            extrapolation.Restart();
            Store(extrapolation, packed);
            for (int e = 0; e < EpochsPerLook && epochs < maxEpochs; e++)
            {
                bool moved = Epoch(penalty, z);
                epochs++;
                if (!moved)
                    return epochs;
                if (e >= EpochsPerLook - Extrapolation<T>.Depth)
                    Store(extrapolation, packed);
                else if (e == EpochsPerLook - Extrapolation<T>.Depth - 1)
                {
                    extrapolation.Restart();
                    Store(extrapolation, packed);
                }
            }

            T measure = ModelMeasure(penalty, c);
            bool isDone = measure <= target || patience.IsSpent(measure);
            if (extrapolation.Combine(_length, length + _vectors.Length))
            {
                Offer(extrapolation, length);
                // The model of another loss has no value that the residual alone tells.
                if (!isDone && TDatafit.IsQuadratic)
                    TakeIfBetter(penalty, extrapolation);
            }

            if (isDone)
                return epochs;
        }

        return epochs;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Epoch(in TPenalty penalty, T[] scratch)
    {
        bool moved = false;
        T rounding = T.CreateChecked(2) * Vectors.Epsilon<T>();
        fixed (T* z = scratch)
        {
            for (int i = 0; i < _memberCount; i++)
            {
                int b = _members[i], start = _blocks.Start(b), size = _blocks.Size(b);
                if (!(_steps[b] > T.Zero))
                    continue;
                T step = T.One / _steps[b];
                for (int c = 0; c < size; c++)
                    z[c] = _next[start + c] + (step * _columns.Dot(_blocks.Column(b, c), _vectors[_blocks.Output(b, c)]));
                if (size == 1)
                    z[0] = penalty.Prox(b, z[0], step);
                else
                    penalty.Prox(b, z, size, step);
                for (int c = 0; c < size; c++)
                {
                    T change = z[c] - _next[start + c];
                    if (change == T.Zero)
                        continue;
                    moved |= T.Abs(change) > rounding * T.Abs(z[c]);
                    _next[start + c] = z[c];
                    _columns.Add(_blocks.Column(b, c), -change, ref _vectors[_blocks.Output(b, c)]);
                }
            }
        }

        if (_hasFreeIntercept)
        {
            for (int k = 0; k < _vectors.Length; k++)
                moved |= StepIntercept(k);
        }

        return moved;
    }

    private bool StepIntercept(int output)
    {
        ref ResidualVector<T> vector = ref _vectors[output];
        if (!(vector.WeightSum > T.Zero))
            return false;
        T sum = _design.IsSparse ? vector.Sum : ColumnKernels.Dot(_stride, vector.Values, _design.Ones);
        T change = sum / vector.WeightSum;
        T before = _interceptSteps[output];
        _interceptSteps[output] += change;
        if (_design.IsSparse)
        {
            vector.Shift -= change;
            vector.Sum = T.Zero;
        }
        else
        {
            ColumnKernels.AddWeighted(_stride, -change, _design.Ones, vector.Weights, vector.Values);
        }

        return T.Abs(change) > T.CreateChecked(4) * Vectors.Epsilon<T>() * (T.Abs(before) + T.Abs(_intercepts[output]));
    }

    /// <summary>The gap of the model on the working set, or the largest violation where the penalty is not convex.</summary>
    private T ModelMeasure(in TPenalty penalty, T[] scratch)
    {
        T excess = T.One, sum = T.Zero, worst = T.Zero;
        foreach (int b in Members)
        {
            int start = _blocks.Start(b), size = _blocks.Size(b);
            for (int c = 0; c < size; c++)
                _correlations[start + c] = _columns.Dot(_blocks.Column(b, c), _vectors[_blocks.Output(b, c)]);
            if (penalty.IsFree(b))
                sum += StepGain(b, _correlations + start, size);
            else if (TPenalty.IsConvex)
                excess = T.Max(excess, penalty.Excess(b, _next + start, _correlations + start, size));
            else
                worst = T.Max(worst, penalty.Violation(b, _next + start, _correlations + start, size));
        }

        if (!TPenalty.IsConvex)
            return worst;
        T scale = T.One / excess;
        fixed (T* c = scratch)
        {
            foreach (int b in Members)
            {
                int start = _blocks.Start(b), size = _blocks.Size(b);
                if (penalty.IsFree(b))
                    continue;
                for (int i = 0; i < size; i++)
                    c[i] = scale * _correlations[start + i];
                sum += penalty.Gap(b, _next + start, c, size);
            }
        }

        return sum + ((T.One - scale) * (T.One - scale) * SquaredResidual() / (T.One + T.One));
    }

    /// <summary>What a step on a block without a penalty still gains; such a block has no conjugate that could be measured.</summary>
    private T StepGain(int block, T* correlations, int size)
    {
        T square = T.Zero;
        for (int c = 0; c < size; c++)
            square += correlations[c] * correlations[c];
        return _steps[block] > T.Zero ? square / (_steps[block] + _steps[block]) : T.Zero;
    }

    /// <summary>The extrapolation of the rounds, made anew only where the model has outgrown it.</summary>
    private Extrapolation<T> ExtrapolationFor(int length)
    {
        if (_extrapolation is null || _extrapolation.Capacity < length)
        {
            _extrapolation?.Dispose();
            _extrapolation = new Extrapolation<T>(length);
        }

        return _extrapolation;
    }

    private void Store(Extrapolation<T> extrapolation, Workspace<T> packed)
    {
        if (_design.IsSparse)
        {
            for (int k = 0; k < _vectors.Length; k++)
                _vectors[k].Settle(_design.Rows);
        }

        Span<T> coefficients = packed.Span;
        Pack(coefficients);
        extrapolation.Store(_work, _length, packed.Data, coefficients.Length);
    }

    private void Pack(Span<T> packed)
    {
        int at = 0;
        foreach (int b in Members)
        {
            for (int c = 0; c < _blocks.Size(b); c++)
                packed[at++] = _next[_blocks.Start(b) + c];
        }

        _interceptSteps.CopyTo(packed[at..]);
    }

    /// <summary>Spreads coefficients in the order of the working set over their places.</summary>
    private void Unpack(T* packed, T* coefficients)
    {
        int at = 0;
        foreach (int b in Members)
        {
            for (int c = 0; c < _blocks.Size(b); c++)
                coefficients[_blocks.Start(b) + c] = packed[at++];
        }
    }

    /// <summary>Keeps the extrapolated coefficients as a dual candidate.</summary>
    private void Offer(Extrapolation<T> extrapolation, int length)
    {
        _hasExtrapolated = true;
        for (int k = 0; k < _vectors.Length; k++)
            _extrapolatedIntercepts[k] = _intercepts[k] + extrapolation.SecondResult[length + k];
    }

    /// <summary>Takes the extrapolated coefficients if the objective is smaller there.</summary>
    private void TakeIfBetter(in TPenalty penalty, Extrapolation<T> extrapolation)
    {
        T before = _datafit.Value(null, _work), after = _datafit.Value(null, extrapolation.FirstResult);
        int at = 0;
        T* w = extrapolation.SecondResult;
        foreach (int b in Members)
        {
            before += penalty.Value(b, _next + _blocks.Start(b), _blocks.Size(b));
            after += penalty.Value(b, w + at, _blocks.Size(b));
            at += _blocks.Size(b);
        }

        if (!(after < before))
            return;
        _hasExtrapolated = false;
        Unpack(w, _next);
        new ReadOnlySpan<T>(extrapolation.FirstResult, _length).CopyTo(new Span<T>(_work, _length));
        for (int k = 0; k < _vectors.Length; k++)
            _vectors[k].Settle(_design.Rows);
    }

    /// <summary>The squared norm of the residual in the metric of the loss: twice the value of squares.</summary>
    private T SquaredResidual() => T.Abs(_datafit.Value(_predictions, _residual)) * (T.One + T.One);

    /// <summary>The largest eigenvalue of <c>X_bᵀ D X_b</c>, or an upper bound of it.</summary>
    private T BlockSquare(int block, T* weights)
    {
        int size = _blocks.Size(block);
        T total = weights == null ? T.CreateChecked(_design.Rows) : _design.WeightSum;
        bool oneColumn = size == 1 || _blocks.Column(block, 0) == _blocks.Column(block, 1);
        if (oneColumn)
            return weights == null ? _design.SquaredNorms[_blocks.Column(block, 0)] : _columns.SquaredNorm(_blocks.Column(block, 0), weights, total);
        var gram = Tensor.Zeros<T>(size, size);
        for (int a = 0; a < size; a++)
        {
            new Span<T>(_work, _stride).Clear();
            var column = new ResidualVector<T>(_work, weights, total);
            _columns.Add(_blocks.Column(block, a), T.One, ref column);
            if (_design.IsSparse)
                column.Settle(_design.Rows);
            for (int b = 0; b <= a; b++)
                gram[a, b] = gram[b, a] = _columns.Dot(_blocks.Column(block, b), column);
        }

        Tensor<T> values = Matrix.SymmetricEigenvalues(gram, ComputeContext.SingleThread);
        return T.Max(values[0], values[size - 1]) * (T.One + (T.CreateChecked(16) * Vectors.Epsilon<T>()));
    }

    /// <summary>A bound of the block's curvature under the present weights of a loss that is not quadratic.</summary>
    private T CurvedSquare(int block)
    {
        T largest = T.Zero;
        int size = _blocks.Size(block);
        bool oneColumn = size == 1 || _blocks.Column(block, 0) == _blocks.Column(block, 1);
        if (oneColumn)
        {
            for (int c = 0; c < size; c++)
            {
                ref ResidualVector<T> vector = ref _vectors[_blocks.Output(block, c)];
                largest = T.Max(largest, _columns.SquaredNorm(_blocks.Column(block, c), vector.Weights, vector.WeightSum));
            }

            return largest;
        }

        for (int i = 0; i < _design.Rows; i++)
            largest = T.Max(largest, _curvature[i]);
        return largest * _bounds.Norms[block] * _bounds.Norms[block];
    }
}
