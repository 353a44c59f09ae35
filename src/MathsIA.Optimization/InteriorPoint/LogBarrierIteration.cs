using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A run of <see cref="LogBarrier"/>, with the central path it followed.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class LogBarrierIteration<T> : IDualIteration<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int MostBacktracks = 500;
    private readonly ITwiceDifferentiable<T> _function;
    private readonly LogBarrier _method;
    private readonly T[] _matrix;
    private readonly T[] _limits;
    private readonly T[] _slacks;
    private readonly T[] _scaledRow;
    private readonly T[] _direction;
    private readonly Tensor<T> _gradient;
    private readonly Tensor<T> _unit;
    private readonly Tensor<T> _column;
    private readonly Tensor<T> _trial;
    private readonly PositiveDefinite<T> _hessian;
    private readonly List<CentralPoint> _path = [];
    private readonly T _rows;
    private T _value;
    private T _barrier;
    private T _decrement;
    private T _lowerBound = T.NegativeInfinity;
    private int _stepsSinceCentral;
    private bool _hasDirection;

    internal LogBarrierIteration(ITwiceDifferentiable<T> function, Tensor<T> matrix, Tensor<T> limits, Tensor<T> x0, LogBarrier method)
    {
        (_function, _method) = (function, method);
        int m = limits.Length, n = x0.Length;
        _matrix = matrix.ToArray();
        _limits = limits.ToArray();
        _rows = T.CreateChecked(m);
        Point = x0.Clone();
        Dual = Tensor.Zeros<T>(m);
        (_slacks, _scaledRow, _direction) = (new T[m], new T[n], new T[n]);
        _gradient = Tensor.Uninitialized<T>(n);
        _unit = Tensor.Zeros<T>(n);
        _column = Tensor.Uninitialized<T>(n);
        _trial = Tensor.Uninitialized<T>(n);
        _hessian = new PositiveDefinite<T>(n);
        Parameter = T.CreateChecked(method.InitialParameter);
        MakeSlacks(Point);
        int bad = Array.FindIndex(_slacks, slack => slack <= T.Zero);
        if (bad >= 0)
            throw new ArgumentException($"LogBarrier: the start violates inequality {bad}, or lies on its boundary: its slack is {_slacks[bad]}.", nameof(x0));
    }

    /// <inheritdoc/>
    public Tensor<T> Point { get; }

    /// <inheritdoc/>
    public Tensor<T> Dual { get; }

    /// <inheritdoc/>
    public int MeasureInterval => 1;

    /// <summary>The present parameter t.</summary>
    public T Parameter { get; private set; }

    /// <summary>The central points passed so far.</summary>
    public IReadOnlyList<CentralPoint> CentralPath => _path;

    /// <inheritdoc/>
    public Measurement<T> Measure()
    {
        Direct();
        Span<T> dual = Dual.AsSpan();
        // 1/(t(b − A(x + d))) to first order in the Newton direction: stationary where 1/(t(b − Ax)) is only nearly so (Boyd and Vandenberghe, section 11.3.3).
        for (int i = 0; i < _slacks.Length; i++)
            dual[i] = T.Max(T.Zero, (T.One + (Vectors.Dot<T>(Row(i), _direction) / _slacks[i])) / (Parameter * _slacks[i]));
        T bound = IsCentral ? T.Max(_lowerBound, _value - GapBound) : _lowerBound;
        return new Measurement<T>(_value, (_rows / Parameter) + _decrement) { Gap = T.IsFinite(bound) ? T.Max(T.Zero, _value - bound) : null };
    }

    /// <inheritdoc/>
    public bool Step()
    {
        Direct();
        // Several factors may be central at once, when t barely grows.
        while (IsCentral && T.IsFinite(Parameter))
        {
            _lowerBound = T.Max(_lowerBound, _value - GapBound);
            _path.Add(new CentralPoint(double.CreateTruncating(Parameter), _stepsSinceCentral, double.CreateTruncating(_value), double.CreateTruncating(GapBound)));
            _stepsSinceCentral = 0;
            Parameter *= T.CreateChecked(_method.Growth);
            _hasDirection = false;
            Direct();
        }

        _stepsSinceCentral++;
        return Move();
    }

    private bool IsCentral => _decrement < T.Min(T.CreateChecked(_method.CentringTolerance), T.CreateChecked(0.04) / Parameter);

    /// <summary>The bound <c>(m + (β + √m) β/(1 − β))/t</c> near a central point, <c>β² = t ⟨∇, H⁻¹∇⟩</c> below 1 (Nesterov 2018, theorem 5.3.10).</summary>
    private T GapBound
    {
        get
        {
            T beta = T.Sqrt(Parameter * _decrement);
            return (_rows + ((beta + T.Sqrt(_rows)) * beta / (T.One - beta))) / Parameter;
        }
    }

    /// <summary>Makes value, Newton direction and decrement at the present point and t.</summary>
    private void Direct()
    {
        if (_hasDirection)
            return;
        int n = Point.Length;
        _value = _function.ValueAndGradient(Point, _gradient);
        MakeSlacks(Point);
        _barrier = _value + Barrier();
        Span<T> gradient = _gradient.AsSpan();
        for (int j = 0; j < n; j++)
        {
            _unit.AsSpan()[j] = T.One;
            _function.HessianVector(Point, _unit, _column);
            _unit.AsSpan()[j] = T.Zero;
            _column.AsSpan()[..(j + 1)].CopyTo(_hessian.Row(j));
        }

        for (int i = 0; i < _slacks.Length; i++)
        {
            ReadOnlySpan<T> row = Row(i);
            T slope = T.One / (Parameter * _slacks[i]);
            Vectors.AddScaled(gradient, slope, row, gradient);
            System.Numerics.Tensors.TensorPrimitives.Multiply(row, slope / _slacks[i], _scaledRow);
            for (int j = 0; j < n; j++)
            {
                if (row[j] != T.Zero)
                    Vectors.AddScaled(_hessian.Row(j), row[j], _scaledRow.AsSpan(0, j + 1), _hessian.Row(j));
            }
        }

        _hessian.Factor();
        System.Numerics.Tensors.TensorPrimitives.Negate(gradient, _direction);
        _hessian.Solve(_direction);
        _decrement = T.Max(T.Zero, -Vectors.Dot<T>(gradient, _direction));
        _hasDirection = true;
    }

    private bool Move()
    {
        T slope = -_decrement, decrease = T.CreateChecked(_method.SufficientDecrease), shrink = T.CreateChecked(_method.Backtrack), length = T.One;
        T rounding = T.CreateChecked(8) * Vectors.Epsilon<T>() * T.Abs(_barrier);
        _hasDirection = false;
        for (int backtrack = 0; backtrack < MostBacktracks; backtrack++)
        {
            Vectors.AddScaled(Point.AsSpan(), length, _direction, _trial.AsSpan());
            if (MakeSlacks(_trial))
            {
                T trial = _function.Value(_trial) + Barrier();
                if (trial <= _barrier + (decrease * length * slope) + rounding || T.IsNaN(trial))
                {
                    bool moved = !Vectors.Same(Point, _trial);
                    _trial.CopyTo(Point);
                    return moved;
                }
            }

            length *= shrink;
        }

        return false;
    }

    private T Barrier()
    {
        T sum = T.Zero;
        foreach (T slack in _slacks)
            sum += T.Log(slack);
        return -sum / Parameter;
    }

    private bool MakeSlacks(Tensor<T> x)
    {
        bool inside = true;
        for (int i = 0; i < _slacks.Length; i++)
        {
            _slacks[i] = _limits[i] - Vectors.Dot(Row(i), x.AsSpan());
            inside &= !(_slacks[i] <= T.Zero);
        }

        return inside;
    }

    private ReadOnlySpan<T> Row(int i) => _matrix.AsSpan(i * Point.Length, Point.Length);
}
