using System.Numerics;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>What can be done with every proximable function: composition, and the same calls on tensors.</summary>
public static class Proximable
{
    extension<T>(IProximable<T> function) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        /// <summary>The function after a linear operator, <c>x ↦ h(Kx)</c>.</summary>
        /// <param name="operator">The operator K.</param>
        /// <returns>The composition.</returns>
        /// <exception cref="ArgumentNullException">The operator is null.</exception>
        public Composition<T> Compose(ILinearOperator<T> @operator) => new(function, @operator);

        /// <summary>The function with its conjugate, or null if that is not known. Ask here and not for the interface: a function made of
        /// others (<see cref="SeparableSum{T}"/>, say) knows its conjugate only if it knows theirs.</summary>
        /// <returns>The same function, or null.</returns>
        public IConjugable<T>? AsConjugable() => function is IConjugable<T> conjugable && function is not IMayBeConjugable { IsConjugateKnown: false } ? conjugable : null;

        /// <summary>The value at a tensor.</summary>
        /// <param name="x">The point; only the order of its elements counts.</param>
        /// <returns>The value <c>g(x)</c>.</returns>
        /// <exception cref="ArgumentNullException">The point is null.</exception>
        /// <exception cref="ShapeMismatchException">The length is not one that the function is defined on.</exception>
        public T Value(Tensor<T> x)
        {
            ArgumentNullException.ThrowIfNull(x);
            return function.Value(x.Contiguous().AsSpan());
        }

        /// <summary>The proximal operator at a tensor.</summary>
        /// <param name="x">The point.</param>
        /// <param name="step">The step γ, positive and finite.</param>
        /// <returns>A new tensor of the shape of x.</returns>
        /// <exception cref="ArgumentNullException">The point is null.</exception>
        /// <exception cref="ShapeMismatchException">The length is not one that the function is defined on.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The step is not positive and finite.</exception>
        public Tensor<T> Prox(Tensor<T> x, T step)
        {
            ArgumentNullException.ThrowIfNull(x);
            Tensor<T> result = Tensor.Uninitialized<T>(x.Shape);
            function.Prox(x.Contiguous().AsSpan(), step, result.AsSpan());
            return result;
        }
    }
}
