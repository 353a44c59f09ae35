using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>Layer normalization along the last axis: <c>(x − mean) / √(variance + epsilon) · scale + shift</c>.</summary>
        /// <remarks>With <c>x̂</c> the standardized row and <c>d = g · scale</c>: <c>x̄ = (d − mean(d) − x̂ mean(d x̂)) / √(variance + epsilon)</c>,
        /// and the sums of <c>g x̂</c> and of <c>g</c> over the rows for scale and shift; all three in one pass over the rows. Nothing is kept
        /// for backward but the operands. The variance is the population's. Rows of any magnitude are right; a row of equal elements gives the
        /// shift and a derivative of 0 (NaN for an epsilon of 0). Ba, Kiros, Hinton, Layer normalization, 2016.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable, [..., n].</param>
        /// <param name="scale">One factor for each entry of the last axis, [n]; none for ones.</param>
        /// <param name="shift">One term for each entry of the last axis, [n]; none for zeros.</param>
        /// <param name="epsilon">What is added to the variance; not negative.</param>
        /// <returns>A variable of the same shape.</returns>
        /// <exception cref="ShapeMismatchException">The operand has no axis, or scale or shift is not a vector of the last axis' length.</exception>
        /// <exception cref="ArgumentOutOfRangeException">Epsilon is negative or not a number.</exception>
        public static Variable<T> LayerNormalize<T>(this Variable<T> x, Variable<T>? scale = null, Variable<T>? shift = null, double epsilon = 1e-5) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            RowNormalization<T>.Of(nameof(LayerNormalize), x, scale, shift, true, epsilon);

        /// <summary>Root-mean-square normalization along the last axis: <c>x / √(mean(x²) + epsilon) · scale</c>.</summary>
        /// <remarks>As <see cref="LayerNormalize{T}(Variable{T}, Variable{T}?, Variable{T}?, double)"/>, without the mean. Zhang, Sennrich, Root mean
        /// square layer normalization, 2019.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable, [..., n].</param>
        /// <param name="scale">One factor for each entry of the last axis, [n]; none for ones.</param>
        /// <param name="epsilon">What is added to the mean square; not negative.</param>
        /// <returns>A variable of the same shape.</returns>
        /// <exception cref="ShapeMismatchException">The operand has no axis, or the scale is not a vector of the last axis' length.</exception>
        /// <exception cref="ArgumentOutOfRangeException">Epsilon is negative or not a number.</exception>
        public static Variable<T> RmsNormalize<T>(this Variable<T> x, Variable<T>? scale = null, double epsilon = 1e-5) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            RowNormalization<T>.Of(nameof(RmsNormalize), x, scale, null, false, epsilon);
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    /// <summary>Operands: the rows, then scale and shift where there are any.</summary>
    internal sealed class RowNormalization<T>(bool centered, double epsilon, bool hasScale, bool hasShift) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public string Name => centered ? nameof(Variable.LayerNormalize) : nameof(Variable.RmsNormalize);

        public static Variable<T> Of(string operation, Variable<T> x, Variable<T>? scale, Variable<T>? shift, bool centered, double epsilon)
        {
            if (!(epsilon >= 0))
                throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, $"{operation}: epsilon must not be negative.");
            var primitive = new RowNormalization<T>(centered, epsilon, scale is not null, shift is not null);
            return (scale, shift) switch
            {
                ({ } factors, { } terms) => Interpreter.Apply(primitive, x, factors, terms),
                ({ } factors, null) => Interpreter.Apply(primitive, x, factors),
                (null, { } terms) => Interpreter.Apply(primitive, x, terms),
                _ => Interpreter.Apply(primitive, x),
            };
        }

        /// <summary>Rows with mean 0 (where it is taken off) and mean square 1.</summary>
        public static Variable<T> Standardize(Variable<T> x, bool centered, double epsilon) => Interpreter.Apply(new RowNormalization<T>(centered, epsilon, false, false), x);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results)
        {
            Shape x = operands[0];
            if (x.Rank == 0)
                throw new ShapeMismatchException(Name, "a variable of no axes has no last axis.", nameof(x));
            for (int k = 1; k < operands.Length; k++)
            {
                string operand = k == 1 && hasScale ? "scale" : "shift";
                if (operands[k].Rank != 1 || operands[k][0] != x[-1])
                    throw new ShapeMismatchException(Name, $"the {operand} has the shape {operands[k]}, the last axis of {x} wants [{x[-1]}].", operand);
            }

            results[0] = x;
        }

        public void Evaluate(in EvaluationCall<T> call)
        {
            Tensor<T>? scale = hasScale ? call.Operand(1) : null;
            if (centered)
                call.Operand(0).LayerNormalize(scale, hasShift ? call.Operand(hasScale ? 2 : 1) : null, epsilon, call.Result(), call.Context);
            else
                call.Operand(0).RmsNormalize(scale, epsilon, call.Result(), call.Context);
        }

        public void Forward(in ForwardCall<T> call)
        {
            if (call.HasTangent(0))
            {
                // The matrix of the standardization is symmetric: its slope serves forward too.
                Variable<T> moved = new RowNormalizationSlope<T>(centered, epsilon, false, false, false).Of(call.Operand(0), call.Tangent(0));
                call.Add(hasScale ? moved * call.Operand(1) : moved);
            }

            if (hasScale && call.HasTangent(1))
                call.Add(Standardize(call.Operand(0), centered, epsilon) * call.Tangent(1));
            if (hasShift && call.HasTangent(hasScale ? 2 : 1))
                call.Add(call.Tangent(hasScale ? 2 : 1));
        }

        public void Reverse(in ReverseCall<T> call)
        {
            bool wantsScale = hasScale && call.Needs(1), wantsShift = hasShift && call.Needs(hasScale ? 2 : 1);
            Operands<Variable<T>> room = default;
            Span<Variable<T>> results = room[..(1 + (wantsScale ? 1 : 0) + (wantsShift ? 1 : 0))];
            var slope = new RowNormalizationSlope<T>(centered, epsilon, hasScale, wantsScale, wantsShift);
            if (hasScale)
                Interpreter.Apply(slope, [call.Operand(0), call.Cotangent(), call.Operand(1)], results);
            else
                Interpreter.Apply(slope, [call.Operand(0), call.Cotangent()], results);
            call.Add(0, results[0]);
            if (wantsScale)
                call.Add(1, results[1]);
            if (wantsShift)
                call.Add(hasScale ? 2 : 1, results[^1]);
        }

        public void Batch(in BatchCall<T> call)
        {
            bool shared = true;
            for (int k = 1; k < call.Count; k++)
                shared &= !call.IsBatched(k);
            if (!shared || !call.IsBatched(0))
                call.SetByComposition(Composed);
            else if (call.Count == 3)
                call.Apply(this, call.Operand(0), call.Operand(1), call.Operand(2));
            else if (call.Count == 2)
                call.Apply(this, call.Operand(0), call.Operand(1));
            else
                call.Apply(this, call.Operand(0));
        }

        private Variable<T> Composed(IReadOnlyList<Variable<T>> x)
        {
            Variable<T> y = Standardize(x[0], centered, epsilon);
            if (hasScale)
                y *= x[1];
            return hasShift ? y + x[^1] : y;
        }
    }
}
