using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The nonlinear conjugate gradient direction, <c>d⁺ = −∇f(x⁺) + β d</c>.</summary>
/// <remarks>Two vectors of memory. The weights <c>β</c> are those of <see cref="ConjugateGradientUpdate"/>; on a quadratic with an exact search they are
/// all the same, and the method is the linear one: n steps at most. The direction starts afresh when it does not descend, and, but
/// for Hager and Zhang's, when two gradients in a row are far from orthogonal (Powell 1977). Survey: W. W. Hager and H. Zhang, "A survey of nonlinear
/// conjugate gradient methods", Pacific Journal of Optimization 2 (2006).</remarks>
public sealed record ConjugateGradientDirection : IDirectionRule
{
    /// <summary>The weight of the last direction. <see cref="ConjugateGradientUpdate.HagerZhang"/> by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such update.</exception>
    public ConjugateGradientUpdate Update
    {
        get;
        init => field = value is >= ConjugateGradientUpdate.HagerZhang and <= ConjugateGradientUpdate.DaiYuan ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "ConjugateGradientDirection: there is no such update.");
    }

    /// <inheritdoc/>
    public IDirection<T> Start<T>(ISmoothFunction<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(x0);
        return new Direction<T>(Update, Tensor.Uninitialized<T>(x0.Shape));
    }

    private sealed class Direction<T>(ConjugateGradientUpdate update, Tensor<T> change) : IDirection<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private const double FarFromOrthogonal = 0.2, LeastNorm = 0.01;

        private T _weight;

        public T? Compute(EvaluatedPoint<T> at, Tensor<T> direction)
        {
            if (_weight == T.Zero)
            {
                Vectors.Negate(at.Gradient, direction);
                return null;
            }

            Vectors.Scale(direction.AsSpan(), _weight);
            Vectors.AddScaled(direction, -T.One, at.Gradient, direction);
            return null;
        }

        public void Learn(EvaluatedPoint<T> from, Tensor<T> direction, EvaluatedPoint<T> to)
        {
            Tensor<T> before = from.Gradient, after = to.Gradient;
            Vectors.Subtract(after, before, change);
            T square = Vectors.Dot(after, after), squareBefore = Vectors.Dot(before, before);
            T curvature = Vectors.Dot(direction, change), overlap = Vectors.Dot(after, change);
            bool restarts = update != ConjugateGradientUpdate.HagerZhang
                && T.Abs(square - overlap) > T.CreateChecked(FarFromOrthogonal) * square;
            T weight = restarts ? T.Zero : update switch
            {
                ConjugateGradientUpdate.PolakRibierePlus => T.Max(T.Zero, overlap / squareBefore),
                ConjugateGradientUpdate.FletcherReeves => square / squareBefore,
                ConjugateGradientUpdate.HestenesStiefel => overlap / curvature,
                ConjugateGradientUpdate.DaiYuan => square / curvature,
                _ => HagerZhang(direction, after, curvature, overlap, squareBefore),
            };
            _weight = T.IsFinite(weight) ? weight : T.Zero;
        }

        public bool Forget()
        {
            bool knew = _weight != T.Zero;
            _weight = T.Zero;
            return knew;
        }

        private T HagerZhang(Tensor<T> direction, Tensor<T> after, T curvature, T overlap, T squareBefore)
        {
            T two = T.One + T.One;
            T weight = (overlap - (two * Vectors.Dot(change, change) / curvature * Vectors.Dot(direction, after))) / curvature;
            T least = -T.One / (Vectors.Norm(direction) * T.Min(T.CreateChecked(LeastNorm), T.Sqrt(squareBefore)));
            return T.Max(least, weight);
        }
    }
}
