using MathsIA.AutoDiff;
using MathsIA.Benchmarks.Peers;
using TorchSharp;

namespace MathsIA.Benchmarks.Compare.Areas;

/// <summary>Causal scaled dot-product attention, forward alone and with backward.</summary>
internal static class AttentionArea
{
    private static readonly AttentionOptions Causal = new() { Causal = CausalMask.UpperLeft };

    public static IEnumerable<Comparison> All(CompareOptions options)
    {
        foreach ((int batch, int length) in ((int, int)[])[(4, 512), (1, 4096)])
        {
            yield return Forward(options, batch, length);
            yield return Backward(options, batch, length);
        }
    }

    private static Comparison Forward(CompareOptions options, int batch, int length)
    {
        string name = $"attention_causal_{batch}x8x{length}x64";
        int[] lengths = [batch, 8, length, 64];
        float[][] data = [.. Enumerable.Range(1, 3).Select(seed => TestData.Uniform<float>(batch * 8 * length * 64, seed))];
        Variable<float>[] x = [.. data.Select(numbers => (Variable<float>)Tensor.From(numbers, lengths))];
        var tape = new Tape<float>(new() { Context = options.Context });
        Variable<float> result = default;
        void Ours()
        {
            tape.Reset();
            result = tape.Watch(x[0]).ScaledDotProductAttention(x[1], x[2], Causal);
        }

        StepMemory Memory() => StepMemory.Of(Ours, Ours, tape.Reset, 0);
        if (!TorchPeer.IsAvailable(options.Threads))
            return new(name, "-", Ours, null, () => true, Memory: Memory);
        torch.Tensor[] t = [.. data.Select(numbers => TorchPeer.From(numbers, batch, 8, length, 64))];
        torch.Tensor? theirs = null;
        void Theirs()
        {
            theirs?.Dispose();
            using (torch.no_grad())
                theirs = torch.nn.functional.scaled_dot_product_attention(t[0], t[1], t[2], is_casual: true);
        }

        return new(name, TorchPeer.Name, Ours, Theirs, () => TestData.Close<float>(theirs!.data<float>().ToArray(), result.Value.ToArray(), 1e-4), Memory: Memory);
    }

    private static Comparison Backward(CompareOptions options, int batch, int length)
    {
        string name = $"attention_causal_gradient_{batch}x8x{length}x64";
        int[] lengths = [batch, 8, length, 64];
        int count = batch * 8 * length * 64;
        float[][] data = [.. Enumerable.Range(1, 4).Select(seed => TestData.Uniform<float>(count, seed))];
        Tensor<float>[] x = [.. data.Select(numbers => Tensor.From(numbers, lengths))];
        var tape = new Tape<float>(new() { Context = options.Context });
        var watched = new Variable<float>[3];
        Variable<float> Value()
        {
            tape.Reset();
            for (int i = 0; i < watched.Length; i++)
                watched[i] = tape.Watch(x[i]);
            return watched[0].ScaledDotProductAttention(watched[1], watched[2], Causal);
        }

        void Ours() => tape.Backward(Value(), x[3]);
        StepMemory Memory() => StepMemory.Of(Ours, () => Value(), tape.Reset, 3L * sizeof(float) * count);
        if (!TorchPeer.IsAvailable(options.Threads))
            return new(name, "-", Ours, null, () => true, Memory: Memory);
        torch.Tensor[] t = [.. data.Select((numbers, i) => TorchPeer.From(numbers, batch, 8, length, 64).requires_grad_(i < 3))];
        void Theirs()
        {
            using (torch.NewDisposeScope())
            {
                for (int i = 0; i < 3; i++)
                    t[i].grad?.zero_();
                torch.nn.functional.scaled_dot_product_attention(t[0], t[1], t[2], is_casual: true).backward([t[3]]);
            }
        }

        return new(name, TorchPeer.Name, Ours, Theirs, () => Enumerable.Range(0, 3).All(i => TestData.Close<float>(t[i].grad!.data<float>().ToArray(), tape.GradientOf(watched[i]).Value.ToArray(), 1e-3)), Memory: Memory);
    }
}
