using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.Kernels;

namespace MathsIA.AutoDiff.Primitives;

/// <summary>Derivatives of attention that have no kernel, from the formula, some queries at a time.</summary>
/// <remarks>A row of the output depends on one query, so blocks of queries are functions of their own: what belongs to a query is joined, what
/// belongs to all is summed. A block is a checkpoint, so that a tape around it keeps its operands only. Memory is thus that of
/// the scores of one block, linear in the lengths, for derivatives of any order.</remarks>
internal sealed class AttentionRows<T>(AttentionTerms<T> terms) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The queries that are computed together.</summary>
    public const int Block = 128;

    private const int Rows = 2;

    /// <summary>The tangent of the output.</summary>
    /// <param name="operands">Queries, keys, values and perhaps the bias.</param>
    /// <param name="tangents">Their tangents.</param>
    public Variable<T> Tangent(Variable<T>[] operands, Variable<T>[] tangents)
    {
        int count = operands.Length;
        bool[] isOfRows = IsOfRows(operands);
        Variable<T> Part(int first, Variable<T>[] x) => Differentiate.Jvp<T>(y => Output(first, [.. y]), x[..count], x[count..]).Tangent;
        return ByBlocks([.. operands, .. tangents], [.. isOfRows, .. isOfRows], [true], (first, x) => [Part(first, x)])[0];
    }

    /// <summary>The cotangents of the operands.</summary>
    /// <param name="operands">Queries, keys, values and perhaps the bias.</param>
    /// <param name="cotangent">The cotangent of the output.</param>
    public Variable<T>[] Cotangents(Variable<T>[] operands, Variable<T> cotangent)
    {
        bool[] isOfRows = IsOfRows(operands);
        return ByBlocks([.. operands, cotangent], [.. isOfRows, true], isOfRows, (first, x) => Cotangents(first, x[..^1], x[^1]));
    }

    /// <summary>The tangents of the cotangents of queries, keys and values.</summary>
    /// <param name="operands">Queries, keys, values, perhaps the bias, and the cotangent of the output.</param>
    /// <param name="tangents">Their tangents.</param>
    public Variable<T>[] CotangentTangents(Variable<T>[] operands, Variable<T>[] tangents)
    {
        int count = operands.Length;
        bool[] isOfRows = [.. IsOfRows(operands[..^1]), true];
        Variable<T>[] Part(int first, Variable<T>[] x)
        {
            Shape[] shapes = [x[0].Shape, x[1].Shape, x[2].Shape];
            Variable<T> packed = Differentiate.Jvp<T>(y => Packing<T>.Pack(Cotangents(first, [.. y.Take(count - 1)], y[^1]).AsSpan(0, 3)), x[..count], x[count..]).Tangent;
            return new Packing<T>(shapes).Unpack(packed);
        }

        return ByBlocks([.. operands, .. tangents], [.. isOfRows, .. isOfRows], [true, false, false], Part);
    }

    /// <summary>The cotangents of the operands of the cotangents of queries, keys and values.</summary>
    /// <param name="operands">Queries, keys, values, perhaps the bias, and the cotangent of the output.</param>
    /// <param name="seeds">The cotangents of the cotangents of queries, keys and values.</param>
    public Variable<T>[] CotangentCotangents(Variable<T>[] operands, Variable<T>[] seeds)
    {
        int count = operands.Length;
        bool[] isOfRows = [.. IsOfRows(operands[..^1]), true];
        Variable<T>[] Part(int first, Variable<T>[] x) =>
            Back(y => Packing<T>.Pack(Cotangents(first, y[..^1], y[^1]).AsSpan(0, 3)), x[..count], Packing<T>.Pack(x.AsSpan(count)));
        return ByBlocks([.. operands, .. seeds], [.. isOfRows, true, false, false], isOfRows, Part);
    }

    /// <summary>The output for some queries, by the formula.</summary>
    /// <param name="first">The number of the first of them.</param>
    /// <param name="x">Those queries, all keys and values, and perhaps the bias, for those queries or for all.</param>
    public Variable<T> Output(int first, Variable<T>[] x)
    {
        Variable<T> query = x[0], key = x[1], value = x[2];
        Shape q = query.Shape, k = key.Shape, v = value.Shape;
        int shared = q[1] / Math.Max(1, k[1]);
        // Heads that share keys side by side on an axis of their own.
        Variable<T> scores = query.Reshape(q[0], k[1], shared, q[2], q[3]).MatMul(key.Unsqueeze(2).Transpose(-1, -2)) * terms.Scale;
        scores = scores.Reshape(q[0], q[1], q[2], k[2]);
        if (x.Length > 3)
            scores += x[3];
        // A large negative number in place of minus infinity: a row that may look at nothing has to give zeros, and no NaN on the way.
        T lowest = T.CreateChecked(-1e30);
        Variable<T> excluded = scores.LessOrEqual(lowest);
        if (Excluded(q[0], first, q[2], k[2]) is { } mask)
            excluded = excluded.Maximum((Variable<T>)mask);
        Variable<T> weights = excluded.Where(T.Zero, excluded.Where(lowest, scores).Softmax());
        return weights.Reshape(q[0], k[1], shared, q[2], k[2]).MatMul(value.Unsqueeze(2)).Reshape(q[0], q[1], q[2], v[3]);
    }

    /// <summary>1 where one of some queries may not look at a key, of a shape that broadcasts to their scores; null if they may everywhere.</summary>
    private Tensor<T>? Excluded(int batch, int first, int queries, int keys)
    {
        Tensor<T>? excluded = null;
        if (terms.Mask is { } mask)
            excluded = (mask.Shape[Rows] == 1 ? mask : mask.Narrow(Rows, first, queries)).Where(Tensor.Scalar(T.Zero), Tensor.Scalar(T.One));
        if (terms.IsCausal)
        {
            Tensor<T> ahead = Tensor.Ones<T>(queries, keys).UpperTriangle(first + terms.Diagonal + 1);
            excluded = excluded is null ? ahead : excluded.Maximum(ahead);
        }

        if (terms.KeyLengths is { } lengths)
        {
            Tensor<T> beyond = Tensor.Zeros<T>(batch, 1, 1, keys);
            for (int b = 0; b < batch; b++)
            {
                for (int k = lengths[b]; k < keys; k++)
                    beyond[b, 0, 0, k] = T.One;
            }

            excluded = excluded is null ? beyond : excluded.Maximum(beyond);
        }

        return excluded;
    }

    private Variable<T>[] Cotangents(int first, Variable<T>[] operands, Variable<T> cotangent) => Back(x => Output(first, x), operands, cotangent);

    private static Variable<T>[] Back(Func<Variable<T>[], Variable<T>> function, Variable<T>[] operands, Variable<T> cotangent)
    {
        var cotangents = new Variable<T>[operands.Length];
        ReversePass.Run(function, static (f, x) => f(x), operands, cotangent, cotangents, null);
        return cotangents;
    }

    /// <summary>Which of queries, keys, values and bias have a row for each query.</summary>
    private static bool[] IsOfRows(Variable<T>[] operands)
    {
        bool[] isOfRows = [true, false, false];
        return operands.Length == 3 ? isOfRows : [.. isOfRows, operands[3].Shape[Rows] != 1];
    }

    /// <summary>Computes block after block. A result for each query is joined, another summed; result i of a block has the shape of its operand i.</summary>
    private static Variable<T>[] ByBlocks(Variable<T>[] operands, bool[] isOfRows, bool[] resultIsOfRows, Func<int, Variable<T>[], Variable<T>[]> part)
    {
        int queries = operands[0].Shape[Rows];
        if (queries <= Block)
            return part(0, operands);
        int blocks = (queries + Block - 1) / Block;
        var joined = new Held<T>[resultIsOfRows.Length, blocks];
        var sums = new Held<T>[resultIsOfRows.Length];
        CellPool<T> pool = CellPool<T>.Current;
        for (int block = 0; block < blocks; block++)
        {
            int first = block * Block, count = Math.Min(Block, queries - first);
            // What the last block makes, the sums among it, belongs to the caller.
            bool isLast = block == blocks - 1;
            CellPool<T>.Region region = isLast ? default : pool.Begin();
            try
            {
                Variable<T>[] own = [.. operands.Select((x, k) => isOfRows[k] ? x.Narrow(Rows, first, count) : x)], results;
                if (resultIsOfRows.Length == 1)
                {
                    results = [Variable.Checkpoint(x => part(first, [.. x])[0], own)];
                }
                else
                {
                    var packing = new Packing<T>([.. own.Take(resultIsOfRows.Length).Select(static x => x.Shape)]);
                    results = packing.Unpack(Variable.Checkpoint(x => Packing<T>.Pack(part(first, [.. x])), own));
                }

                for (int i = 0; i < results.Length; i++)
                {
                    if (resultIsOfRows[i])
                        joined[i, block].Set(results[i]);
                    else
                        sums[i].Set(block == 0 ? results[i] : sums[i].Value + results[i]);
                }
            }
            finally
            {
                if (!isLast)
                    pool.End(region);
            }
        }

        var all = new Variable<T>[resultIsOfRows.Length];
        for (int i = 0; i < all.Length; i++)
        {
            int result = i;
            all[i] = resultIsOfRows[i] ? Variable.Concatenate(Rows, [.. Enumerable.Range(0, blocks).Select(block => joined[result, block].Value)]) : sums[i].Value;
            sums[i].Release();
            for (int block = 0; block < blocks; block++)
                joined[i, block].Release();
        }

        return all;
    }
}
