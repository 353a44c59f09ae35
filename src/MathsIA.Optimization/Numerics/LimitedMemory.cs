using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>An approximate inverse H of a Jacobian, kept as the last pairs of a step s and a change y (limited-memory BFGS) and never formed.</summary>
/// <remarks>H starts from <c>⟨s, y⟩/⟨y, y⟩</c> times the identity, with the newest pair. J. Nocedal, Mathematics of Computation 35 (1980); D. C. Liu and J. Nocedal,
/// Mathematical Programming 45 (1989); Nocedal and Wright 2006, algorithm 7.4.</remarks>
internal sealed class LimitedMemory<T>(int capacity, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _steps = new T[checked(length * capacity)];
    private readonly T[] _changes = new T[checked(length * capacity)];
    private readonly T[] _inverseCurvatures = new T[capacity];
    private readonly T[] _weights = new T[capacity];
    private T _scale = T.One;
    private int _next;
    private int _count;

    public int Capacity => capacity;

    public bool IsEmpty => _count == 0;

    /// <summary>Where to write the next step before <see cref="Push"/>.</summary>
    public Span<T> NextStep => Row(_steps, _next);

    /// <summary>Where to write the next change before <see cref="Push"/>.</summary>
    public Span<T> NextChange => Row(_changes, _next);

    public void Clear() => (_count, _next) = (0, 0);

    /// <summary>Takes the pair that was written, unless its curvature <c>⟨s, y⟩</c> is not safely positive: H would stop being positive definite.</summary>
    public void Push()
    {
        Span<T> s = NextStep, y = NextChange;
        T curvature = Vectors.Dot<T>(s, y), square = Vectors.Dot<T>(y, y);
        if (!(curvature > Vectors.Epsilon<T>() * square) || !T.IsFinite(T.One / curvature))
        {
            // Where the memory was full the slot held the oldest pair, which has been written over.
            _count = Math.Min(_count, capacity - 1);
            return;
        }

        _inverseCurvatures[_next] = T.One / curvature;
        _scale = curvature / square;
        _next = After(_next);
        _count = Math.Min(_count + 1, capacity);
    }

    /// <summary>Replaces v by H v, by the two-loop recursion: 4 m n multiplications. Without pairs v stays.</summary>
    public void Multiply(Span<T> v)
    {
        if (_count == 0)
            return;
        // Each change of v and the next inner product with it are one pass.
        int k = Before(_next);
        T product = Vectors.Dot(Row(_steps, k), v);
        for (int age = 1; age < _count; age++)
        {
            _weights[k] = _inverseCurvatures[k] * product;
            int older = Before(k);
            product = Vectors.UpdateAndDot(v, -_weights[k], Row(_changes, k), T.One, Row(_steps, older));
            k = older;
        }

        _weights[k] = _inverseCurvatures[k] * product;
        product = Vectors.UpdateAndDot(v, -_weights[k], Row(_changes, k), _scale, Row(_changes, k));
        for (int age = _count; age > 1; age--)
        {
            int newer = After(k);
            product = Vectors.UpdateAndDot(v, _weights[k] - (_inverseCurvatures[k] * product), Row(_steps, k), T.One, Row(_changes, newer));
            k = newer;
        }

        Vectors.AddScaled(v, _weights[k] - (_inverseCurvatures[k] * product), Row(_steps, k), v);
    }

    /// <summary>The pair before a pair in time; the pairs stand in a ring.</summary>
    private int Before(int k) => (k == 0 ? capacity : k) - 1;

    private int After(int k) => k + 1 == capacity ? 0 : k + 1;

    private Span<T> Row(T[] rows, int k) => rows.AsSpan(k * length, length);
}
