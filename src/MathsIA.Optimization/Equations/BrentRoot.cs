namespace MathsIA.Optimization;

/// <summary>Brent's search for a root in a bracket: b is the best point, a the one before it, c on the other side of the root.</summary>
internal struct BrentRoot(Func<double, double> function, double left, double atLeft, double right, double atRight)
{
    private double _a = left, _fa = atLeft, _b = right, _fb = atRight, _c = left, _fc = atLeft;
    private double _last = right - left, _lastButOne = right - left;

    public ScalarRoot Run(double tolerance, int maxIterations)
    {
        for (int k = 0; ; k++)
        {
            Arrange();
            double width = (2 * double.Epsilon) + (2 * Math.BitIncrement(1.0) - 2) * Math.Abs(_b) + (tolerance / 2), half = (_c - _b) / 2;
            if (_fb == 0 || Math.Abs(half) <= width)
                return new ScalarRoot(_b, _fb, Status.Converged, k);
            if (k == maxIterations)
                return new ScalarRoot(_b, _fb, Status.IterationLimit, k);
            Choose(half, width);
            (_a, _fa) = (_b, _fb);
            // Never less than the width, so that the bracket closes from the other side too.
            double next = _b + (Math.Abs(_last) > width ? _last : Math.CopySign(width, half)), value = function(next);
            if (!double.IsFinite(value))
                return new ScalarRoot(_b, _fb, Status.NonFinite, k + 1);
            (_b, _fb) = (next, value);
        }
    }

    /// <summary>Puts c on the other side of the root than b, and the smaller value at b.</summary>
    private void Arrange()
    {
        if (Math.Sign(_fb) == Math.Sign(_fc))
        {
            (_c, _fc) = (_a, _fa);
            _last = _lastButOne = _b - _a;
        }

        if (Math.Abs(_fc) < Math.Abs(_fb))
        {
            (_a, _fa) = (_b, _fb);
            (_b, _fb) = (_c, _fc);
            (_c, _fc) = (_a, _fa);
        }
    }

    /// <summary>The next step: by interpolation where it stays well inside and halves the step before the last one, else to the middle.</summary>
    private void Choose(double half, double width)
    {
        if (Math.Abs(_lastButOne) >= width && Math.Abs(_fa) > Math.Abs(_fb))
        {
            double s = _fb / _fa, p, q;
            if (_a == _c)
            {
                p = 2 * half * s;
                q = 1 - s;
            }
            else
            {
                double t = _fa / _fc, r = _fb / _fc;
                p = s * ((2 * half * t * (t - r)) - ((_b - _a) * (r - 1)));
                q = (t - 1) * (r - 1) * (s - 1);
            }

            if (p > 0)
                q = -q;
            p = Math.Abs(p);
            if (2 * p < Math.Min((3 * half * q) - Math.Abs(width * q), Math.Abs(_lastButOne * q)))
            {
                _lastButOne = _last;
                _last = p / q;
                return;
            }
        }

        _last = _lastButOne = half;
    }
}
