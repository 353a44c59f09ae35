using System.Numerics;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>The step for x by Newton's method, its systems <c>(∇²f + ρK*K)d = −r</c> solved by conjugate gradients: one Newton step for a quadratic.</summary>
internal sealed class NewtonAdmmStep<T> : IAdmmStep<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int MostNewtonSteps = 20;
    private const int MostHalvings = 30;
    private static readonly T _forcing = T.CreateChecked(1e-3);
    private readonly ITwiceDifferentiable<T> _smooth;
    private readonly ILinearOperator<T> _operator;
    private readonly int _mostProducts;
    private readonly Tensor<T> _gradient;
    private readonly Tensor<T> _trialGradient;
    private readonly Tensor<T> _trial;
    private readonly Tensor<T> _direction;
    private readonly Tensor<T> _search;
    private readonly Tensor<T> _image;
    private readonly T[] _residual;
    private readonly T[] _product;
    private readonly T[] _adjoint;

    public NewtonAdmmStep(ITwiceDifferentiable<T> smooth, ILinearOperator<T> op, Tensor<T> x0)
    {
        _smooth = smooth;
        _operator = op;
        _mostProducts = (2 * x0.Length) + 20;
        Tensor<T> New() => Tensor.Uninitialized<T>(x0.Shape);
        (_gradient, _trialGradient, _trial, _direction, _search, _image) = (New(), New(), New(), New(), New(), New());
        (_residual, _product, _adjoint) = (new T[x0.Length], new T[op.Range.ElementCount], new T[x0.Length]);
    }

    public IProximable<T>? Proximable => null;

    public T? StrongConvexity => _smooth.StrongConvexity is { } mu && mu > T.Zero ? mu : null;

    public T Solve(ReadOnlySpan<T> target, T penalty, Tensor<T> x)
    {
        T value = Differentiate(x, target, penalty, _gradient), norm = Vectors.Norm(_gradient);
        // Errors that shrink with the gradient at the warm start are summable along a converging run.
        T tolerance = norm * T.CreateChecked(1e-8);
        for (int step = 0; step < MostNewtonSteps && norm > tolerance; step++)
        {
            SolveNewtonSystem(x, penalty, norm);
            T length = T.One;
            for (int halving = 0; ; halving++)
            {
                Vectors.AddScaled(x, length, _direction, _trial);
                T trialValue = Differentiate(_trial, target, penalty, _trialGradient), trialNorm = Vectors.Norm(_trialGradient);
                if (trialNorm < norm)
                {
                    _trial.CopyTo(x);
                    _trialGradient.CopyTo(_gradient);
                    (value, norm) = (trialValue, trialNorm);
                    break;
                }

                if (halving == MostHalvings || !T.IsFinite(trialNorm))
                    return T.IsFinite(trialNorm) ? value : trialValue;
                length /= T.One + T.One;
            }
        }

        return value;
    }

    public T Value(Tensor<T> x) => _smooth.Value(x);

    public void CorrectResidual(Tensor<T> x, ReadOnlySpan<T> adjoint, Span<T> residual)
    {
        _smooth.Gradient(x, _trialGradient);
        Vectors.AddScaled(_trialGradient.AsSpan(), T.One, adjoint, residual);
    }

    /// <summary>The gradient of the augmented function.</summary>
    private T Differentiate(Tensor<T> x, ReadOnlySpan<T> target, T penalty, Tensor<T> gradient)
    {
        T value = _smooth.ValueAndGradient(x, gradient);
        _operator.Apply(x.AsSpan(), _product);
        Vectors.AddScaled(_product, -T.One, target, _product);
        _operator.ApplyAdjoint(_product, _adjoint);
        Vectors.AddScaled(gradient.AsSpan(), penalty, _adjoint, gradient.AsSpan());
        return value;
    }

    private void SolveNewtonSystem(Tensor<T> x, T penalty, T norm)
    {
        Span<T> d = _direction.AsSpan(), r = _residual, p = _search.AsSpan(), image = _image.AsSpan();
        d.Clear();
        System.Numerics.Tensors.TensorPrimitives.Negate(_gradient.AsSpan(), r);
        r.CopyTo(p);
        T square = norm * norm, stop = _forcing * _forcing * _forcing * norm;
        for (int k = 0; k < _mostProducts && T.Sqrt(square) > stop; k++)
        {
            _smooth.HessianVector(x, _search, _image);
            _operator.Apply(p, _product);
            _operator.ApplyAdjoint(_product, _adjoint);
            Vectors.AddScaled(image, penalty, _adjoint, image);
            T curvature = Vectors.Dot<T>(p, image);
            if (!(curvature > T.Zero))
                break;
            T length = square / curvature;
            Vectors.AddScaled(d, length, p, d);
            Vectors.AddScaled(r, -length, image, r);
            T next = Vectors.Dot<T>(r, r);
            Vectors.Scale(p, next / square);
            Vectors.AddScaled(p, T.One, r, p);
            square = next;
        }
    }
}
