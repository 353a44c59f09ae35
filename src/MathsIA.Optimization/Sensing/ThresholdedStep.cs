using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A gradient step from the present point, cut to its k largest entries: what iterative hard thresholding and hard thresholding pursuit share.</summary>
internal sealed class ThresholdedStep<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The margin c and the factor of the shrinking step, as in the experiments of Blumensath and Davies 2010.</summary>
    private const double Margin = 0.01, Shrinking = 2;

    private readonly T? _fixedStep;
    private readonly LargestEntries<T> _largest;
    private readonly T[] _gradient;
    private readonly T[] _restricted;
    private readonly T[] _image;
    private readonly T[] _candidate;
    private readonly int[] _support;
    private readonly int[] _next;

    public ThresholdedStep(SensingProblem<T> problem, int sparsity, double? fixedStep)
    {
        Problem = problem;
        _fixedStep = fixedStep is { } step ? T.CreateChecked(step) : null;
        _largest = new LargestEntries<T>(problem.Columns);
        _gradient = new T[problem.Columns];
        _restricted = new T[problem.Columns];
        _candidate = new T[problem.Columns];
        _image = new T[problem.Rows];
        _support = new int[sparsity];
        _next = new int[sparsity];
        // The first support is that of the correlations with the data.
        problem.Correlate(problem.Residual, _gradient);
        _largest.Select(_gradient, _support);
    }

    public SensingProblem<T> Problem { get; }

    /// <summary>The thresholded point of the last <see cref="Take"/>.</summary>
    public ReadOnlySpan<T> Candidate => _candidate;

    /// <summary>Where it may differ from zero.</summary>
    public ReadOnlySpan<int> Support => _support;

    /// <summary>Computes the candidate; the present point stays.</summary>
    public void Take()
    {
        ReadOnlySpan<T> x = Problem.Point.AsSpan();
        Problem.Correlate(Problem.Residual, _gradient);
        T step = _fixedStep ?? Normalized();
        while (true)
        {
            Vectors.AddScaled(x, step, _gradient, _restricted);
            _largest.Select(_restricted, _next);
            _candidate.AsSpan().Clear();
            foreach (int index in _next)
                _candidate[index] = _restricted[index];
            if (_fixedStep is not null || _next.AsSpan().SequenceEqual(_support) || !IsTooLong(x, step))
                break;
            step /= T.CreateChecked(Shrinking * (1 - Margin));
        }

        _next.CopyTo(_support, 0);
    }

    /// <summary>The step that minimizes along the gradient on the present support; 0 at a point that is stationary there.</summary>
    private T Normalized()
    {
        _restricted.AsSpan().Clear();
        foreach (int index in _support)
            _restricted[index] = _gradient[index];
        T square = Vectors.Dot<T>(_restricted, _restricted);
        if (square == T.Zero)
            return T.Zero;
        Problem.Apply(_restricted, _image);
        T curvature = Vectors.Dot<T>(_image, _image);
        return curvature > T.Zero ? square / curvature : T.One;
    }

    private bool IsTooLong(ReadOnlySpan<T> x, T step)
    {
        Vectors.AddScaled(_candidate, -T.One, x, _restricted);
        T square = Vectors.Dot<T>(_restricted, _restricted);
        Problem.Apply(_restricted, _image);
        return step * Vectors.Dot<T>(_image, _image) > T.CreateChecked(1 - Margin) * square;
    }
}
