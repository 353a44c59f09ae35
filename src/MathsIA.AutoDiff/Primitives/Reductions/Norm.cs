using System.Numerics;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The p-norm of all elements.</summary>
        /// <remarks><c>(Σ |x|ᵖ)^(1/p)</c>. Derivative <c>sign(x) (|x|/y)ᵖ⁻¹</c>, for p = 2 <c>x/y</c>; for p = ∞ the largest magnitudes share evenly. 0 where the norm is 0: the subgradient of least length.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <param name="p">The order, above 0; <see cref="double.PositiveInfinity"/> for the largest magnitude.</param>
        /// <returns>A variable of rank 0.</returns>
        public static Variable<T> Norm<T>(this Variable<T> x, double p = 2) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Reduction<T, Norm<T>>.Of(x, Axes.All, false, new Norm<T>(p));

        /// <summary>The p-norm over some axes.</summary>
        /// <remarks><c>(Σ |x|ᵖ)^(1/p)</c>. Derivative <c>sign(x) (|x|/y)ᵖ⁻¹</c>, for p = 2 <c>x/y</c>; for p = ∞ the largest magnitudes share evenly. 0 where the norm is 0: the subgradient of least length.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <param name="p">The order, above 0; <see cref="double.PositiveInfinity"/> for the largest magnitude.</param>
        /// <param name="axes">The axes: one number, several as <c>[0, 2]</c>, or <see cref="Axes.All"/>.</param>
        /// <param name="keepDimensions">Whether a reduced axis stays, with length 1, or is dropped.</param>
        /// <returns>A variable with one element for each index of the other axes.</returns>
        /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
        /// <exception cref="ArgumentException">An axis is named twice.</exception>
        public static Variable<T> Norm<T>(this Variable<T> x, double p, Axes axes, bool keepDimensions = false) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Reduction<T, Norm<T>>.Of(x, axes, keepDimensions, new Norm<T>(p));
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal readonly struct Norm<T>(double p) : IReduction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static string Name => nameof(Variable.Norm);

        public static Reads Reads => Reads.Operand | Reads.Result;

        public void Evaluate(Tensor<T> x, Axes axes, Tensor<T> destination, ComputeContext? context) => x.Norm(p, axes, destination, context);

        public Variable<T> Weights(Variable<T> x, Variable<T> y, ReducedAxes axes, Shape shape) => Direction(x, y, axes);

        private Variable<T> Direction(Variable<T> x, Variable<T> y, ReducedAxes axes) => p switch
        {
            1 => x.Sign(),
            2 => x / y.OneWhereZero(),
            double.PositiveInfinity => x.Sign() * Ties.Shared(x.Abs().Equal(y), axes),
            // For p < 1 the power is infinite at 0, where the sign is 0.
            _ => x.Sign() * (x.Abs() / y.OneWhereZero()).OneWhereZero().Pow(T.CreateChecked(p - 1)),
        };
    }
}
