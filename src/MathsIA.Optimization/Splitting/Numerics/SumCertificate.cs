using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>What subgradients prove of <c>min f(x) + Σᵢ gᵢ(x)</c>: a duality gap, and for indicators that their sets have no point in common.</summary>
/// <remarks>
/// <para>The dual problem is <c>max −f*(v₀) − Σᵢ gᵢ*(vᵢ)</c> over <c>v₀ + Σᵢ vᵢ = 0</c>. The gradient of f at x and subgradients uᵢ at the proxes attain their
/// conjugates, <c>gᵢ*(uᵢ) = ⟨uᵢ, pᵢ⟩ − gᵢ(pᵢ)</c>, but add up to 0 in the limit only. One function takes what is missing, r: a gᵢ whose conjugate is known, or a f
/// that is μ-strongly convex, where <c>f*(∇f(x) + r) ≤ f*(∇f(x)) + ⟨r, x⟩ + ‖r‖²/(2μ)</c>. The smallest of these sums counts.</para>
/// <para>Normals vᵢ of sets with <c>Σᵢ vᵢ = 0</c> and <c>Σᵢ σᵢ(vᵢ) &lt; 0</c> are a proof that the sets do not meet, see <see cref="Separation{T}"/>; where they do not,
/// the subgradients of averaged iterations grow along such normals (A. Pazy, Israel J. Math. 9, 1971; G. Banjac et al., J. Optim. Theory Appl. 183, 2019). The proof
/// is tried at the measurements 8, 16, 32, ...</para>
/// </remarks>
internal sealed class SumCertificate<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int FirstMeasurement = 8;

    private readonly IConjugable<T>?[] _conjugates;
    private readonly T[][] _subgradients;
    private readonly T[] _attained;
    private readonly T[] _missing;
    private readonly T[] _taker;
    private readonly bool _areIndicators;
    private readonly bool _isKnown;
    private readonly T _strongConvexity;
    private int _measurements;
    private bool _isTrying;
    private T _scale;

    public SumCertificate(ReadOnlySpan<IProximable<T>> functions, ISmoothFunction<T>? smooth, int length)
    {
        _conjugates = new IConjugable<T>?[functions.Length];
        _subgradients = new T[functions.Length][];
        _areIndicators = functions.Length > 1;
        _strongConvexity = smooth?.StrongConvexity ?? T.Zero;
        bool hasConjugate = false;
        for (int i = 0; i < functions.Length; i++)
        {
            _conjugates[i] = ConjugateOf.Function(functions[i]);
            _subgradients[i] = new T[length];
            _areIndicators &= functions[i].Traits.HasFlag(FunctionTraits.Indicator);
            hasConjugate |= _conjugates[i] is not null;
        }

        _areIndicators &= hasConjugate;
        // A smooth function that does not say that it is convex may not be.
        _isKnown = (hasConjugate || _strongConvexity > T.Zero) && (smooth is null || smooth.StrongConvexity is not null);
        _attained = new T[functions.Length];
        (_missing, _taker) = (new T[length], new T[length]);
    }

    /// <summary>Whether the sets are proved to have no point in common.</summary>
    public bool IsInfeasible { get; private set; }

    /// <summary>The first of the normals that prove it.</summary>
    public ReadOnlySpan<T> FirstNormal => _subgradients[0];

    /// <summary>The gap where no subgradients are asked for.</summary>
    public T? Unmeasured => _isKnown ? T.PositiveInfinity : null;

    /// <summary>Begins a measurement; false where subgradients are not asked for: there is neither a gap to be known nor a proof to be tried.</summary>
    public bool Begin(T objective)
    {
        if (IsInfeasible)
            return false;
        _measurements++;
        (_scale, _isTrying) = (T.Zero, _areIndicators && _measurements >= FirstMeasurement && BitOperations.IsPow2(_measurements));
        return _isTrying || (_isKnown && T.IsFinite(objective));
    }

    /// <summary>Where the subgradient of a function is to be written.</summary>
    public Span<T> Subgradient(int index) => _subgradients[index];

    /// <summary>Takes the point and the value to which the subgradient of a function belongs, once it is written.</summary>
    public void Attain(int index, ReadOnlySpan<T> point, T value)
    {
        ReadOnlySpan<T> subgradient = _subgradients[index];
        _attained[index] = Vectors.Dot(subgradient, point) - value;
        _scale += Vectors.Norm(subgradient) * Vectors.Norm(point);
    }

    /// <summary>The gap at a point without a smooth function, once all subgradients are there; null where there is no certificate.</summary>
    public T? Gap(T objective)
    {
        Collect(default);
        return _isKnown ? Above(objective + Conjugates()) : null;
    }

    /// <summary>The gap at a point with the value and the gradient of the smooth function at x; null where there is no certificate.</summary>
    public T? Gap(T objective, ReadOnlySpan<T> x, ReadOnlySpan<T> gradient, T smoothValue)
    {
        Collect(gradient);
        if (!_isKnown)
            return null;
        T attained = Vectors.Dot(gradient, x) - smoothValue, conjugates = attained + Conjugates();
        if (_strongConvexity > T.Zero)
        {
            T strong = attained + Vectors.Dot(_missing, x) + (Vectors.Dot<T>(_missing, _missing) / (_strongConvexity + _strongConvexity));
            foreach (T value in _attained)
                strong += value;
            conjugates = T.MinNumber(conjugates, strong);
        }

        return Above(objective + conjugates);
    }

    /// <summary>What is certain of a gap: the points meet their sets up to rounding only, which the subgradients, however long, are multiplied by.</summary>
    private T Above(T gap) => T.Max(T.Zero, gap) + (Rounding<T>.OfSum(_missing.Length) * _scale);

    /// <summary>What the subgradients lack to add up to minus the gradient; the proof is tried before the gradient is taken in.</summary>
    private void Collect(ReadOnlySpan<T> gradient)
    {
        Array.Clear(_missing);
        foreach (T[] subgradient in _subgradients)
            Vectors.Subtract<T>(_missing, subgradient, _missing);
        if (_isTrying)
            Prove();
        if (!gradient.IsEmpty)
            Vectors.Subtract(_missing, gradient, _missing);
    }

    private void Prove()
    {
        for (int taker = 0; taker < _conjugates.Length; taker++)
        {
            T sum = Conjugates(taker);
            if (!(sum < -T.Sqrt(Vectors.Epsilon<T>()) * _scale))
                continue;
            IsInfeasible = true;
            _taker.CopyTo(_subgradients[taker], 0);
            return;
        }
    }

    /// <summary>The smallest sum of the conjugates.</summary>
    private T Conjugates()
    {
        T least = T.PositiveInfinity;
        for (int taker = 0; taker < _conjugates.Length; taker++)
            least = T.MinNumber(least, Conjugates(taker));
        return least;
    }

    /// <summary>The sum of the conjugates where one function takes what is missing; +∞ where it cannot.</summary>
    private T Conjugates(int taker)
    {
        if (_conjugates[taker] is not { } conjugate)
            return T.PositiveInfinity;
        Vectors.AddScaled<T>(_subgradients[taker], T.One, _missing, _taker);
        T sum = conjugate.ConjugateValue(_taker);
        for (int i = 0; i < _attained.Length; i++)
            sum += i == taker ? T.Zero : _attained[i];
        return sum;
    }
}
