using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The inverse of a Jacobian by limited memory BFGS, kept as pairs of a step s and a change y; multiplied by the two-loop recursion (Nocedal 1980).</summary>
internal sealed class LimitedMemory<T>(int capacity, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[][] _steps = [.. Enumerable.Range(0, capacity).Select(_ => new T[length])];
    private readonly T[][] _changes = [.. Enumerable.Range(0, capacity).Select(_ => new T[length])];
    private readonly T[] _inverseCurvatures = new T[capacity];
    private readonly T[] _weights = new T[capacity];
    private int _next;
    private int _count;

    public int Capacity => capacity;

    public bool IsEmpty => _count == 0;

    /// <summary>Where to write the next step before <see cref="Push"/>.</summary>
    public Span<T> NextStep => _steps[_next];

    /// <summary>Where to write the next change before <see cref="Push"/>.</summary>
    public Span<T> NextChange => _changes[_next];

    public void Clear() => (_count, _next) = (0, 0);

    /// <summary>Takes the pair that was written, unless its curvature <c>⟨s, y⟩</c> is not safely positive.</summary>
    public void Push()
    {
        ReadOnlySpan<T> s = NextStep, y = NextChange;
        T curvature = Vectors.Dot(s, y), safe = T.CreateChecked(1e-12) * Vectors.Dot(s, s);
        if (!(curvature > safe) || !T.IsFinite(T.One / curvature))
        {
            // The oldest pair stood in that place.
            _count = Math.Min(_count, capacity - 1);
            return;
        }

        _inverseCurvatures[_next] = T.One / curvature;
        _next = (_next + 1) % capacity;
        _count = Math.Min(_count + 1, capacity);
    }

    /// <summary>Replaces v by Hv.</summary>
    public void Multiply(Span<T> v)
    {
        for (int i = 1; i <= _count; i++)
        {
            int j = (_next - i + capacity) % capacity;
            _weights[j] = _inverseCurvatures[j] * Vectors.Dot<T>(_steps[j], v);
            Vectors.AddScaled(v, -_weights[j], _changes[j], v);
        }

        int last = (_next - 1 + capacity) % capacity;
        Vectors.Scale(v, T.One / (_inverseCurvatures[last] * Vectors.Dot<T>(_changes[last], _changes[last])));
        for (int i = _count; i >= 1; i--)
        {
            int j = (_next - i + capacity) % capacity;
            T weight = _weights[j] - (_inverseCurvatures[j] * Vectors.Dot<T>(_changes[j], v));
            Vectors.AddScaled(v, weight, _steps[j], v);
        }
    }
}
