using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A point as a convex combination of extreme points.</summary>
internal sealed class ActiveAtoms<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly T _negligible = T.CreateChecked(4) * Vectors.Epsilon<T>();
    private readonly List<T[]> _atoms = [];
    private readonly List<T> _weights = [];
    private readonly Stack<T[]> _unused = new();

    public ActiveAtoms(ReadOnlySpan<T> start)
    {
        _atoms.Add(start.ToArray());
        _weights.Add(T.One);
    }

    public int Count => _atoms.Count;

    public ReadOnlySpan<T> this[int index] => _atoms[index];

    public T Weight(int index) => _weights[index];

    /// <summary>The atom with the largest inner product with the gradient.</summary>
    public int Worst(ReadOnlySpan<T> gradient, out T score)
    {
        int worst = 0;
        score = T.NegativeInfinity;
        for (int i = 0; i < _atoms.Count; i++)
        {
            T inner = Vectors.Dot<T>(gradient, _atoms[i]);
            if (inner > score)
                (worst, score) = (i, inner);
        }

        return worst;
    }

    /// <summary>Takes the combination to <c>(1 − γ)x + γs</c>.</summary>
    public void StepTowards(ReadOnlySpan<T> vertex, T step)
    {
        Rescale(T.One - step);
        int index = _atoms.Count - 1;
        while (index >= 0 && !vertex.SequenceEqual(_atoms[index]))
            index--;
        if (index < 0)
        {
            T[] atom = _unused.Count > 0 ? _unused.Pop() : new T[vertex.Length];
            vertex.CopyTo(atom);
            _atoms.Add(atom);
            _weights.Add(step);
        }
        else
        {
            _weights[index] += step;
        }

        DropNegligible();
    }

    /// <summary>Takes the combination to <c>(1 + γ)x − γv</c>.</summary>
    public void StepAway(int index, T step, bool drops)
    {
        Rescale(T.One + step);
        _weights[index] = drops ? T.Zero : _weights[index] - step;
        DropNegligible();
    }

    private void Rescale(T factor)
    {
        for (int i = 0; i < _weights.Count; i++)
            _weights[i] *= factor;
    }

    private void DropNegligible()
    {
        for (int i = _atoms.Count - 1; i >= 0; i--)
        {
            if (_weights[i] > _negligible)
                continue;
            _unused.Push(_atoms[i]);
            _atoms[i] = _atoms[^1];
            _weights[i] = _weights[^1];
            _atoms.RemoveAt(_atoms.Count - 1);
            _weights.RemoveAt(_weights.Count - 1);
        }
    }
}
