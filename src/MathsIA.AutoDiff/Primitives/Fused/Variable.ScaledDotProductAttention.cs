using System.Numerics;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff;

public static partial class Variable
{
    /// <summary>Scaled dot-product attention: for each query the mean of the values, weighted by the softmax of its scores against the keys.</summary>
    /// <remarks>
    /// <para><c>y = softmax(s Q Kᵀ + B) V</c> for each example and head (Vaswani et al., NeurIPS 2017). A query that may look at nothing gives
    /// zeros, and has derivatives of zero. Without batch and heads, [length, width], or without batch, [heads, length, width], works as
    /// well.</para>
    /// <para>Scores are never stored: forward keeps one number a row (the log-sum-exp) for backward, which computes them again, so
    /// that memory is linear in the lengths (Dao et al., NeurIPS 2022). Costs 2 products of all scores with the width forward and 5 backward,
    /// and half of that under a causal mask. A derivative with respect to the bias, forward derivatives and those of higher order come from
    /// the plain formula, 128 queries at a time: memory is linear in the lengths there too, at two to three times the operations. What has the
    /// size of all scores is only a bias that has it, and its gradient.</para>
    /// <para>Results have the same bits for any number of threads.</para>
    /// </remarks>
    /// <typeparam name="T">The element type, <c>float</c> or <c>double</c>.</typeparam>
    /// <param name="query">The queries, [batch, heads, queries, d]; may be strided, such as a permuted view, as may all operands.</param>
    /// <param name="key">The keys, [batch, h, keys, d], where h divides the number of heads: each head of keys serves as many
    /// neighbouring heads of queries (grouped queries; Ainslie et al., EMNLP 2023).</param>
    /// <param name="value">The values, [batch, h, keys, e].</param>
    /// <param name="options">Scale and masks; none if null.</param>
    /// <param name="bias">What is added to the scaled scores: broadcast to [batch, heads, queries, keys]. Minus infinity masks.</param>
    /// <returns>The means, [batch, heads, queries, e].</returns>
    /// <exception cref="ShapeMismatchException">The shapes are not as above.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A key length is negative or larger than the number of keys.</exception>
    /// <exception cref="NotSupportedException">The element type is neither <c>float</c> nor <c>double</c>.</exception>
    public static Variable<T> ScaledDotProductAttention<T>(this Variable<T> query, Variable<T> key, Variable<T> value, AttentionOptions? options = null, Variable<T>? bias = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        options ??= AttentionOptions.Default;
        Shape q = query.Shape, k = key.Shape, v = value.Shape;
        if (q.Rank is < 2 or > 4 || k.Rank != q.Rank || v.Rank != q.Rank)
            throw new ShapeMismatchException(nameof(ScaledDotProductAttention), $"query {q}, key {k}, value {v}: all three have to be [batch, heads, length, width], or both leading axes or the first of them have to be missing from all.", nameof(query));
        int missing = 4 - q.Rank;
        var primitive = Attention<T>.Create(options, AttentionShapes.WithAxes(q, missing), AttentionShapes.WithAxes(k, missing), AttentionShapes.WithAxes(v, missing), bias?.Shape);
        return primitive.Apply(AttentionShapes.WithAxes(query, missing), AttentionShapes.WithAxes(key, missing), AttentionShapes.WithAxes(value, missing), bias)
            .Reshape([.. q.Lengths[..^1], v[-1]]);
    }
}
