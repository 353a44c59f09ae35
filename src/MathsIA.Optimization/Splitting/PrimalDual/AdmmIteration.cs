using System.Numerics;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>The iteration behind <see cref="Admm"/>, whatever the step for x.</summary>
internal sealed class AdmmIteration<T> : IDualIteration<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IAdmmStep<T> _step;
    private readonly ILinearOperator<T>? _operator;
    private readonly IProximable<T> _outer;
    private readonly PenaltyState<T> _penalty;
    private readonly PrimalDualCertificate<T> _certificate;
    private readonly DualDrift<T>? _drift;
    private readonly T _relaxation;
    private readonly Tensor<T> _x;
    private readonly Tensor<T> _z;
    private readonly T[] _multiplier;
    private readonly T[] _product;
    private readonly T[] _target;
    private readonly T[] _change;
    private readonly T[] _residual;
    private readonly T[] _adjoint;
    private T _value;
    private T _outerAtZ;

    public AdmmIteration(IAdmmStep<T> step, ILinearOperator<T>? op, IProximable<T> outer, Tensor<T> x0, Admm method)
    {
        (_step, _operator, _outer) = (step, op, outer);
        _penalty = new PenaltyState<T>(method.Penalty, method.Balancing);
        _relaxation = T.CreateChecked(method.Relaxation);
        Point = _x = x0.Clone();
        Shape range = op?.Range ?? x0.Shape;
        _z = Tensor.Uninitialized<T>(range);
        Dual = Tensor.Zeros<T>(range);
        int rows = Dual.Length;
        (_multiplier, _product, _target, _change) = (new T[rows], new T[rows], new T[rows], new T[rows]);
        (_residual, _adjoint) = (new T[x0.Length], new T[x0.Length]);
        _certificate = new PrimalDualCertificate<T>(step.Proximable, outer, null, step.StrongConvexity, x0.Length);
        _drift = DualDrift<T>.Of(outer, step.Proximable, op, rows, x0.Length);
        Apply(_x.AsSpan(), _z.AsSpan());
        outer.Value(_z.AsSpan());
        Advance();
    }

    public Tensor<T> Point { get; private set; }

    public Tensor<T> Dual { get; }

    public int MeasureInterval => 1;

    public Measurement<T> Measure()
    {
        (T primal, T dual) = Residuals();
        T outer = _outer.Value(_product), objective = _value + outer;
        Point = _x;
        ReadOnlySpan<T> y = Dual.AsSpan(), z = _z.AsSpan();
        T conjugate = Vectors.Dot(y, z) - _outerAtZ;
        T? gap = _certificate.Gap(_value, outer, conjugate, Vectors.Dot(_product, y), _adjoint, dual);
        if (_operator is null && T.IsPositiveInfinity(objective))
        {
            T atZ = _step.Value(_z) + _outerAtZ;
            if (T.IsFinite(atZ))
            {
                Point = _z;
                gap = _certificate.HoldsEverywhere ? _certificate.Gap(atZ - _outerAtZ, _outerAtZ, conjugate, Vectors.Dot(z, y), _adjoint, dual) : null;
                objective = atZ;
            }
        }

        bool isInfeasible = _certificate.ProvesInfeasibility(conjugate, y, _adjoint, _x.AsSpan(), _product)
            || _drift?.Proves(Dual.AsSpan(), _adjoint, _x.AsSpan(), _product) == true;
        return new Measurement<T>(objective, T.Max(primal, dual)) { RanksByResidual = true, Gap = gap, ProvesInfeasibility = isInfeasible };
    }

    public bool Step()
    {
        if (_penalty.BalancesNow())
        {
            (T primal, T dual) = Residuals();
            T factor = _penalty.Balance(primal, dual);
            if (factor != T.One)
                Vectors.Scale(_multiplier.AsSpan(), T.One / factor);
        }

        return Advance();
    }

    private bool Advance()
    {
        Span<T> u = _multiplier, z = _z.AsSpan(), y = Dual.AsSpan();
        T rho = _penalty.Value;
        Vectors.AddScaled(z, -T.One, u, _target);
        _value = _step.Solve(_target, rho, _x);
        Apply(_x.AsSpan(), _product);

        // w + u with w = αKx + (1 − α)z, and z⁺ its prox; what the prox takes off is the new u.
        bool moved = false;
        for (int i = 0; i < u.Length; i++)
        {
            T w = z[i] + (_relaxation * (_product[i] - z[i]));
            _target[i] = w + u[i];
            // (1 − α)(z − Kx) + z − z⁺, whose image under ρK* is the dual residual; z⁺ comes off below.
            _change[i] = (w - _product[i]) + z[i];
        }

        _target.CopyTo(y);
        _outerAtZ = _outer.Prox(y, T.One / rho, y);
        for (int i = 0; i < u.Length; i++)
        {
            T next = y[i], multiplier = _target[i] - next;
            moved |= next != z[i] || multiplier != u[i];
            _change[i] -= next;
            (z[i], u[i], y[i]) = (next, multiplier, rho * multiplier);
        }

        Vectors.Scale(_change.AsSpan(), rho);
        return moved;
    }

    private (T Primal, T Dual) Residuals()
    {
        ApplyAdjoint(Dual.AsSpan(), _adjoint);
        ApplyAdjoint(_change, _residual);
        _step.CorrectResidual(_x, _adjoint, _residual);
        return (Distances.Between<T>(_product, _z.AsSpan()), Vectors.Norm<T>(_residual));
    }

    private void Apply(ReadOnlySpan<T> x, Span<T> destination)
    {
        if (_operator is null)
            x.CopyTo(destination);
        else
            _operator.Apply(x, destination);
    }

    private void ApplyAdjoint(ReadOnlySpan<T> u, Span<T> destination)
    {
        if (_operator is null)
            u.CopyTo(destination);
        else
            _operator.ApplyAdjoint(u, destination);
    }
}
