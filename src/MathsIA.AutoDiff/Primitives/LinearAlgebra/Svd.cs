using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;
using MathsIA.LinearAlgebra;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The thin singular value decomposition <c>A = U diag(σ) Vᵀ</c> of a matrix, or of each matrix of a batch.</summary>
        /// <remarks>
        /// <para>With <c>P = Uᵀ dA V</c>, its symmetric part E and its skew part K: <c>dσ = diag P</c>,
        /// <c>dU = U (E_ij / (σ_j − σ_i) + K_ij / (σ_j + σ_i)) + (I − U Uᵀ) dA V Σ⁻¹</c>, and for V the same with the sign of K turned round
        /// and dA transposed. The last term is there for a matrix that is not square (J. Townsend, Differentiating the singular value
        /// decomposition, 2016).</para>
        /// <para>The vectors have no derivative where singular values are equal or, of a matrix that is not square, zero. A quotient whose
        /// denominator is at most <c>max(m, n) ε σ₁</c>, the accuracy of the values, is replaced by 0: right for what does not depend on the
        /// choice of basis, such as the values by themselves and projections on whole singular subspaces, and never NaN or infinite.
        /// <c>U f(Σ) Vᵀ</c> does depend on it at equal values.</para>
        /// <para>The signs of a pair of vectors are those of the decomposition: write functions that do not depend on them.</para>
        /// </remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="a">The matrix, [..., m, n].</param>
        /// <returns>U, [..., m, k]; the values in decreasing order, [..., k]; the right vectors as rows, [..., k, n]; k = min(m, n).</returns>
        /// <exception cref="ShapeMismatchException">There are fewer than two axes.</exception>
        /// <exception cref="ArgumentException">The matrix holds NaN or an infinity.</exception>
        public static (Variable<T> U, Variable<T> Values, Variable<T> Vt) Svd<T>(this Variable<T> a) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Operands<Variable<T>> room = default;
            Span<Variable<T>> results = room[..3];
            Interpreter.Apply(Primitives.Svd<T>.Plain, [a], results);
            return (results[0], results[1], results[2]);
        }
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal sealed class Svd<T> : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static readonly Svd<T> Plain = new();

        private static readonly T Half = T.CreateChecked(0.5);

        public string Name => nameof(Variable.Svd);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results)
        {
            Shape shape = operands[0];
            if (shape.Rank < 2)
                throw new ShapeMismatchException(Name, $"{shape} is not a matrix or a batch of them.", "a");
            int k = Math.Min(shape[-1], shape[-2]);
            results[0] = shape.With(shape.Rank - 1, k);
            results[1] = new Shape([.. shape.Lengths[..^2], k]);
            results[2] = shape.With(shape.Rank - 2, k);
        }

        public void Evaluate(in EvaluationCall<T> call)
        {
            (Tensor<T> u, Tensor<T> values, Tensor<T> vt) = Matrix.Svd(call.Operand(0), call.Context);
            u.CopyTo(call.Result());
            values.CopyTo(call.Result(1));
            vt.CopyTo(call.Result(2));
        }

        public void Forward(in ForwardCall<T> call)
        {
            Variable<T> u = call.Result(), vt = call.Result(2), tangent = call.Tangent(0);
            Shape shape = call.Operand(0).Shape;
            var spectrum = new Spectrum(call.Result(1), shape);
            Variable<T> right = MatMul<T>.Of(tangent, vt, false, true), left = MatMul<T>.Of(u, tangent, true, false);
            Variable<T> inner = MatMul<T>.Of(u, right, true, false), turned = inner.Transpose(-1, -2);
            Variable<T> even = (inner + turned) * Half * spectrum.Differences, odd = (inner - turned) * Half * spectrum.Sums;
            call.Add(inner.Diagonal(), 1);
            Variable<T> leftTangent = u.MatMul(even + odd), rightTangent = MatMul<T>.Of(even - odd, vt, true, false);
            if (shape[-2] > shape[-1])
                leftTangent += (right - u.MatMul(inner)) * spectrum.Reciprocals.Unsqueeze(-2);
            if (shape[-1] > shape[-2])
                rightTangent += (left - inner.MatMul(vt)) * spectrum.Reciprocals.Unsqueeze(-1);
            call.Add(leftTangent);
            call.Add(rightTangent, 2);
        }

        public void Reverse(in ReverseCall<T> call)
        {
            Variable<T> u = call.Result(), vt = call.Result(2), inner = call.Cotangent(1).Diag(), total = default;
            Shape shape = call.OperandShape(0);
            if (call.HasCotangent(0) || call.HasCotangent(2))
            {
                var spectrum = new Spectrum(call.Result(1), shape);
                Variable<T> x = MatMul<T>.Of(u, call.Cotangent(), true, false), y = MatMul<T>.Of(vt, call.Cotangent(2), false, true);
                Variable<T> even = (x + y) * spectrum.Differences, odd = x - y;
                inner += (even + even.Transpose(-1, -2)) * Half + (odd - odd.Transpose(-1, -2)) * Half * spectrum.Sums;
                if (shape[-2] > shape[-1] && call.HasCotangent(0))
                    total = ((call.Cotangent() - u.MatMul(x)) * spectrum.Reciprocals.Unsqueeze(-2)).MatMul(vt);
                if (shape[-1] > shape[-2] && call.HasCotangent(2))
                    total = u.MatMul((call.Cotangent(2) - MatMul<T>.Of(y, vt, true, false)) * spectrum.Reciprocals.Unsqueeze(-1));
            }

            Variable<T> main = u.MatMul(inner).MatMul(vt);
            call.Add(0, total.IsNone ? main : main + total);
        }

        public void Batch(in BatchCall<T> call) => call.Apply(this, call.Operand(0));

        /// <summary>The quotients of the rules, with 0 for those whose denominator is below the accuracy of the values.</summary>
        private readonly struct Spectrum
        {
            private readonly Variable<T> _values;
            private readonly Variable<T> _accuracy;

            public Spectrum(Variable<T> values, Shape shape)
            {
                _values = values;
                _accuracy = values.Shape[-1] == 0 ? T.Zero : SpectralGap.Accuracy(values.Narrow(-1, 0, 1), Math.Max(shape[-1], shape[-2]));
            }

            private Variable<T> MatrixAccuracy => _accuracy.Rank == 0 ? _accuracy : _accuracy.Unsqueeze(-1);

            /// <summary><c>1 / (σ_j − σ_i)</c>.</summary>
            public Variable<T> Differences => SpectralGap.Reciprocal(_values.Unsqueeze(-2) - _values.Unsqueeze(-1), MatrixAccuracy);

            /// <summary><c>1 / (σ_j + σ_i)</c>.</summary>
            public Variable<T> Sums => SpectralGap.Reciprocal(_values.Unsqueeze(-2) + _values.Unsqueeze(-1), MatrixAccuracy);

            /// <summary><c>1 / σ_i</c>.</summary>
            public Variable<T> Reciprocals => SpectralGap.Reciprocal(_values, _accuracy);
        }
    }
}
