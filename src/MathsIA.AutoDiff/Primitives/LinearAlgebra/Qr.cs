using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;
using MathsIA.LinearAlgebra;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The thin factorization <c>A = Q R</c> of a matrix, or of each matrix of a batch: Q with orthonormal columns, R upper triangular.</summary>
        /// <remarks><para>Of a tall matrix, m ≥ n, with full column rank. With <c>M = Qᵀ dA R⁻¹</c> and <c>U</c> the upper triangle of M plus the
        /// transpose of what is strictly below its diagonal: <c>dR = U R</c> and <c>dQ = dA R⁻¹ − Q U</c>. In reverse, with
        /// <c>W = R R̄ᵀ − Q̄ᵀ Q</c> and <c>S</c> the symmetric matrix that has the lower triangle of W: <c>Ā = (Q̄ + Q S) R⁻ᵀ</c>
        /// (S. Walter, L. Lehmann, Algorithmic differentiation of linear algebra functions, 2010).</para>
        /// <para>Of a wide matrix, m &lt; n, <c>A = (X Y)</c> with X square: <c>Q U = X</c> and <c>R = (U, Qᵀ Y)</c>, so that X must be regular.</para>
        /// <para>The signs are those of the factorization; a diagonal element of R may be negative. Where R is singular there is a value but
        /// no derivative: asking for it throws <see cref="SingularMatrixException"/>.</para></remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="a">The matrix, [..., m, n].</param>
        /// <returns>Q, [..., m, k], and R, [..., k, n], with k = min(m, n).</returns>
        /// <exception cref="ShapeMismatchException">There are fewer than two axes.</exception>
        /// <exception cref="ArgumentException">The matrix holds NaN or an infinity.</exception>
        public static (Variable<T> Q, Variable<T> R) Qr<T>(this Variable<T> a) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Shape shape = a.Shape;
            if (shape.Rank < 2)
                throw new ShapeMismatchException(nameof(Qr), $"{shape} is not a matrix or a batch of them.", nameof(a));
            int rows = shape[-2], columns = shape[-1];
            Operands<Variable<T>> room = default;
            Span<Variable<T>> results = room[..2];
            if (rows >= columns)
            {
                Interpreter.Apply(Primitives.Qr<T>.Tall, [a], results);
                return (results[0], results[1]);
            }

            Interpreter.Apply(Primitives.Qr<T>.Tall, [a.Narrow(-1, 0, rows)], results);
            Variable<T> rest = Primitives.MatMul<T>.Of(results[0], a.Narrow(-1, rows, columns - rows), true, false);
            return (results[0], Concatenate(-1, results[1], rest));
        }
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal sealed class Qr<T> : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static readonly Qr<T> Tall = new();

        public string Name => nameof(Variable.Qr);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results)
        {
            Shape shape = operands[0];
            results[0] = shape;
            results[1] = shape.With(shape.Rank - 2, shape[-1]);
        }

        public void Evaluate(in EvaluationCall<T> call)
        {
            (Tensor<T> q, Tensor<T> r) = Matrix.QrFactors(call.Operand(0), call.Context);
            q.CopyTo(call.Result());
            r.CopyTo(call.Result(1));
        }

        public void Forward(in ForwardCall<T> call)
        {
            Variable<T> q = call.Result(), r = call.Result(1);
            Variable<T> scaled = r.TriangularSolve(call.Tangent(0).Transpose(-1, -2), Triangle.Upper, transpose: true).Transpose(-1, -2);
            Variable<T> inner = MatMul<T>.Of(q, scaled, true, false);
            Variable<T> upper = inner.UpperTriangle() + inner.LowerTriangle(-1).Transpose(-1, -2);
            call.Add(scaled - q.MatMul(upper));
            call.Add(upper.MatMul(r), 1);
        }

        public void Reverse(in ReverseCall<T> call)
        {
            Variable<T> q = call.Result(), r = call.Result(1);
            Variable<T> inner = default;
            if (call.HasCotangent(1))
                inner = MatMul<T>.Of(r, call.Cotangent(1), false, true);
            if (call.HasCotangent(0))
            {
                Variable<T> turned = MatMul<T>.Of(call.Cotangent(), q, true, false);
                inner = inner.IsNone ? -turned : inner - turned;
            }

            Variable<T> symmetric = inner.LowerTriangle() + inner.LowerTriangle(-1).Transpose(-1, -2);
            Variable<T> total = q.MatMul(symmetric);
            if (call.HasCotangent(0))
                total += call.Cotangent();
            call.Add(0, r.TriangularSolve(total.Transpose(-1, -2), Triangle.Upper).Transpose(-1, -2));
        }

        public void Batch(in BatchCall<T> call) => call.Apply(this, call.Operand(0));
    }
}
