using System.Numerics;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>Every element moved into an interval.</summary>
        /// <remarks>Derivative 1 inside the interval and on its ends, 0 outside.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <param name="low">The lower end.</param>
        /// <param name="high">The upper end, not below the lower.</param>
        /// <returns>A variable of the same shape.</returns>
        /// <exception cref="ArgumentException">The ends are in the wrong order, or not numbers.</exception>
        public static Variable<T> Clamp<T>(this Variable<T> x, T low, T high) where T : unmanaged, IBinaryFloatingPointIeee754<T> => low <= high
            ? Unary<T, Clamp<T>>.Of(x, new Clamp<T>(low, high))
            : throw new ArgumentException($"Clamp: the lower end {low} is not below the upper end {high}.", nameof(low));

        /// <summary>Every element moved into an interval of its own, with broadcasting.</summary>
        /// <remarks><c>min(max(x, low), high)</c>, with the derivatives of <see cref="Maximum{T}(Variable{T}, Variable{T})"/> and
        /// <see cref="Minimum{T}(Variable{T}, Variable{T})"/>, by the ends too.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <param name="low">The lower ends.</param>
        /// <param name="high">The upper ends.</param>
        /// <returns>A variable of the common shape.</returns>
        /// <exception cref="ShapeMismatchException">The shapes do not broadcast to a common one.</exception>
        public static Variable<T> Clamp<T>(this Variable<T> x, Variable<T> low, Variable<T> high) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            x.Maximum(low).Minimum(high);
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal readonly struct Clamp<T>(T low, T high) : IUnaryFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static string Name => nameof(Variable.Clamp);

        public static Reads Reads => Reads.Operand;

        public void Evaluate(Tensor<T> x, Tensor<T> y, ComputeContext? context) => x.Clamp(low, high, y, context);

        public Variable<T> Chain(Variable<T> x, Variable<T> y, Variable<T> d) => (x.GreaterOrEqual(low) * x.LessOrEqual(high)).Where(d, T.Zero);
    }
}
