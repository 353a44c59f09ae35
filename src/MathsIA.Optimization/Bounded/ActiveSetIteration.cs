using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The active set method of <see cref="LinearLeastSquares"/>. Each step solves for a change of the free coordinates from the present residuals, and
/// not for the coordinates themselves: errors of the factors do not pile up.</summary>
internal sealed class ActiveSetIteration<T> : IDualIteration<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>How far below zero, in roundings of <c>‖a_j‖ ‖r‖</c>, a multiplier is pushed that must not be above.</summary>
    private const double Margin = 8;

    private readonly int _m;
    private readonly int _n;
    private readonly T[] _columns;
    private readonly T[] _norms;
    private readonly T[] _right;
    private readonly Bounds<T> _bounds;
    private readonly ThinFactors<T> _factors;
    private readonly int[] _free;
    private readonly bool[] _isFree;
    private readonly bool[] _isRefused;
    private readonly T[] _residuals;
    private readonly T[] _slopes;
    private readonly T[] _change;
    private readonly T[] _scratch;
    private bool _isFirst = true;
    private bool _hasSlopes;

    public ActiveSetIteration(Tensor<T> matrix, Tensor<T> right, Bounds<T> bounds, Tensor<T> start)
    {
        (_m, _n) = (matrix.Shape[0], matrix.Shape[1]);
        _columns = matrix.Transpose().ToArray();
        _right = right.ToArray();
        _bounds = bounds;
        Point = start;
        Dual = Tensor.Uninitialized<T>(_m);
        _factors = new ThinFactors<T>(_m, Math.Min(_m, _n));
        _free = new int[Math.Min(_m, _n)];
        _isFree = new bool[_n];
        _isRefused = new bool[_n];
        _norms = new T[_n];
        _residuals = new T[_m];
        _slopes = new T[_n];
        _change = new T[Math.Min(_m, _n)];
        _scratch = new T[_n];
        for (int j = 0; j < _n; j++)
        {
            _norms[j] = Vectors.Norm(Column(j));
            if (start[j] > bounds.Lower[j] && start[j] < bounds.Upper[j])
                TryFree(j);
        }

        FindResiduals();
        Size = Vectors.Norm<T>(_norms) * T.Max(Vectors.Norm<T>(_right), Vectors.Norm<T>(_residuals));
    }

    public Tensor<T> Point { get; }

    public Tensor<T> Dual { get; }

    public int MeasureInterval => 1;

    /// <summary><c>‖A‖_F ‖b‖</c>, or with the first residuals where these are larger: what gradients are compared with.</summary>
    public T Size { get; }

    private T Value => Vectors.Dot<T>(_residuals, _residuals) / (T.One + T.One);

    public Measurement<T> Measure()
    {
        FindSlopes();
        T value = Value, gap = Gap();
        if (!(gap <= value))
        {
            // No square is below zero: that is what θ = 0 knows.
            Dual.Fill(T.Zero);
            gap = value;
        }

        return new Measurement<T>(value, ProjectedNorm()) { Gap = gap };
    }

    public bool Step()
    {
        FindSlopes();
        T before = Value, norm = ProjectedNorm();
        bool isNew = _isFirst && _factors.Count > 0;
        _isFirst = false;
        if (isNew)
            FindChange();
        bool released = isNew || Release();
        if (!released)
            FindChange();
        while (Advance())
            FindChange();
        FindSlopes();
        // A coordinate that was turned away is looked at again only after real progress: nothing can go round in circles.
        if (Value < before)
            Array.Clear(_isRefused);
        return released || ProjectedNorm() < norm / (T.One + T.One);
    }

    /// <summary>Lets the coordinate go that alone would lower the value most, and finds the change that this brings.</summary>
    /// <returns>False when no coordinate can be let go.</returns>
    private bool Release()
    {
        for (; ; )
        {
            int best = -1;
            T most = T.Zero;
            ReadOnlySpan<T> x = Point.AsSpan(), lower = _bounds.Lower, upper = _bounds.Upper;
            for (int j = 0; j < _n; j++)
            {
                T slope = _slopes[j], score = T.Abs(slope) / _norms[j];
                if (!_isFree[j] && !_isRefused[j] && score > most && (slope > T.Zero ? x[j] < upper[j] : x[j] > lower[j]))
                    (best, most) = (j, score);
            }

            if (best < 0)
                return false;
            _isRefused[best] = true;
            if (!TryFree(best))
                continue;
            FindChange();
            int last = _factors.Count - 1;
            // Rounding alone turns a coordinate against its slope (Lawson and Hanson, section 23.3).
            if (_change[last] * _slopes[best] > T.Zero)
                return true;
            Rest(last);
        }
    }

    /// <summary>Goes along the change until a free coordinate meets a bound, and puts those that do to rest there.</summary>
    /// <returns>Whether there was one.</returns>
    private bool Advance()
    {
        Span<T> x = Point.AsSpan();
        ReadOnlySpan<T> lower = _bounds.Lower, upper = _bounds.Upper;
        T step = T.One;
        int first = -1;
        for (int i = 0; i < _factors.Count; i++)
        {
            int j = _free[i];
            T change = _change[i], bound = change < T.Zero ? lower[j] : upper[j], ratio = (bound - x[j]) / change;
            if (change != T.Zero && ratio <= step)
                (step, first) = (ratio, i);
        }

        for (int i = _factors.Count - 1; i >= 0; i--)
        {
            int j = _free[i];
            T next = x[j] + (step * _change[i]);
            if (i == first)
                next = _change[i] < T.Zero ? lower[j] : upper[j];
            x[j] = T.Clamp(next, lower[j], upper[j]);
            // One that leaves its bound stays free, even where another one allows it no step at all.
            if (_change[i] < T.Zero ? x[j] == lower[j] : _change[i] > T.Zero && x[j] == upper[j])
                Rest(i);
        }

        FindResiduals();
        return first >= 0;
    }

    private bool TryFree(int j)
    {
        if (!_factors.TryAppend(Column(j)))
            return false;
        _free[_factors.Count - 1] = j;
        return _isFree[j] = true;
    }

    private void Rest(int position)
    {
        _isFree[_free[position]] = false;
        _factors.Remove(position);
        _free.AsSpan(position + 1, _factors.Count - position).CopyTo(_free.AsSpan(position));
    }

    private void FindChange() => _factors.Solve(_residuals, _change);

    private void FindResiduals()
    {
        ReadOnlySpan<T> x = Point.AsSpan();
        _right.CopyTo(_residuals, 0);
        for (int j = 0; j < _n; j++)
        {
            if (x[j] != T.Zero)
                Vectors.AddScaled(_residuals, -x[j], Column(j), _residuals);
        }

        _hasSlopes = false;
    }

    /// <summary>The slopes <c>w = Aᵀ (b − A x) = −∇f(x)</c>.</summary>
    private void FindSlopes()
    {
        if (!_hasSlopes)
            MultiplyTransposed(_residuals, _slopes);
        _hasSlopes = true;
    }

    private void MultiplyTransposed(ReadOnlySpan<T> v, Span<T> product)
    {
        for (int j = 0; j < _n; j++)
            product[j] = Vectors.Dot(Column(j), v);
    }

    private T ProjectedNorm()
    {
        _bounds.ProjectedStep(Point.AsSpan(), -T.One, _slopes, _scratch);
        return Vectors.Norm<T>(_scratch);
    }

    /// <summary>The duality gap at the dual point that it writes, <c>½ ‖θ − r‖² + Σ_j max_{l ≤ z ≤ u} (z − x_j) ⟨a_j, θ⟩</c>: a sum of terms of one sign.</summary>
    /// <remarks>With <c>θ = r</c> a free coordinate has a multiplier of the size of rounding, and where it points to an infinite bound the gap is infinite.
    /// The smallest change of θ that turns those the other way by a few roundings makes it finite.</remarks>
    private T Gap()
    {
        Span<T> theta = Dual.AsSpan();
        _residuals.CopyTo(theta);
        T resting = T.Zero, moving = T.Zero;
        for (int j = 0; j < _n; j++)
        {
            T term = Gain(j, _slopes[j]);
            if (_isFree[j])
                moving += term;
            else
                resting += term;
        }

        if (!T.IsFinite(resting) || T.IsFinite(moving))
            return resting + moving;
        T unit = T.CreateChecked(Margin) * Vectors.Epsilon<T>() * Vectors.Norm<T>(_residuals);
        Span<T> turn = _scratch.AsSpan(0, _factors.Count);
        for (int i = 0; i < turn.Length; i++)
        {
            int j = _free[i];
            T margin = unit * _norms[j];
            turn[i] = (T.IsFinite(_bounds.Upper[j]) ? margin : T.IsFinite(_bounds.Lower[j]) ? -margin : T.Zero) - _slopes[j];
        }

        T gap = _factors.AddSmallest(turn, theta) / (T.One + T.One);
        MultiplyTransposed(theta, _scratch);
        for (int j = 0; j < _n; j++)
            gap += Gain(j, _scratch[j]);
        return gap;
    }

    /// <summary>What coordinate j could gain at most, were w its slope all the way.</summary>
    private T Gain(int j, T w) => w > T.Zero ? (_bounds.Upper[j] - Point.AsSpan()[j]) * w : w < T.Zero ? (_bounds.Lower[j] - Point.AsSpan()[j]) * w : T.Zero;

    private ReadOnlySpan<T> Column(int j) => _columns.AsSpan(j * _m, _m);
}
