namespace MathsIA.Optimization;

/// <summary>The interval of uncertainty of Moré and Thuente: it holds, or grows until it holds, a step that meets the strong Wolfe
/// conditions, and says what to try next.</summary>
/// <remarks>J. J. Moré and D. J. Thuente, "Line search algorithms with guaranteed sufficient decrease", ACM Transactions on
/// Mathematical Software 20 (1994). The cases of <see cref="Next"/> are those of its section 4.</remarks>
internal struct MoreThuenteInterval
{
    private const double Shrink = 0.66, LeastGrowth = 1.1, MostGrowth = 4;

    private readonly double _promise;
    private Trial _best;
    private Trial _other;
    private bool _usesModified;
    private double _width;
    private double _widthBefore;

    /// <param name="slope"><c>φ′(0)</c>, negative.</param>
    /// <param name="decrease">The fraction of the decrease that the slope promises.</param>
    /// <param name="first">The first step to be tried.</param>
    /// <param name="longest">The longest step allowed.</param>
    public MoreThuenteInterval(double slope, double decrease, double first, double longest)
    {
        _promise = decrease * slope;
        _best = _other = new Trial(0, 0, slope);
        _usesModified = true;
        _width = _widthBefore = longest;
        Longest = longest;
        Upper = Math.Min(longest, first + (MostGrowth * first));
    }

    /// <summary>Whether the interval is known to hold a minimizer.</summary>
    public bool IsBracketed { get; private set; }

    /// <summary>The longest step allowed.</summary>
    public double Longest { get; private set; }

    private double Lower { get; set; }

    private double Upper { get; set; }

    /// <summary>Whether no step inside is left to try.</summary>
    public readonly bool IsExhausted(double step, double tolerance) =>
        IsBracketed && (step <= Lower || step >= Upper || Upper - Lower <= tolerance * Upper);

    /// <summary>The next step, where the function was not finite at the last one: nothing beyond it is tried again.</summary>
    public double RetreatFrom(double step)
    {
        Longest = Upper = step;
        return _best.Step + ((step - _best.Step) / 10);
    }

    /// <summary>Takes the last trial in, and gives the next step.</summary>
    public double Next(Trial trial)
    {
        if (_usesModified && trial.Change <= _promise * trial.Step && trial.Slope >= 0)
            _usesModified = false;
        double next;
        // Until a step with sufficient decrease is found, the line of sufficient decrease is taken off, so that its minimizer has it.
        if (_usesModified && trial.Change <= _best.Change && trial.Change > _promise * trial.Step)
        {
            (_best, _other) = (Tilt(_best, -1), Tilt(_other, -1));
            next = Interpolate(Tilt(trial, -1));
            (_best, _other) = (Tilt(_best, 1), Tilt(_other, 1));
        }
        else
        {
            next = Interpolate(trial);
        }

        if (!IsBracketed)
        {
            Lower = next + (LeastGrowth * (next - _best.Step));
            Upper = next + (MostGrowth * (next - _best.Step));
            return Math.Min(next, Longest);
        }

        double width = Math.Abs(_other.Step - _best.Step);
        if (width >= Shrink * _widthBefore)
            next = _best.Step + ((_other.Step - _best.Step) / 2);
        (_widthBefore, _width) = (_width, width);
        (Lower, Upper) = (Math.Min(_best.Step, _other.Step), Math.Max(_best.Step, _other.Step));
        return Math.Min(next, Longest);
    }

    private readonly Trial Tilt(Trial trial, int sign) => new(trial.Step, trial.Change + (sign * _promise * trial.Step), trial.Slope + (sign * _promise));

    private double Interpolate(Trial trial)
    {
        double next;
        bool turns = trial.Slope * Math.Sign(_best.Slope) < 0;
        if (trial.Change > _best.Change)
        {
            // Higher: the minimum is bracketed. The cubic step if it is closer to the best one, else the mean with the quadratic step.
            double quadratic = Interpolation.Quadratic(_best, trial), cubic = Interpolation.Cubic(_best, trial) ?? quadratic;
            next = Math.Abs(cubic - _best.Step) < Math.Abs(quadratic - _best.Step) ? cubic : cubic + ((quadratic - cubic) / 2);
            IsBracketed = true;
            _other = trial;
            return next;
        }

        if (turns)
        {
            // Lower, and the slope turned: the minimum is bracketed. The farther of the cubic and the secant step.
            double cubic = Interpolation.Cubic(trial, _best) ?? trial.Step, secant = Interpolation.Secant(trial, _best);
            next = Math.Abs(cubic - trial.Step) > Math.Abs(secant - trial.Step) ? cubic : secant;
            IsBracketed = true;
            _other = _best;
        }
        else if (Math.Abs(trial.Slope) < Math.Abs(_best.Slope))
        {
            // Lower, and flatter: the cubic is trusted only where it has its minimum ahead.
            double cubic = Interpolation.Cubic(trial, _best) is { } ahead && (ahead - trial.Step) * (_best.Step - trial.Step) <= 0 ? ahead
                : trial.Step > _best.Step ? Upper : Lower;
            double secant = Interpolation.Secant(trial, _best);
            bool cubicIsCloser = Math.Abs(cubic - trial.Step) < Math.Abs(secant - trial.Step);
            if (IsBracketed)
            {
                double limit = trial.Step + (Shrink * (_other.Step - trial.Step));
                next = cubicIsCloser ? cubic : secant;
                next = trial.Step > _best.Step ? Math.Min(limit, next) : Math.Max(limit, next);
            }
            else
            {
                next = Math.Clamp(cubicIsCloser ? secant : cubic, Math.Min(Lower, Upper), Math.Max(Lower, Upper));
            }
        }
        else
        {
            // Lower, and no flatter: as far as is allowed, or by the cubic with the other end.
            next = IsBracketed ? Interpolation.Cubic(trial, _other) ?? trial.Step : trial.Step > _best.Step ? Upper : Lower;
        }

        _best = trial;
        return next;
    }
}
