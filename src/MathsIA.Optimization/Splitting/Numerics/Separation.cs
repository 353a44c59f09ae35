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
    private readonly T[] _normal;
    private readonly T[] _rest;
    private readonly T[] _first;
    private int _sweeps;
    private int _next;
    private T _sum;
    private T _scale;

    private Separation(IConjugable<T>[] supports, int length)
    {
        _supports = supports;
        (_normal, _rest, _first) = (new T[length], new T[length], new T[length]);
    }

    /// <summary>Whether the sets are proved to have no point in common.</summary>
    public bool IsProven { get; private set; }

    /// <summary>The normal of the first set.</summary>
    public ReadOnlySpan<T> FirstNormal => _first;

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
        (_next, _sum, _scale) = (0, T.Zero, T.Zero);
        return true;
    }

    /// <summary>Takes the move to the next set; the last set's normal is what the others leave, so that they add up to 0.</summary>
    public void Add(ReadOnlySpan<T> from, ReadOnlySpan<T> to)
    {
        bool isLast = _next == _supports.Length - 1;
        if (isLast)
            _rest.CopyTo(_normal, 0);
        else
            Vectors.Subtract(from, to, _normal);
        if (_next == 0)
            _normal.CopyTo(_first, 0);
        Vectors.Subtract<T>(_rest, _normal, _rest);
        T support = _supports[_next++].ConjugateValue(_normal);
        _sum += support;
        _scale += T.Abs(support) + (Vectors.Norm<T>(_normal) * Vectors.Norm(to));
        if (isLast)
            IsProven = _sum < -T.Sqrt(Vectors.Epsilon<T>()) * _scale;
    }
}
