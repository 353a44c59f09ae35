using System.Numerics;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The largest element of all elements.</summary>
        /// <remarks>Derivative 1 for the element it is. Several that are equal share it evenly, so that the weights add up to one. NaN propagates.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <returns>A variable of rank 0.</returns>
        public static Variable<T> Max<T>(this Variable<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Reduction<T, Max<T>>.Of(x, Axes.All, false);

        /// <summary>The largest element over some axes.</summary>
        /// <remarks>Derivative 1 for the element it is. Several that are equal share it evenly, so that the weights add up to one. NaN propagates.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <param name="axes">The axes: one number, several as <c>[0, 2]</c>, or <see cref="Axes.All"/>.</param>
        /// <param name="keepDimensions">Whether a reduced axis stays, with length 1, or is dropped.</param>
        /// <returns>A variable with one element for each index of the other axes.</returns>
        /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
        /// <exception cref="ArgumentException">An axis is named twice.</exception>
        public static Variable<T> Max<T>(this Variable<T> x, Axes axes, bool keepDimensions = false) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Reduction<T, Max<T>>.Of(x, axes, keepDimensions);
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal readonly struct Max<T> : IReduction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static string Name => nameof(Variable.Max);

        public static Reads Reads => Reads.Operand | Reads.Result;

        public void Evaluate(Tensor<T> x, Axes axes, Tensor<T> destination, ComputeContext? context) => x.Max(axes, destination, context);

        public Variable<T> Weights(Variable<T> x, Variable<T> y, ReducedAxes axes, Shape shape) => Ties.Shared(x.Equal(y), axes);
    }
}
