using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MathsIA.OptimalTransport;

/// <summary>Anderson's acceleration of a fixed-point iteration <c>g ← T(g)</c>, which converges by itself, from anywhere.</summary>
/// <remarks>
/// <para>With the residuals <c>r_k = T(g_k) − g_k</c>, the next point is <c>T(g_k) − Σ θ_l ΔT_l</c>, where θ makes <c>‖r_k − Σ θ_l Δr_l‖²</c> least over
/// the last differences: a secant method that knows as many directions as it remembers (D. G. Anderson, "Iterative procedures for nonlinear
/// integral equations", J. ACM 12, 1965; H. F. Walker, P. Ni, "Anderson acceleration for fixed-point iterations", SIAM J. Numer. Anal. 49, 2011). The
/// normal equations are kept up to date and solved with a touch of Tikhonov's regularization, for differences become nearly dependent.</para>
/// <para>Safeguards: a plain step raises the dual value. Where a mixed one lowers it, the run goes back to the plain step in its place; so it does not
/// leave for far regions where a smaller error means nothing. Should the error grow far beyond the least so far, or no better one be found for long, it
/// goes back to the best point. Plain steps follow, twice as many each time.</para>
/// </remarks>
internal sealed class AndersonMixing
{
    private const int Memory = 10;

    /// <summary>How far the error may grow beyond the least so far.</summary>
    private const double Growth = 8;

    /// <summary>How long the error may go without falling by a tenth.</summary>
    private const int Patience = 4 * Memory;

    /// <summary>So many plain steps in a row are asked for where mixing has failed too often.</summary>
    private const int MostPlain = 8 * Memory;

    private const double Regularization = 1e-10;

    private readonly double[][] _residuals;
    private readonly double[][] _images;
    private readonly double[] _lastResidual;
    private readonly double[] _lastImage;
    private readonly double[] _gram = new double[Memory * Memory];
    private readonly double _slack;
    private int _taken;
    private bool _isMixed;
    private double _value = double.NegativeInfinity;
    private double _least = double.PositiveInfinity;
    private int _sinceLeast;
    private int _plain;
    private int _pause = Memory;

    /// <summary>Makes room for points of so many numbers.</summary>
    /// <param name="count">How many.</param>
    /// <param name="slack">By how much a value may fall that has not fallen.</param>
    public AndersonMixing(int count, double slack)
    {
        _slack = slack;
        (_residuals, _images) = (new double[Memory][], new double[Memory][]);
        for (int k = 0; k < Memory; k++)
            (_residuals[k], _images[k]) = (new double[count], new double[count]);
        (Point, Image, Next, _lastResidual, _lastImage) = (new double[count], new double[count], new double[count], new double[count], new double[count]);
    }

    /// <summary>Room for the present point g; <see cref="Mix"/> overwrites it.</summary>
    public double[] Point { get; }

    /// <summary>Room for its image T(g).</summary>
    public double[] Image { get; }

    /// <summary>The point that <see cref="Mix"/> has found.</summary>
    public double[] Next { get; }

    /// <summary>The image of the last point that was mixed: where a plain step would have gone.</summary>
    public ReadOnlySpan<double> Plain => _lastImage;

    /// <summary>Whether the run has gone back so often that another method should be tried.</summary>
    public bool IsLost => _pause > MostPlain;

    /// <summary>Takes note of the dual value of the present point.</summary>
    /// <returns>Whether it calls for the <see cref="Plain"/> one instead.</returns>
    public bool HasLost(double value)
    {
        bool lost = _isMixed && !(value >= _value - _slack);
        _isMixed = false;
        if (lost)
            Pause();
        else
            _value = Math.Max(_value, value);
        return lost;
    }

    /// <summary>Takes note of the error of the present point.</summary>
    /// <returns>Whether it calls for the best point instead.</returns>
    public bool Retreats(double error)
    {
        _sinceLeast++;
        if (error < 0.9 * _least)
            (_least, _sinceLeast) = (error, 0);
        if (_plain > 0)
        {
            _plain--;
            return false;
        }

        if (error <= Growth * _least && _sinceLeast <= Patience)
            return false;
        Pause();
        return true;
    }

    private void Pause()
    {
        _taken = 0;
        (_plain, _sinceLeast) = (_pause, 0);
        _pause *= 2;
    }

    /// <summary>Finds the next point from the present one, its image, and those before.</summary>
    /// <returns>Whether it has; else the image is the next point.</returns>
    public bool Mix()
    {
        if (_plain > 0)
            return false;
        double[] residual = Point;
        for (int j = 0; j < residual.Length; j++)
            residual[j] = Image[j] - Point[j];
        if (_taken++ > 0)
            Remember(residual);
        residual.CopyTo(_lastResidual, 0);
        Image.CopyTo(_lastImage, 0);
        int held = Math.Min(_taken - 1, Memory);
        Span<double> weights = stackalloc double[Memory];
        if (held == 0 || !Solve(residual, held, weights))
            return false;
        Image.CopyTo(Next, 0);
        for (int k = 0; k < held; k++)
            Subtract(Next, weights[k], _images[k]);
        return _isMixed = true;
    }

    /// <summary>Puts the newest differences in the place of the oldest.</summary>
    private void Remember(double[] residual)
    {
        int at = (_taken - 2) % Memory;
        double[] change = _residuals[at], image = _images[at];
        for (int j = 0; j < change.Length; j++)
            (change[j], image[j]) = (residual[j] - _lastResidual[j], Image[j] - _lastImage[j]);
        for (int k = 0; k < Math.Min(_taken - 1, Memory); k++)
            _gram[(at * Memory) + k] = _gram[(k * Memory) + at] = Dot(change, _residuals[k]);
    }

    /// <summary>The weights θ, by Cholesky's factorization of the normal equations; false where numbers are not finite or all differences vanish.</summary>
    private bool Solve(double[] residual, int held, Span<double> weights)
    {
        Span<double> factor = stackalloc double[Memory * Memory];
        double trace = 0;
        for (int k = 0; k < held; k++)
            trace += _gram[(k * Memory) + k];
        for (int i = 0; i < held; i++)
        {
            weights[i] = Dot(residual, _residuals[i]);
            for (int j = 0; j <= i; j++)
            {
                double sum = _gram[(i * Memory) + j] + (i == j ? Regularization * trace / held : 0);
                for (int k = 0; k < j; k++)
                    sum -= factor[(i * Memory) + k] * factor[(j * Memory) + k];
                if (i == j && !(sum > 0 && double.IsFinite(sum)))
                    return false;
                factor[(i * Memory) + j] = i == j ? Math.Sqrt(sum) : sum / factor[(j * Memory) + j];
            }

            for (int k = 0; k < i; k++)
                weights[i] -= factor[(i * Memory) + k] * weights[k];
            weights[i] /= factor[(i * Memory) + i];
        }

        for (int i = held - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < held; k++)
                weights[i] -= factor[(k * Memory) + i] * weights[k];
            weights[i] /= factor[(i * Memory) + i];
            if (!double.IsFinite(weights[i]))
                return false;
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Subtract(double[] target, double weight, double[] direction)
    {
        for (int j = 0; j < target.Length; j++)
            target[j] -= weight * direction[j];
    }

    /// <summary>A sum over eight lanes, whatever the machine has: the same bits everywhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Dot(double[] x, double[] y)
    {
        int width = Vector512<double>.Count, i = 0;
        ref double a = ref MemoryMarshal.GetArrayDataReference(x), b = ref MemoryMarshal.GetArrayDataReference(y);
        Vector512<double> lanes = Vector512<double>.Zero;
        for (; i <= x.Length - width; i += width)
            lanes += Vector512.LoadUnsafe(ref a, (nuint)i) * Vector512.LoadUnsafe(ref b, (nuint)i);
        double sum = 0;
        for (int lane = 0; lane < width; lane++)
            sum += lanes.GetElement(lane);
        for (; i < x.Length; i++)
            sum += x[i] * y[i];
        return sum;
    }
}
