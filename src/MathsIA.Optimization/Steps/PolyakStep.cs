using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Polyak's step for a known smallest value, <c>τ = (f(x) − f*) / ‖∇f(x)‖²</c>.</summary>
/// <remarks>Needs no Lipschitz constant: for a convex function with an L-Lipschitz gradient the distance to every solution never grows,
/// and the smallest of <c>f(x_0) ... f(x_k)</c> is at most <c>2L ‖x_0 − x*‖² / (k + 1)</c> above <c>f*</c> (Polyak 1987, section 5.3; Hazan and
/// Kakade 2019, theorem 1). A target below <c>f*</c> gives steps that are too long. For the steepest direction only.</remarks>
public sealed record PolyakStep : IStepRule
{
    private readonly double _target;

    /// <summary>Creates the rule.</summary>
    /// <param name="smallestValue">The smallest value <c>f*</c> of the function; 0 where a model can fit its data exactly.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite.</exception>
    public PolyakStep(double smallestValue) => _target = double.IsFinite(smallestValue) ? smallestValue
        : throw new ArgumentOutOfRangeException(nameof(smallestValue), smallestValue, "PolyakStep: the value must be finite.");

    /// <inheritdoc/>
    public IStepSearch<T> Start<T>(ISmoothFunction<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(x0);
        return new Search<T>(T.CreateChecked(_target));
    }

    private sealed class Search<T>(T target) : IStepSearch<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T IStepSearch<T>.Search(EvaluatedPoint<T> from, Tensor<T> direction, T? suggested, EvaluatedPoint<T> to)
        {
            T excess = from.Evaluate() - target, slope = Vectors.Dot(from.Gradient, direction);
            if (!(slope < T.Zero && excess > T.Zero))
                return T.Zero;
            T step = excess / -slope;
            to.MoveTo(from.Point, step, direction);
            return step;
        }
    }
}
