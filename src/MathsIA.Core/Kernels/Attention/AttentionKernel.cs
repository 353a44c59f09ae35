using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.Kernels;

/// <summary>Scaled dot-product attention on tensors [batch, heads, length, width], whose shapes the caller has checked.</summary>
internal static unsafe class AttentionKernel
{
    /// <summary>Below this many multiplications a second thread costs more than it brings.</summary>
    private const long ParallelThreshold = 1 << 18;

    /// <summary>Computes the output and the log-sum-exp of each row of scores, both contiguous.</summary>
    public static void Forward<T>(Tensor<T> query, Tensor<T> key, Tensor<T> value, in AttentionTerms<T> terms, Tensor<T> output, Tensor<T> logSumExp, ComputeContext? context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        key = Walkable(key);
        value = Walkable(value);
        fixed (T* q = query.Storage.Span, k = key.Storage.Span, v = value.Storage.Span, bias = Span(terms.Bias), o = output.Storage.Span, l = logSumExp.Storage.Span)
        fixed (bool* mask = Span(terms.Mask))
        fixed (int* lengths = Span(terms.KeyLengths))
        {
            AttentionProblem<T> problem = Problem(query, key, value, terms, q, k, v, bias, mask, lengths);
            var body = new AttentionForwardBody<T>(problem, o + output.Offset, l + logSumExp.Offset);
            ParallelLoop.For(body.Count, body, Threads(problem, context));
        }
    }

    /// <summary>Computes the cotangents of queries, keys and values, all contiguous, from that of the output.</summary>
    public static void Backward<T>(Tensor<T> query, Tensor<T> key, Tensor<T> value, in AttentionTerms<T> terms, Tensor<T> output, Tensor<T> logSumExp, Tensor<T> cotangent,
        Tensor<T> queryCotangent, Tensor<T> keyCotangent, Tensor<T> valueCotangent, ComputeContext? context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        key = Walkable(key);
        value = Walkable(value);
        logSumExp = logSumExp.Contiguous();
        fixed (T* q = query.Storage.Span, k = key.Storage.Span, v = value.Storage.Span, bias = Span(terms.Bias), o = output.Storage.Span, l = logSumExp.Storage.Span, g = cotangent.Storage.Span)
        fixed (T* dq = queryCotangent.Storage.Span, dk = keyCotangent.Storage.Span, dv = valueCotangent.Storage.Span)
        fixed (bool* mask = Span(terms.Mask))
        fixed (int* lengths = Span(terms.KeyLengths))
        {
            AttentionProblem<T> problem = Problem(query, key, value, terms, q, k, v, bias, mask, lengths);
            var body = new AttentionBackwardBody<T>
            {
                Problem = problem,
                Output = HeadView<T>.Of(output, o),
                OutputCotangent = HeadView<T>.Of(cotangent, g),
                LogSumExp = l + logSumExp.Offset,
                QueryCotangent = dq + queryCotangent.Offset,
                KeyCotangent = dk + keyCotangent.Offset,
                ValueCotangent = dv + valueCotangent.Offset,
            };
            ComputeContext threads = Threads(problem, context);
            // Together the three take five products a piece, apart seven: apart when that leaves threads without work.
            long pieces = body.Count, workers = threads.DegreeOfParallelism;
            if (5 * ((pieces + workers - 1) / workers) * workers <= 7 * pieces)
            {
                ParallelLoop.For(body.Count, body, threads);
                return;
            }

            AttentionBackwardBody<T> queries = body with { Part = AttentionGradients.Query }, keys = body with { Part = AttentionGradients.KeyAndValue };
            ParallelLoop.For(queries.Count, queries, threads);
            ParallelLoop.For(keys.Count, keys, threads);
        }
    }

    private static AttentionProblem<T> Problem<T>(Tensor<T> query, Tensor<T> key, Tensor<T> value, in AttentionTerms<T> terms, T* q, T* k, T* v, T* bias, bool* mask, int* lengths)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new()
        {
            Batch = query.Shape.Lengths[0],
            Heads = query.Shape.Lengths[1],
            KeyHeads = key.Shape.Lengths[1],
            Queries = query.Shape.Lengths[2],
            Keys = key.Shape.Lengths[2],
            Width = query.Shape.Lengths[3],
            ValueWidth = value.Shape.Lengths[3],
            Scale = terms.Scale,
            Query = HeadView<T>.Of(query, q),
            Key = HeadView<T>.Of(key, k),
            Value = HeadView<T>.Of(value, v),
            Mask = new AttentionMask<T>
            {
                Allowed = terms.Mask is { IsEmpty: false } allowed ? HeadView<bool>.Stretched(allowed, mask) : default,
                Bias = terms.Bias is { IsEmpty: false } added ? HeadView<T>.Stretched(added, bias) : default,
                KeyLengths = terms.KeyLengths is { IsEmpty: false } counts ? lengths + counts.Offset : null,
                IsCausal = terms.IsCausal,
                Diagonal = terms.Diagonal,
            },
        };

    private static ComputeContext Threads<T>(in AttentionProblem<T> problem, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        problem.Work < ParallelThreshold ? ComputeContext.SingleThread : context ?? ComputeContext.Default;

    private static Span<T> Span<T>(Tensor<T>? tensor) where T : unmanaged => tensor is null ? default : tensor.Storage.Span;

    /// <summary>Keys and values are read where they lie, unless an axis repeats one element.</summary>
    private static Tensor<T> Walkable<T>(Tensor<T> tensor) where T : unmanaged =>
        (tensor.Strides[2] == 0 && tensor.Shape.Lengths[2] > 1) || (tensor.Strides[3] == 0 && tensor.Shape.Lengths[3] > 1) ? tensor.Contiguous() : tensor;
}
