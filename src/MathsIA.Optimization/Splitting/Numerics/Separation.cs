using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A proof that sets have no point in common: normals <c>vᵢ</c> that add up to 0 with <c>Σᵢ σᵢ(vᵢ) &lt; 0</c>, σᵢ the support functions.</summary>
/// <remarks>A common point p would give <c>0 = Σᵢ ⟨vᵢ, p⟩ ≤ Σᵢ σᵢ(vᵢ)</c>. Where the sets do not meet, the moves of cyclic projections from set to set settle at
/// such normals (H. H. Bauschke, J. M. Borwein, Set-Valued Anal. 1, 1993; for Douglas-Rachford H. H. Bauschke, W. M. Moursi, Math. Program. 164, 2017). They are
/// tried after 8, 16, 32, ... sweeps, and prove nothing before they really separate the sets by more than rounding.</remarks>
internal sealed class Separation<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int FirstSweep = 8;

    private readonly IConjugable<T>[] _supports;
    private readonly T[][] _moves;
    private readonly T[] _values;
    private readonly T[] _rest;
    private readonly T[] _normal;
    private int _sweeps;
    private int _next;
    private T _scale;

    private Separation(IConjugable<T>[] supports, int length)
    {
        _supports = supports;
        _moves = [.. supports.Select(_ => new T[length])];
        _values = new T[supports.Length];
        (_rest, _normal) = (new T[length], new T[length]);
    }

    /// <summary>Whether the sets are proved to have no point in common.</summary>
    public bool IsProven { get; private set; }

    /// <summary>The normal of the first set.</summary>
    public ReadOnlySpan<T> FirstNormal => _moves[0];

    /// <summary>The test for these functions; null unless all are indicators whose support functions are known.</summary>
    public static Separation<T>? Of(ReadOnlySpan<IProximable<T>> functions, int length)
    {
        var supports = new IConjugable<T>[functions.Length];
        for (int i = 0; i < functions.Length; i++)
        {
            if (!functions[i].Traits.HasFlag(FunctionTraits.Indicator) || ConjugateOf.Function(functions[i]) is not { } support)
                return null;
            supports[i] = support;
        }

        return functions.Length < 2 ? null : new Separation<T>(supports, length);
    }

    /// <summary>Begins a sweep; false where its moves are not asked for.</summary>
    public bool Begin()
    {
        _sweeps++;
        if (IsProven || _sweeps < FirstSweep || !BitOperations.IsPow2(_sweeps))
            return false;
        Array.Clear(_rest);
        (_next, _scale) = (0, T.Zero);
        return true;
    }

    /// <summary>Takes the move to the next set; with the last one the proof is tried.</summary>
    public void Add(ReadOnlySpan<T> from, ReadOnlySpan<T> to)
    {
        T[] move = _moves[_next];
        Vectors.Subtract(from, to, move);
        Vectors.Subtract<T>(_rest, move, _rest);
        _values[_next] = _supports[_next].ConjugateValue(move);
        _scale += Vectors.Norm<T>(move) * Vectors.Norm(to);
        if (++_next == _supports.Length)
            IsProven = TryProve();
    }

    /// <summary>Lets each set in turn take what the moves lack to add up to 0: only where a support function is finite all around does that leave it
    /// finite.</summary>
    private bool TryProve()
    {
        for (int i = 0; i < _supports.Length; i++)
        {
            Vectors.AddScaled<T>(_moves[i], T.One, _rest, _normal);
            T sum = _supports[i].ConjugateValue(_normal), scale = _scale + T.Abs(sum);
            for (int j = 0; j < _values.Length; j++)
            {
                sum += j == i ? T.Zero : _values[j];
                scale += j == i ? T.Zero : T.Abs(_values[j]);
            }

            if (!(sum < -T.Sqrt(Vectors.Epsilon<T>()) * scale))
                continue;
            _normal.CopyTo(_moves[i], 0);
            return true;
        }

        return false;
    }
}
