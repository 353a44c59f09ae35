using MathsIA.AutoDiff;
using MathsIA.Benchmarks.Peers;
using TorchSharp;
using Modules = TorchSharp.Modules;

namespace MathsIA.Benchmarks.Compare.Areas;

/// <summary>Whole training steps, written directly on tapes: forward, backward and the optimizer.</summary>
internal static class TrainingArea
{
    public static IEnumerable<Comparison> All(CompareOptions options)
    {
        yield return Network(options);
        yield return Transformer(options);
    }

    /// <summary>784-512-512-10 on 128 rows with Adam.</summary>
    private static Comparison Network(CompareOptions options)
    {
        const int rows = 128;
        const string name = "train_mlp_784_512_512_10_b128";
        float[] input = TestData.Uniform<float>(rows * 784, 1);
        int[] classes = [.. Enumerable.Range(0, rows).Select(i => i % 10)];
        int[] sizes = [784, 512, 512, 10];
        float[][] weights = [.. Enumerable.Range(0, 3).Select(i => TestData.Uniform<float>(sizes[i] * sizes[i + 1], i + 2).Select(v => v * 0.05f).ToArray())];
        Tensor<float> x = Tensor.From(input, rows, 784);
        Tensor<int> labels = Tensor.From(classes);
        var step = new TrainingStep(
            [.. Enumerable.Range(0, 6).Select(i => i % 2 == 0 ? Tensor.From(weights[i / 2], sizes[i / 2], sizes[i / 2 + 1]).Clone() : Tensor.Zeros<float>(sizes[i / 2 + 1]))],
            w => ((Variable<float>)x).Affine(w[0], w[1], Activation.Relu).Affine(w[2], w[3], Activation.Relu).Affine(w[4], w[5]).SoftmaxCrossEntropy(labels).Mean(),
            rate: 1e-3, weightDecay: 0, options.Context);
        if (!TorchPeer.IsAvailable(options.Threads))
            return new(name, "-", step.Run, null, () => true, Memory: step.Memory);
        torch.Tensor tx = TorchPeer.From(input, rows, 784), tl = torch.tensor(classes.Select(c => (long)c).ToArray());
        Modules.Parameter[] tw = [.. Enumerable.Range(0, 6).Select(i => new Modules.Parameter(i % 2 == 0 ? torch.tensor(weights[i / 2], [sizes[i / 2], sizes[i / 2 + 1]]).t().contiguous() : torch.zeros(sizes[i / 2 + 1])))];
        var optimizer = torch.optim.Adam(tw, 1e-3);
        void Theirs()
        {
            using (torch.NewDisposeScope())
            {
                optimizer.zero_grad();
                torch.Tensor h = torch.nn.functional.linear(tx, tw[0], tw[1]).relu();
                h = torch.nn.functional.linear(h, tw[2], tw[3]).relu();
                torch.nn.functional.cross_entropy(torch.nn.functional.linear(h, tw[4], tw[5]), tl).backward();
                optimizer.step();
            }
        }

        // Adam divides by the gradient's size, so the smallest gradients show their rounding: the step itself is 1e-3.
        return new(name, TorchPeer.Name, step.Run, Theirs, () => TestData.Close<float>(tw[2].t().contiguous().data<float>().ToArray(), step.Parameters[2].ToArray(), 1e-4), Memory: step.Memory);
    }

    /// <summary>Four blocks of width 256 and 8 heads on 8 texts of 256 of 256 letters, with AdamW.</summary>
    private static Comparison Transformer(CompareOptions options)
    {
        const string name = "train_gpt_4x256_t256_b8";
        var shape = new TransformerStep(Letters: 256, Blocks: 4, Width: 256, Heads: 8, Length: 256, Batch: 8);
        int count = shape.Batch * shape.Length;
        var random = new Random(3);
        int[] texts = [.. Enumerable.Range(0, count).Select(_ => random.Next(shape.Letters))], next = [.. Enumerable.Range(0, count).Select(_ => random.Next(shape.Letters))];
        if (!TorchPeer.IsAvailable(options.Threads))
        {
            TrainingStep alone = shape.Create(shape.RandomParameters(), texts, next, options.Context);
            return new(name, "-", alone.Run, null, () => true, Memory: alone.Memory);
        }

        torch.manual_seed(5);
        var model = new TorchTransformer(shape);
        TrainingStep step = shape.Create(model.Parameters(), texts, next, options.Context);
        var optimizer = torch.optim.AdamW(model.parameters(), 3e-4);
        torch.Tensor tx = torch.tensor(texts.Select(i => (long)i).ToArray(), [shape.Batch, shape.Length]), ty = torch.tensor(next.Select(i => (long)i).ToArray());
        double theirLoss = 0;
        void Theirs()
        {
            using (torch.NewDisposeScope())
            {
                optimizer.zero_grad();
                torch.Tensor loss = torch.nn.functional.cross_entropy(model.call(tx).view(-1, shape.Letters), ty);
                loss.backward();
                optimizer.step();
                theirLoss = loss.item<float>();
            }
        }

        return new(name, TorchPeer.Name, step.Run, Theirs, () => Math.Abs(theirLoss - step.Loss) < 1e-4, Memory: step.Memory);
    }
}
