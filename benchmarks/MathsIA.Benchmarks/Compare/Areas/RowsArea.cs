using MathsIA.Benchmarks.Peers;
using TorchSharp;
using F = TorchSharp.torch.nn.functional;

namespace MathsIA.Benchmarks.Compare.Areas;

/// <summary>Softmax and its relatives over the rows of a 4096 x 1024 matrix.</summary>
internal static class RowsArea
{
    private const int Rows = 4096;
    private const int Columns = 1024;

    public static IEnumerable<Comparison> All(CompareOptions options)
    {
        if (!TorchPeer.IsAvailable(options.Threads))
            yield break;
        float[] data = TestData.Uniform<float>(Rows * Columns, 1);
        Tensor<float> x = Tensor.From(data, Rows, Columns), matrix = Tensor.Zeros<float>(Rows, Columns), vector = Tensor.Zeros<float>(Rows);
        using torch.Tensor t = TorchPeer.From(data, Rows, Columns);
        ComputeContext context = options.Context;
        yield return Case("softmax_4096x1024", () => x.Softmax(-1, matrix, context), () => t.softmax(-1), matrix);
        yield return Case("logsoftmax_4096x1024", () => x.LogSoftmax(-1, matrix, context), () => t.log_softmax(-1), matrix);
        yield return Case("logsumexp_4096x1024", () => x.LogSumExp(-1, vector, context), () => t.logsumexp(-1), vector);
        yield return Case("layernorm_4096x1024", () => x.LayerNormalize(null, null, 1e-5, matrix, context), () => F.layer_norm(t, [Columns]), matrix);
        yield return Case("sum_rows_4096x1024", () => x.Sum(-1, vector, context), () => t.sum(1), vector);
        yield return Case("max_rows_4096x1024", () => x.Max(-1, vector, context), () => t.amax([1]), vector);
    }

    private static Comparison Case(string name, Action ours, Func<torch.Tensor> theirs, Tensor<float> result) =>
        new(name, TorchPeer.Name, ours, () => theirs().Dispose(), () => TorchPeer.Close(theirs(), result.ToArray(), 1e-4));
}
