using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The running search of <see cref="HagerZhangStep"/>; the steps B0-B3, U0-U3, S1-S4 and L0-L3 are those of the 2005 paper.</summary>
internal sealed class HagerZhangSearch<T>(LineFunction<T> line, HagerZhangStep rule) : IStepSearch<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double Growth = 5, Shrink = 0.66, Retreat = 0.1;

    private Trial _left;
    private Trial _right;
    private double _accepted;
    private bool _isFinished;
    private int _trials;

    private double Highest => Math.Max(rule.ValueError * Math.Abs(line.Value), line.Rounding);

    public T Search(EvaluatedPoint<T> from, Tensor<T> direction, T? suggested, EvaluatedPoint<T> to)
    {
        if (!line.Begin(from, direction, to))
            return T.Zero;
        (_accepted, _isFinished, _trials) = (double.NaN, false, 0);
        Bracket(line.FirstStep(suggested, rule.InitialStep));
        while (!_isFinished)
        {
            double width = _right.Step - _left.Step;
            SecantTwice();
            if (!_isFinished && _right.Step - _left.Step > Shrink * width)
                Update((_left.Step + _right.Step) / 2);
        }

        return double.IsNaN(_accepted) ? line.AcceptKept() : line.Accept(_accepted);
    }

    /// <summary>Evaluates a trial, and ends the search if it is good enough or the last one.</summary>
    private Trial At(double step)
    {
        (double change, double slope) = line.At(step);
        var trial = new Trial(step, change, slope);
        _trials++;
        bool isFinite = double.IsFinite(change) && double.IsFinite(slope);
        if (isFinite && IsGoodEnough(trial))
        {
            (_accepted, _isFinished) = (step, true);
        }
        else if (_trials >= rule.MaxTrials || line.IsAtStart)
        {
            _isFinished = true;
            // A function that is finite nowhere along the line is the caller's to hear of: the point is handed over as it is.
            if (!isFinite && _left.Step == 0)
                _accepted = step;
            else
                line.Keep(step, change);
        }
        else
        {
            line.Keep(step, change);
        }

        return trial;
    }

    private bool IsGoodEnough(in Trial trial)
    {
        if (trial.Slope < rule.Curvature * line.Slope)
            return false;
        return trial.Change <= rule.SufficientDecrease * trial.Step * line.Slope
            || (trial.Change <= Highest && trial.Slope <= ((2 * rule.SufficientDecrease) - 1) * line.Slope);
    }

    /// <summary>Grows the step until it brackets: the slope turns, or the value rises (B0-B3).</summary>
    private void Bracket(double step)
    {
        _left = new Trial(0, 0, line.Slope);
        double limit = double.PositiveInfinity;
        while (!_isFinished)
        {
            Trial trial = At(step);
            if (_isFinished)
                return;
            if (!double.IsFinite(trial.Change) || !double.IsFinite(trial.Slope))
            {
                limit = step;
                step = _left.Step + (Retreat * (step - _left.Step));
            }
            else if (trial.Slope >= 0)
            {
                _right = trial;
                return;
            }
            else if (trial.Change > Highest)
            {
                _right = trial;
                _left = new Trial(0, 0, line.Slope);
                Halve();
                return;
            }
            else
            {
                _left = trial;
                step = Math.Min(step * Growth, (step + limit) / 2);
            }
        }
    }

    /// <summary>Puts a trial into the bracket (U0-U3).</summary>
    private void Update(double step)
    {
        if (_isFinished || !(step > _left.Step && step < _right.Step))
            return;
        Trial trial = At(step);
        if (_isFinished)
            return;
        if (trial.Slope >= 0)
        {
            _right = trial;
        }
        else if (trial.Change <= Highest)
        {
            _left = trial;
        }
        else
        {
            _right = trial;
            Halve();
        }
    }

    /// <summary>Halves an interval whose right end is too high though it descends, until its right end rises (U3).</summary>
    private void Halve()
    {
        while (!_isFinished)
        {
            Trial middle = At((_left.Step + _right.Step) / 2);
            if (_isFinished)
                return;
            if (middle.Slope >= 0)
            {
                _right = middle;
                return;
            }

            if (middle.Change <= Highest)
                _left = middle;
            else
                _right = middle;
        }
    }

    /// <summary>Two secant steps, the second from the end that the first one replaced (S1-S4).</summary>
    private void SecantTwice()
    {
        Trial left = _left, right = _right;
        double first = Interpolation.Secant(left, right);
        Update(first);
        if (_isFinished)
            return;
        if (first == _right.Step)
            Update(Interpolation.Secant(right, _right));
        else if (first == _left.Step)
            Update(Interpolation.Secant(left, _left));
        // Rounding can leave no step inside the bracket.
        if (!_isFinished && _left == left && _right == right && _trials++ >= rule.MaxTrials)
            _isFinished = true;
    }
}
