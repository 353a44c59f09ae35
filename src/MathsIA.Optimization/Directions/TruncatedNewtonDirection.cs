using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Newton's direction by conjugate gradients that stop early: solves <c>∂²f(x) d = −∇f(x)</c> as well as the distance from the solution is
/// worth, by Hessian-vector products alone.</summary>
/// <remarks>Stops at a residual of <c>min(½, √‖∇f‖) ‖∇f‖</c>, which gives superlinear convergence (Dembo, Eisenstat and Steihaug 1982), or at a
/// direction of negative curvature, with what it has until then, so that the direction always descends. Nocedal and Wright 2006,
/// algorithm 7.1.</remarks>
public sealed record TruncatedNewtonDirection : IDirectionRule
{
    /// <summary>The most products a direction; null for the number of coordinates.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int? MaxProducts
    {
        get;
        init => field = value is { } most ? Guard.AtLeastOne(most, nameof(TruncatedNewtonDirection), nameof(value)) : null;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The function has no Hessian-vector product.</exception>
    public IDirection<T> Start<T>(ISmoothFunction<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(x0);
        return new Direction<T>(Constants.TwiceDifferentiable(function, "NewtonConjugateGradient"), x0, MaxProducts ?? x0.Length);
    }

    private sealed class Direction<T>(ITwiceDifferentiable<T> function, Tensor<T> x0, int maxProducts) : IDirection<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Tensor<T> _residual = Tensor.Uninitialized<T>(x0.Shape);
        private readonly Tensor<T> _conjugate = Tensor.Uninitialized<T>(x0.Shape);
        private readonly Tensor<T> _product = Tensor.Uninitialized<T>(x0.Shape);

        public T? Compute(EvaluatedPoint<T> at, Tensor<T> direction)
        {
            Tensor<T> gradient = at.Gradient;
            T norm = Vectors.Norm(gradient), tolerance = T.Min(T.CreateChecked(0.5), T.Sqrt(norm)) * norm, square = norm * norm;
            gradient.CopyTo(_residual);
            Vectors.Negate(gradient, _conjugate);
            direction.Fill(T.Zero);
            for (int k = 0; k < maxProducts; k++)
            {
                function.HessianVector(at.Point, _conjugate, _product);
                T curvature = Vectors.Dot(_conjugate, _product);
                if (!(curvature > Vectors.Epsilon<T>() * Vectors.Dot(_conjugate, _conjugate)))
                {
                    if (k > 0)
                        break;
                    Vectors.Negate(gradient, direction);
                    return null;
                }

                T step = square / curvature;
                Vectors.AddScaled(direction, step, _conjugate, direction);
                Vectors.AddScaled(_residual, step, _product, _residual);
                T next = Vectors.Dot(_residual, _residual);
                if (T.Sqrt(next) <= tolerance)
                    break;
                Vectors.Scale(_conjugate.AsSpan(), next / square);
                Vectors.AddScaled(_conjugate, -T.One, _residual, _conjugate);
                square = next;
            }

            return T.One;
        }

        public void Learn(EvaluatedPoint<T> from, Tensor<T> direction, EvaluatedPoint<T> to)
        {
            // The Hessian says it all.
        }

        public bool Forget() => false;
    }
}
