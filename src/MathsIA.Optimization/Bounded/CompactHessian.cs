using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The limited-memory BFGS matrix in compact form, <c>B = θ I − W M Wᵀ</c> with <c>W = [Y, θ S]</c> of n x 2k and a small M.</summary>
/// <remarks>R. H. Byrd, J. Nocedal and R. B. Schnabel, Mathematical Programming 63 (1994), equations 2.17 and 3.5.</remarks>
internal sealed class CompactHessian<T>(int n, int memory) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _steps = new T[checked(n * memory)];
    private readonly T[] _changes = new T[checked(n * memory)];
    private readonly double[] _stepChange = new double[memory * memory];
    private readonly double[] _stepStep = new double[memory * memory];
    private readonly double[] _changeChange = new double[memory * memory];
    private readonly double[] _matrix = new double[4 * memory * memory];
    private readonly SmallSystem _middle = new(2 * memory);
    private int _first;

    /// <summary>The number of pairs k.</summary>
    public int Count { get; private set; }

    /// <summary>The scale <c>θ</c>.</summary>
    public double Theta { get; private set; } = 1;

    /// <summary>The number of columns of W.</summary>
    public int Width => 2 * Count;

    public void Forget() => (Count, _first, Theta) = (0, 0, 1);

    /// <summary>Takes a step in, unless it has no positive curvature.</summary>
    public void Learn(EvaluatedPoint<T> from, EvaluatedPoint<T> to)
    {
        // When full, the new pair takes the place of the oldest one; a pair that is turned down must not.
        int slot = Count < memory ? (_first + Count) % memory : _first;
        T product = T.Zero, square = T.Zero;
        ReadOnlySpan<T> x = from.Point.AsSpan(), xNext = to.Point.AsSpan(), g = from.Gradient.AsSpan(), gNext = to.Gradient.AsSpan();
        for (int i = 0; i < n; i++)
        {
            T change = gNext[i] - g[i];
            product += (xNext[i] - x[i]) * change;
            square += change * change;
        }

        if (!(product > Vectors.Epsilon<T>() * square))
            return;
        Vectors.Subtract(xNext, x, Step(slot));
        Vectors.Subtract(gNext, g, Change(slot));
        if (Count < memory)
            Count++;
        else
            _first = (_first + 1) % memory;
        for (int i = 0; i < Count; i++)
        {
            int other = Slot(i);
            _stepChange[(slot * memory) + other] = Dot(Step(slot), Change(other));
            _stepChange[(other * memory) + slot] = Dot(Step(other), Change(slot));
            _stepStep[(slot * memory) + other] = _stepStep[(other * memory) + slot] = Dot(Step(slot), Step(other));
            _changeChange[(slot * memory) + other] = _changeChange[(other * memory) + slot] = Dot(Change(slot), Change(other));
        }

        Theta = _changeChange[(slot * memory) + slot] / _stepChange[(slot * memory) + slot];
    }

    /// <summary>Factors <c>M⁻¹ = [−D, Lᵀ; L, θ SᵀS]</c>, D the diagonal and L the strict lower part of <c>SᵀY</c>.</summary>
    /// <returns>Whether it is regular.</returns>
    public bool Prepare()
    {
        int k = Count, width = Width;
        for (int i = 0; i < k; i++)
        {
            for (int j = 0; j < k; j++)
            {
                double product = _stepChange[(Slot(i) * memory) + Slot(j)];
                _matrix[(i * width) + j] = i == j ? -product : 0;
                _matrix[((k + i) * width) + j] = i > j ? product : 0;
                _matrix[(j * width) + k + i] = i > j ? product : 0;
                _matrix[((k + i) * width) + k + j] = Theta * _stepStep[(Slot(i) * memory) + Slot(j)];
            }
        }

        return k == 0 || _middle.Factor(_matrix, width);
    }

    /// <summary><c>v ← M v</c>.</summary>
    public bool MultiplyMiddle(Span<double> v) => Count == 0 || _middle.Solve(v);

    /// <summary><c>result = Wᵀ v</c>.</summary>
    public void Project(ReadOnlySpan<T> v, Span<double> result)
    {
        for (int i = 0; i < Count; i++)
        {
            result[i] = Dot(Change(Slot(i)), v);
            result[Count + i] = Theta * Dot(Step(Slot(i)), v);
        }
    }

    /// <summary><c>v += a W c</c>.</summary>
    public void AddCombination(ReadOnlySpan<double> c, double a, Span<T> v)
    {
        for (int i = 0; i < Count; i++)
        {
            Vectors.AddScaled<T>(v, T.CreateTruncating(a * c[i]), Change(Slot(i)), v);
            Vectors.AddScaled<T>(v, T.CreateTruncating(a * Theta * c[Count + i]), Step(Slot(i)), v);
        }
    }

    /// <summary>Row b of W.</summary>
    public void Row(int b, Span<double> row)
    {
        for (int i = 0; i < Count; i++)
        {
            row[i] = double.CreateTruncating(Change(Slot(i))[b]);
            row[Count + i] = Theta * double.CreateTruncating(Step(Slot(i))[b]);
        }
    }

    /// <summary><c>Wᵀ W</c> over all rows.</summary>
    public void Gram(Span<double> gram)
    {
        int k = Count, width = Width;
        for (int i = 0; i < k; i++)
        {
            for (int j = 0; j < k; j++)
            {
                int at = (Slot(i) * memory) + Slot(j);
                gram[(i * width) + j] = _changeChange[at];
                gram[((k + i) * width) + j] = gram[(j * width) + k + i] = Theta * _stepChange[at];
                gram[((k + i) * width) + k + j] = Theta * Theta * _stepStep[at];
            }
        }
    }

    private static double Dot(ReadOnlySpan<T> x, ReadOnlySpan<T> y) => double.CreateTruncating(Vectors.Dot(x, y));

    private int Slot(int age) => (_first + age) % memory;

    private Span<T> Step(int slot) => _steps.AsSpan(slot * n, n);

    private Span<T> Change(int slot) => _changes.AsSpan(slot * n, n);
}
