using MathsIA.AutoDiff;
using MathsIA.Benchmarks.Peers;
using TorchSharp;
using F = TorchSharp.torch.nn.functional;

namespace MathsIA.Benchmarks.Compare.Areas;

/// <summary>Value and gradient of fused operations: normalizations, activations, the loss, look-ups, recurrences, factorizations.</summary>
internal static class FusedArea
{
    private const int Rows = 4096;
    private const int Columns = 1024;

    public static IEnumerable<Comparison> All(CompareOptions options)
    {
        if (!TorchPeer.IsAvailable(options.Threads))
            yield break;
        float[] data = TestData.Uniform<float>(Rows * Columns, 1), scale = TestData.Uniform<float>(Columns, 2), shift = TestData.Uniform<float>(Columns, 3);
        float[] image = TestData.Uniform<float>(32 * 64 * 28 * 28, 4), channels = TestData.Uniform<float>(64, 5), shifts = TestData.Uniform<float>(64, 6);
        float[] table = TestData.Uniform<float>(32000 * 256, 7);
        int[] labels = [.. Enumerable.Range(0, Rows).Select(i => i * 37 % Columns)], ids = [.. Enumerable.Range(0, 8192).Select(i => (int)((i * 2654435761L) % 32000))];
        torch.Tensor tl = torch.tensor(labels.Select(c => (long)c).ToArray()), ti = torch.tensor(ids.Select(c => (long)c).ToArray());
        Tensor<int> classes = Tensor.From(labels), tokens = Tensor.From(ids);
        yield return Case("layernorm_fb_4096x1024", options, x => x[0].LayerNormalize(x[1], x[2]), x => F.layer_norm(x[0], [Columns], x[1], x[2]), (data, [Rows, Columns]), (scale, [Columns]), (shift, [Columns]));
        yield return Case("batchnorm_fb_32x64x28x28", options, x => x[0].BatchNormalize(x[1], x[2]).Result, x => F.batch_norm(x[0], torch.zeros(64), torch.ones(64), x[1], x[2], true), (image, [32, 64, 28, 28]), (channels, [64]), (shifts, [64]));
        yield return Case("gelu_fb_4096x1024", options, x => x[0].Gelu(), x => F.gelu(x[0]), (data, [Rows, Columns]));
        yield return Case("silu_fb_4096x1024", options, x => x[0].Silu(), x => F.silu(x[0]), (data, [Rows, Columns]));
        yield return Case("crossentropy_fb_4096x1024", options, x => x[0].SoftmaxCrossEntropy(classes), x => F.cross_entropy(x[0], tl, reduction: torch.nn.Reduction.None), (data, [Rows, Columns]));
        yield return Case("embedding_fb_8192_32000x256", options, x => x[0].Embedding(tokens), x => x[0].index_select(0, ti), (table, [32000, 256]));
        float[] square = TestData.Uniform<float>(256 * 256, 8), sides = TestData.Uniform<float>(256 * 16, 9);
        for (int i = 0; i < 256; i++)
            square[i * 257] += 16;
        yield return Case("solve_fb_256", options, x => x[0].Solve(x[1]), x => torch.linalg.solve(x[0], x[1]), (square, [256, 256]), (sides, [256, 16]));
    }

    private static Comparison Case(string name, CompareOptions options, Func<Variable<float>[], Variable<float>> ours, Func<torch.Tensor[], torch.Tensor> theirs, params (float[] Data, int[] Shape)[] inputs)
    {
        Tensor<float>[] point = [.. inputs.Select(input => Tensor.From(input.Data, input.Shape))], gradients = [.. point.Select(x => Tensor.Zeros<float>(x.Shape))];
        var watched = new Variable<float>[point.Length];
        var tape = new Tape<float>(new() { Context = options.Context });
        Variable<float> cotangent = default;
        void Ours()
        {
            tape.Reset();
            for (int i = 0; i < watched.Length; i++)
                watched[i] = tape.Watch(point[i]);
            Variable<float> y = ours(watched);
            if (cotangent == default)
                cotangent = Tensor.From(TestData.Uniform<float>(y.Length, 11), y.Shape.Lengths);
            tape.Backward((y * cotangent).Sum(), watched, gradients);
        }

        torch.Tensor[] theirPoint = [.. inputs.Select(input => torch.tensor(input.Data, [.. input.Shape.Select(length => (long)length)], requires_grad: true))];
        torch.Tensor? weights = null;
        void Theirs()
        {
            using (torch.NewDisposeScope())
            {
                foreach (torch.Tensor x in theirPoint)
                    x.grad?.zero_();
                torch.Tensor y = theirs(theirPoint);
                weights ??= torch.tensor(TestData.Uniform<float>((int)y.numel(), 11), y.shape).DetachFromDisposeScope();
                (y * weights).sum().backward();
            }
        }

        return new(name, TorchPeer.Name, Ours, Theirs, () => TestData.Close<float>(theirPoint[0].grad!.data<float>().ToArray(), gradients[0].ToArray(), 1e-3));
    }
}
