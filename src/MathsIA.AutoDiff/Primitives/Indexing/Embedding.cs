using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;
using MathsIA.Kernels;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>Rows of a table by number: token embeddings.</summary>
        /// <remarks><c>y[i.., :] = table[ids[i..], :]</c>. In reverse the cotangents of a row that was looked up several times add up, in the
        /// order of the ids, into a dense gradient of the shape of the table: the same bits for any number of threads.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="table">The table, [entries, features].</param>
        /// <param name="ids">The entries, each from 0; of any rank. They have no derivative and must not change before backward.</param>
        /// <param name="paddingId">An entry that fills up short examples: its row is looked up like any other but gets no derivative.</param>
        /// <returns>A variable of the shape of the ids with the features as a last axis.</returns>
        /// <exception cref="ArgumentNullException">The ids are null.</exception>
        /// <exception cref="ShapeMismatchException">The table is not a matrix.</exception>
        /// <exception cref="ArgumentOutOfRangeException">An id, or the padding, is not an entry.</exception>
        public static Variable<T> Embedding<T>(this Variable<T> table, Tensor<int> ids, int? paddingId = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            ArgumentNullException.ThrowIfNull(ids);
            Shape shape = table.Shape;
            if (shape.Rank != 2)
                throw new ShapeMismatchException(nameof(Embedding), $"the table {shape} is not a matrix of one row an entry.", nameof(table));
            if (paddingId is { } padding && (uint)padding >= (uint)shape[0])
                throw new ArgumentOutOfRangeException(nameof(paddingId), padding, $"Embedding: the padding is not one of {shape[0]} entries.");
            return Interpreter.Apply(new Embedding<T>(ids, paddingId, false), table);
        }
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    /// <summary>The look-up; as a derivative (<paramref name="masks"/>) the same with zeros for the padding, which makes it linear in the
    /// rows that have a derivative and the transpose of <see cref="EmbeddingBack{T}"/>.</summary>
    internal sealed class Embedding<T>(Tensor<int> ids, int? padding, bool masks) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public string Name => nameof(Variable.Embedding);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results)
        {
            int entries = operands[0][0];
            if (!masks)
                Ids.Require(Name, ids, entries);
            results[0] = new Shape([.. ids.Shape.Lengths, operands[0][1]]);
        }

        public void Evaluate(in EvaluationCall<T> call)
        {
            Tensor<T> result = call.Result();
            RowLookup.Take(Name, call.Operand(0), ids, result, call.Context);
            if (!masks || padding is not { } id)
                return;
            Span<T> elements = result.AsSpan();
            int features = result.Shape[-1], at = 0;
            foreach (int entry in ids)
            {
                if (entry == id)
                    elements.Slice(at, features).Clear();
                at += features;
            }
        }

        public void Forward(in ForwardCall<T> call) => call.Add(Interpreter.Apply(new Embedding<T>(ids, padding, true), call.Tangent(0)));

        public void Reverse(in ReverseCall<T> call) => call.Add(0, Interpreter.Apply(new EmbeddingBack<T>(ids, padding, call.OperandShape(0)), call.Cotangent()));

        public void Batch(in BatchCall<T> call) => call.SetByComposition(Plain);

        private Variable<T> Plain(IReadOnlyList<Variable<T>> x)
        {
            Variable<T> rows = x[0].Take(ids, 0);
            if (padding is not { } id)
                return rows;
            Variable<T> kept = ids.NotEqual(Tensor.Scalar(id)).Where<T>(T.One, T.Zero).Unsqueeze(-1);
            return masks ? kept.Where(rows, T.Zero) : kept.Where(rows, rows.StopGradient());
        }
    }

    /// <summary>A table of zeros with every row added to the entry it was looked up from, but for the padding.</summary>
    internal sealed class EmbeddingBack<T>(Tensor<int> ids, int? padding, Shape table) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public string Name => nameof(Variable.Embedding);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results[0] = table;

        public void Evaluate(in EvaluationCall<T> call) => RowLookup.AddBack(Name, call.Operand(0).Contiguous(), ids, padding, call.Result(), call.Context);

        public void Forward(in ForwardCall<T> call) => call.Add(Interpreter.Apply(this, call.Tangent(0)));

        public void Reverse(in ReverseCall<T> call) => call.Add(0, Interpreter.Apply(new Embedding<T>(ids, padding, true), call.Cotangent()));

        public void Batch(in BatchCall<T> call) => call.ApplyToEach(this);
    }
}
