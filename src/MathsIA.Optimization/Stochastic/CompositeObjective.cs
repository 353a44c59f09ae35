using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>What a stochastic run measures and where its steps end: <c>f + g</c> and its optimality, or <c>f</c> alone.</summary>
/// <remarks>With g the residual is the norm of the prox-gradient mapping, <c>‖x − prox_{τg}(x − τ ∇f(x))‖/τ</c> at <c>τ = 1/L</c> (1 where L is
/// not known), else the norm of the gradient: the same for g = 0.</remarks>
internal sealed class CompositeObjective<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IFiniteSum<T> _smooth;
    private readonly IProximable<T>? _proximable;
    private readonly Tensor<T> _gradient;
    private readonly T _measureStep;

    public CompositeObjective(IFiniteSum<T> smooth, IProximable<T>? proximable, Tensor<T> x0)
    {
        _smooth = smooth;
        _proximable = proximable;
        _gradient = Tensor.Uninitialized<T>(x0.Shape);
        _measureStep = proximable is not null && smooth.LipschitzConstant is { } l && l > T.Zero && T.IsFinite(l) ? T.One / l : T.One;
        Start = x0.Clone();
        if (proximable is not null && T.IsPositiveInfinity(proximable.Value(Start.AsSpan())))
            proximable.Prox(Start.AsSpan(), _measureStep, Start.AsSpan());
    }

    /// <summary>The start, in the domain of g.</summary>
    public Tensor<T> Start { get; }

    public Measurement<T> Measure(Tensor<T> x)
    {
        T value = _smooth.ValueAndGradient(x, _gradient);
        if (_proximable is null)
            return new Measurement<T>(value, Vectors.Norm(_gradient));
        value += _proximable.Value(x.AsSpan());
        Vectors.AddScaled(x, -_measureStep, _gradient, _gradient);
        _proximable.Prox(_gradient.AsSpan(), _measureStep, _gradient.AsSpan());
        Vectors.Subtract(x, _gradient, _gradient);
        return new Measurement<T>(value, Vectors.Norm(_gradient) / _measureStep);
    }

    /// <summary><c>x ← prox_{τg}(x − τ v)</c>.</summary>
    public void Descend(Tensor<T> x, T step, Tensor<T> v)
    {
        Vectors.AddScaled(x, -step, v, x);
        _proximable?.Prox(x.AsSpan(), step, x.AsSpan());
    }
}
