using System.Numerics;

namespace MathsIA.Optimization;

internal sealed unsafe partial class WorkingSetSolver<T, TColumns, TDatafit, TBlocks, TPenalty>
{
    private const int MostHalvings = 40;

    /// <summary>Backtracks from the solution of the model until the objective falls enough; false when it cannot.</summary>
    private bool SearchLine(in TPenalty penalty)
    {
        // The direction in the space of predictions.
        new Span<T>(_work, _length).Clear();
        View(_work);
        foreach (int b in Members)
        {
            for (int c = 0; c < _blocks.Size(b); c++)
            {
                int at = _blocks.Start(b) + c;
                if (_next[at] != _w[at])
                    _columns.Add(_blocks.Column(b, c), _next[at] - _w[at], ref _vectors[_blocks.Output(b, c)]);
            }
        }

        T slope = T.Zero, before = Objective(penalty);
        for (int k = 0; k < _vectors.Length; k++)
        {
            if (_design.IsSparse)
                _vectors[k].Settle(_design.Rows);
            T* direction = _vectors[k].Values;
            ColumnKernels.Add(_stride, _interceptSteps[k], _design.Ones, direction);
            slope -= ColumnKernels.Dot(_stride, direction, _residual + ((long)k * _stride));
        }

        foreach (int b in Members)
            slope += penalty.Value(b, _next + _blocks.Start(b), _blocks.Size(b)) - penalty.Value(b, _w + _blocks.Start(b), _blocks.Size(b));
        T step = T.One, rounding = T.CreateChecked(4) * Vectors.Epsilon<T>() * T.Abs(before);
        for (int tries = 0; tries < MostHalvings; tries++)
        {
            for (int i = 0; i < _length; i++)
                _dual[i] = _predictions[i] + (step * _work[i]);
            T after = _datafit.Value(_dual, null) + PenaltyAt(penalty, step);
            if (after <= before + (T.CreateChecked(0.01) * step * T.Min(slope, T.Zero)) + rounding)
            {
                TakeStep(step);
                return true;
            }

            step /= T.One + T.One;
        }

        return false;
    }

    private T PenaltyAt(in TPenalty penalty, T step)
    {
        T sum = T.Zero;
        fixed (T* x = _block)
        {
            foreach (int b in Members)
            {
                int start = _blocks.Start(b), size = _blocks.Size(b);
                for (int c = 0; c < size; c++)
                    x[c] = Between(start + c, step);
                sum += penalty.Value(b, x, size);
            }
        }

        return sum;
    }

    /// <summary>The coefficient part of the way to the model's solution: exact at its end, so that zeros stay zeros.</summary>
    private T Between(int component, T step) => step == T.One ? _next[component] : _w[component] + (step * (_next[component] - _w[component]));

    private void TakeStep(T step)
    {
        foreach (int b in Members)
        {
            for (int c = 0; c < _blocks.Size(b); c++)
                _w[_blocks.Start(b) + c] = Between(_blocks.Start(b) + c, step);
        }

        for (int k = 0; k < _intercepts.Length; k++)
            _intercepts[k] += step * _interceptSteps[k];
    }

    /// <summary>Computes the residual, and the predictions, from the coefficients: no rounding is carried along.</summary>
    private void Rebuild()
    {
        _isAnchored = false;
        _version++;
        Evaluate(_w, _intercepts, TDatafit.IsQuadratic ? _residual : _predictions);
        if (TDatafit.IsQuadratic)
            return;
        _datafit.Residual(_predictions, _residual);
        if (_hasFreeIntercept)
            BalanceIntercepts();
    }

    /// <summary>The residual of a quadratic loss, the predictions of another, at coefficients of the working set.</summary>
    private void Evaluate(T* coefficients, ReadOnlySpan<T> intercepts, T* vector)
    {
        if (TDatafit.IsQuadratic)
            _datafit.Start(vector);
        else
            new Span<T>(vector, _length).Clear();
        View(vector);
        for (int k = 0; k < _vectors.Length && TDatafit.IsQuadratic; k++)
        {
            _vectors[k].Weights = _design.SampleWeights;
            _vectors[k].WeightSum = _design.WeightSum;
        }

        foreach (int b in Members)
        {
            for (int c = 0; c < _blocks.Size(b); c++)
            {
                T w = coefficients[_blocks.Start(b) + c];
                if (w != T.Zero)
                    _columns.Add(_blocks.Column(b, c), TDatafit.IsQuadratic ? -w : w, ref _vectors[_blocks.Output(b, c)]);
            }
        }

        for (int k = 0; k < _vectors.Length; k++)
        {
            if (_design.IsSparse)
                _vectors[k].Settle(_design.Rows);
            if (!TDatafit.IsQuadratic)
                ColumnKernels.Add(_stride, intercepts[k], _design.Ones, _vectors[k].Values);
        }
    }

    /// <summary>Newton steps on the intercepts alone until the residuals of each output add up to zero, as a dual point must.</summary>
    private void BalanceIntercepts()
    {
        T rounding = Vectors.Epsilon<T>(), value = _datafit.Value(_predictions, null);
        for (int round = 0; round < 100; round++)
        {
            bool balanced = true;
            _datafit.Curvature(_predictions, _curvature);
            new ReadOnlySpan<T>(_predictions, _length).CopyTo(new Span<T>(_work, _length));
            for (int k = 0; k < _intercepts.Length; k++)
            {
                T* rho = _residual + ((long)k * _stride);
                T sum = ColumnKernels.Dot(_stride, rho, _design.Ones), square = ColumnKernels.Dot(_stride, rho, rho);
                T curvature = ColumnKernels.Dot(_stride, _curvature + ((long)k * _stride), _design.Ones);
                _interceptSteps[k] = curvature > T.Zero ? sum / curvature : T.Zero;
                balanced &= T.Abs(sum) <= T.CreateChecked(4) * rounding * T.Sqrt(square * T.CreateChecked(_design.Rows)) || _interceptSteps[k] == T.Zero;
            }

            if (balanced)
                return;
            T step = T.One;
            for (int tries = 0; ; tries++, step /= T.One + T.One)
            {
                for (int k = 0; k < _intercepts.Length; k++)
                {
                    T* from = _work + ((long)k * _stride), to = _predictions + ((long)k * _stride);
                    for (int i = 0; i < _design.Rows; i++)
                        to[i] = from[i] + (step * _interceptSteps[k]);
                }

                T after = _datafit.Value(_predictions, null);
                if (after <= value + (T.CreateChecked(4) * rounding * T.Abs(value)))
                {
                    value = after;
                    break;
                }

                if (tries == MostHalvings)
                {
                    new ReadOnlySpan<T>(_work, _length).CopyTo(new Span<T>(_predictions, _length));
                    _datafit.Residual(_predictions, _residual);
                    return;
                }
            }

            for (int k = 0; k < _intercepts.Length; k++)
                _intercepts[k] += step * _interceptSteps[k];
            _datafit.Residual(_predictions, _residual);
        }
    }
}
