using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The generalized Cauchy point: the first minimizer of the quadratic model along the projected steepest descent path
/// <c>P(x − t ∇f(x))</c>.</summary>
/// <remarks>The path is piecewise linear; the model's slope and curvature along a piece are updated from those along the piece before, at 4k²
/// operations. R. H. Byrd, P. Lu, J. Nocedal and C. Zhu, SIAM J. Sci. Comput. 16 (1995), section 4, algorithm CP.</remarks>
internal sealed class CauchyPoint<T>(int n, int memory) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double[] _breaks = new double[n];
    private readonly int[] _order = new int[n];
    private readonly T[] _direction = new T[n];
    private readonly double[] _p = new double[2 * memory];
    private readonly double[] _row = new double[2 * memory];
    private readonly double[] _image = new double[2 * memory];

    /// <summary><c>c = Wᵀ (x_c − x)</c>.</summary>
    public double[] Combination { get; } = new double[2 * memory];

    /// <summary>Finds the point.</summary>
    /// <returns>False when the model cannot be followed in floating point.</returns>
    public bool Find(CompactHessian<T> model, Bounds<T> bounds, ReadOnlySpan<T> x, ReadOnlySpan<T> gradient, Span<T> point)
    {
        int width = model.Width, count = FindBreaks(bounds, x, gradient);
        Span<double> p = _p.AsSpan(0, width), c = Combination.AsSpan(0, width), row = _row.AsSpan(0, width), image = _image.AsSpan(0, width);
        x.CopyTo(point);
        c.Clear();
        model.Project(_direction, p);
        p.CopyTo(image);
        if (!model.MultiplyMiddle(image))
            return false;
        double slope = -double.CreateTruncating(Vectors.Dot<T>(_direction, _direction));
        double curvature = (-model.Theta * slope) - Dot(p, image), least = double.BitIncrement(1) - 1;
        double smallest = least * Math.Max(curvature, 0), reached = 0;
        if (slope == 0)
            return true;
        double ahead = -slope / Math.Max(curvature, smallest);
        for (int next = 0; next < count; next++)
        {
            int b = _order[next];
            double piece = _breaks[next] - reached, g = double.CreateTruncating(gradient[b]);
            if (ahead < piece)
                break;
            point[b] = g > 0 ? bounds.Lower[b] : bounds.Upper[b];
            double z = double.CreateTruncating(point[b] - x[b]);
            Add(c, piece, p);
            reached = _breaks[next];
            model.Row(b, row);
            row.CopyTo(image);
            if (!model.MultiplyMiddle(image))
                return false;
            slope += (piece * curvature) + (g * g) + (model.Theta * g * z) - (g * Dot(image, c));
            curvature -= (model.Theta * g * g) + (2 * g * Dot(image, p)) + (g * g * Dot(image, row));
            curvature = Math.Max(curvature, smallest);
            Add(p, g, row);
            _direction[b] = T.Zero;
            ahead = curvature > 0 ? -slope / curvature : slope < 0 ? double.PositiveInfinity : 0;
            if (next == count - 1 && IsStill())
                ahead = 0;
        }

        ahead = double.IsFinite(ahead) ? Math.Max(ahead, 0) : 0;
        Add(c, ahead, p);
        // What has left the path stays at its bound; the rest goes on together.
        T length = T.CreateTruncating(reached + ahead);
        for (int i = 0; i < point.Length; i++)
        {
            if (_direction[i] != T.Zero)
                point[i] = x[i] + (length * _direction[i]);
        }

        bounds.Project(point);
        return true;
    }

    /// <summary>The direction of the first piece, and where its coordinates meet their bounds, sorted.</summary>
    private int FindBreaks(Bounds<T> bounds, ReadOnlySpan<T> x, ReadOnlySpan<T> gradient)
    {
        int count = 0;
        ReadOnlySpan<T> lower = bounds.Lower, upper = bounds.Upper;
        for (int i = 0; i < x.Length; i++)
        {
            T g = gradient[i], bound = g < T.Zero ? upper[i] : lower[i];
            if (g == T.Zero || x[i] == bound)
            {
                _direction[i] = T.Zero;
                continue;
            }

            _direction[i] = -g;
            if (T.IsFinite(bound))
                (_breaks[count], _order[count++]) = (double.CreateTruncating(x[i] - bound) / double.CreateTruncating(g), i);
        }

        _breaks.AsSpan(0, count).Sort(_order.AsSpan(0, count));
        return count;
    }

    private bool IsStill() => _direction.AsSpan().IndexOfAnyExcept(T.Zero) < 0;

    private static void Add(Span<double> x, double a, ReadOnlySpan<double> y) => Vectors.AddScaled(x, a, y, x);

    private static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => Vectors.Dot(x, y);
}
