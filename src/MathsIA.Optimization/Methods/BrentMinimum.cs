namespace MathsIA.Optimization;

/// <summary>Brent's search for a minimum in an interval: x is the best point, w the second best, v the one that was w before.</summary>
internal struct BrentMinimum(Func<double, double> function, double left, double right)
{
    /// <summary>The smaller part of the golden section, <c>(3 − √5)/2</c>.</summary>
    private static readonly double Golden = (3 - Math.Sqrt(5)) / 2;

    private double _a = left, _b = right;
    private double _x, _w, _v, _fx, _fw, _fv;
    private double _last, _lastButOne;

    public ScalarMinimum Run(double tolerance, int maxIterations)
    {
        // Below the root of the rounding values near a minimum do not differ.
        double relative = Math.Sqrt(Math.BitIncrement(1.0) - 1);
        _x = _w = _v = _a + (Golden * (_b - _a));
        _fx = _fw = _fv = function(_x);
        if (!IsComparable(_fx))
            return Result(Status.NonFinite, 1);
        for (int k = 1; ; k++)
        {
            double middle = _a + ((_b - _a) / 2), width = (relative * Math.Abs(_x)) + (tolerance / 3) + double.Epsilon;
            if (Math.Abs(_x - middle) <= (2 * width) - ((_b - _a) / 2))
                return Result(double.IsFinite(_fx) ? Status.Converged : Status.NonFinite, k);
            if (k >= maxIterations)
                return Result(Status.IterationLimit, k);
            Choose(middle, width);
            // Never less than the width: two points closer than that say nothing.
            double next = _x + (Math.Abs(_last) >= width ? _last : Math.CopySign(width, _last)), value = function(next);
            if (!IsComparable(value))
                return Result(Status.NonFinite, k + 1);
            Take(next, value);
        }
    }

    /// <summary>+∞ is a place to stay away from; there is nothing below −∞, and nothing to say of NaN.</summary>
    private static bool IsComparable(double value) => double.IsFinite(value) || double.IsPositiveInfinity(value);

    private readonly ScalarMinimum Result(Status status, int evaluations) => new(_x, _fx, Math.Max(_x - _a, _b - _x), status, evaluations);

    /// <summary>The next step: to the lowest point of the parabola through the three where that stays inside and is less than half the step before the last one, else
    /// to the golden section of the larger part.</summary>
    private void Choose(double middle, double width)
    {
        if (Math.Abs(_lastButOne) > width)
        {
            double r = (_x - _w) * (_fx - _fv), q = (_x - _v) * (_fx - _fw), p = ((_x - _v) * q) - ((_x - _w) * r);
            q = 2 * (q - r);
            if (q > 0)
                p = -p;
            q = Math.Abs(q);
            if (Math.Abs(p) < Math.Abs(q * _lastButOne / 2) && p > q * (_a - _x) && p < q * (_b - _x))
            {
                _lastButOne = _last;
                _last = p / q;
                double next = _x + _last;
                if (next - _a < 2 * width || _b - next < 2 * width)
                    _last = _x < middle ? width : -width;
                return;
            }
        }

        _lastButOne = _x < middle ? _b - _x : _a - _x;
        _last = Golden * _lastButOne;
    }

    /// <summary>Narrows the interval by a new value.</summary>
    private void Take(double u, double fu)
    {
        if (fu <= _fx)
        {
            if (u < _x)
                _b = _x;
            else
                _a = _x;
            (_v, _fv, _w, _fw, _x, _fx) = (_w, _fw, _x, _fx, u, fu);
            return;
        }

        if (u < _x)
            _a = u;
        else
            _b = u;
        if (fu <= _fw || _w == _x)
            (_v, _fv, _w, _fw) = (_w, _fw, u, fu);
        else if (fu <= _fv || _v == _x || _v == _w)
            (_v, _fv) = (u, fu);
    }
}
