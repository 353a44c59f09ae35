using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>A proof that Kx is in the set of an indicator h for no x in the domain of g, from the way the dual point drifts.</summary>
/// <remarks>
/// <para>Where a problem has no feasible point its dual points grow without end, and their changes v settle (G. Banjac, P. Goulart, B. Stellato, S. Boyd, J. Optim.
/// Theory Appl. 183, 2019, theorem 5.1). A feasible x would give <c>0 = ⟨−K*v, x⟩ + ⟨v, Kx⟩ ≤ σ_g(−K*v) + σ_h(v)</c> with σ_g the support function of the domain of g. Where
/// that is not known, <c>⟨−K*v, x⟩ ≤ ‖K*v‖ ‖x‖</c>: the proof is then for all x up to <c>1/√ε</c> times as long as the present point and the distance between
/// the sets, ε the machine epsilon.</para>
/// <para>The proof is tried at the measurements 8, 16, 32, ..., with the change since the one before.</para>
/// </remarks>
internal sealed class DualDrift<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int FirstMeasurement = 8;

    private readonly IConjugable<T> _outer;
    private readonly IConjugable<T>? _domain;
    private readonly ILinearOperator<T>? _operator;
    private readonly T[] _keptDual;
    private readonly T[] _keptAdjoint;
    private readonly T[] _change;
    private readonly T[] _slope;
    private int _measurements;

    private DualDrift(IConjugable<T> outer, IConjugable<T>? domain, ILinearOperator<T>? op, int rows, int columns)
    {
        (_outer, _domain, _operator) = (outer, domain, op);
        (_keptDual, _change) = (new T[rows], new T[rows]);
        (_keptAdjoint, _slope) = (new T[columns], new T[columns]);
    }

    /// <summary>The test for these functions; null unless h is an indicator whose support function is known.</summary>
    /// <param name="outer">The function h.</param>
    /// <param name="domain">A function whose domain is that of g, of use where it is an indicator whose support function is known; null for none.</param>
    /// <param name="op">The operator K; null for the identity.</param>
    /// <param name="rows">The length of Kx.</param>
    /// <param name="columns">The length of x.</param>
    public static DualDrift<T>? Of(IProximable<T> outer, IProximable<T>? domain, ILinearOperator<T>? op, int rows, int columns) =>
        outer.Traits.HasFlag(FunctionTraits.Indicator) && ConjugateOf.Function(outer) is { } support
            ? new DualDrift<T>(support, domain is not null && domain.Traits.HasFlag(FunctionTraits.Indicator) ? ConjugateOf.Function(domain) : null, op, rows, columns)
            : null;

    /// <summary>Takes a measurement in.</summary>
    /// <param name="dual">The dual point u; receives the change v if that proves that nothing is feasible.</param>
    /// <param name="adjoint">K*u.</param>
    /// <param name="x">The point x.</param>
    /// <param name="product">Kx.</param>
    /// <returns>Whether it does.</returns>
    public bool Proves(Span<T> dual, ReadOnlySpan<T> adjoint, ReadOnlySpan<T> x, ReadOnlySpan<T> product)
    {
        _measurements++;
        if (_measurements >= FirstMeasurement && BitOperations.IsPow2(_measurements) && Separates(dual, adjoint, x, product))
        {
            _change.CopyTo(dual);
            return true;
        }

        if (BitOperations.IsPow2(_measurements + 1))
        {
            dual.CopyTo(_keptDual);
            adjoint.CopyTo(_keptAdjoint);
        }

        return false;
    }

    private bool Separates(ReadOnlySpan<T> dual, ReadOnlySpan<T> adjoint, ReadOnlySpan<T> x, ReadOnlySpan<T> product)
    {
        Vectors.Subtract(dual, _keptDual, _change);
        Vectors.Subtract(_keptAdjoint, adjoint, _slope);
        T outer = _outer.ConjugateValue(_change), length = Vectors.Norm<T>(_change), root = T.Sqrt(Vectors.Epsilon<T>());
        if (!(outer < -root * length * Vectors.Norm(product)))
            return false;
        T miss = Vectors.Norm<T>(_slope), size = Vectors.Norm(x);
        T support = _domain?.ConjugateValue(_slope) ?? T.PositiveInfinity;
        if (outer + support < -root * (T.Abs(outer) + T.Abs(support) + (miss * size)))
            return true;
        if (!(outer + (size * miss / root) < T.Zero))
            return false;
        // Few problems come as far as this, so the norm is asked for only now. Rounding of K*u counts as part of what is missed.
        T norm = _operator is null ? T.One : SplittingGuard.NormBound(_operator, nameof(DualDrift<>));
        miss += Vectors.Epsilon<T>() * norm * (Vectors.Norm(dual) + Vectors.Norm<T>(_keptDual));
        return norm == T.Zero || outer + ((size - (outer / (length * norm))) * miss / root) < T.Zero;
    }
}
