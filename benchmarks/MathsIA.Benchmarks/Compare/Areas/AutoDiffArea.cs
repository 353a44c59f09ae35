using MathsIA.AutoDiff;
using MathsIA.Benchmarks.Peers;
using TorchSharp;

namespace MathsIA.Benchmarks.Compare.Areas;

/// <summary>What recording and going backward cost: tiny operations, where the engine is all there is, and a small network.</summary>
internal static class AutoDiffArea
{
    private const int Operations = 500;

    public static IEnumerable<Comparison> All(CompareOptions options)
    {
        yield return TinyOperations(options);
        yield return Network(options);
    }

    /// <summary>500 times z = z c + w on 4 elements, the sum, and backward.</summary>
    private static Comparison TinyOperations(CompareOptions options)
    {
        float[] start = [0.1f, 0.2f, 0.3f, 0.4f], factor = [0.9f, 0.8f, 0.7f, 0.6f];
        Tensor<float> w = Tensor.From(start), gradient = Tensor.Zeros<float>(4);
        Variable<float> c = Tensor.From(factor);
        var tape = new Tape<float>(new() { Context = options.Context });
        void Ours()
        {
            tape.Reset();
            Variable<float> x = tape.Watch(w), z = x;
            for (int i = 0; i < Operations; i++)
                z = z * c + x;
            tape.Backward(z.Sum(), [x], [gradient]);
        }

        if (!TorchPeer.IsAvailable(options.Threads))
            return new("autograd_1000_tiny_ops", "-", Ours, null, () => true);
        torch.Tensor tw = torch.tensor(start, requires_grad: true), tc = torch.tensor(factor);
        void Theirs()
        {
            using (torch.NewDisposeScope())
            {
                tw.grad?.zero_();
                torch.Tensor z = tw;
                for (int i = 0; i < Operations; i++)
                    z = z * tc + tw;
                z.sum().backward();
            }
        }

        return new("autograd_1000_tiny_ops", TorchPeer.Name, Ours, Theirs, () => TestData.Close<float>(tw.grad!.data<float>().ToArray(), gradient.ToArray(), 1e-5));
    }

    /// <summary>Value and gradient of a network 784-512-512-10 on 128 rows, without an optimizer.</summary>
    private static Comparison Network(CompareOptions options)
    {
        const int rows = 128;
        int[] sizes = [784, 512, 512, 10];
        float[] input = TestData.Uniform<float>(rows * sizes[0], 1);
        int[] classes = [.. Enumerable.Range(0, rows).Select(i => i % 10)];
        float[][] weights = [.. Enumerable.Range(0, 3).Select(i => TestData.Uniform<float>(sizes[i] * sizes[i + 1], i + 2).Select(v => v * 0.05f).ToArray())];
        float[][] biases = [.. Enumerable.Range(0, 3).Select(i => TestData.Uniform<float>(sizes[i + 1], i + 9))];
        Tensor<float> x = Tensor.From(input, rows, sizes[0]);
        Tensor<int> labels = Tensor.From(classes);
        Tensor<float>[] parameters = [.. Enumerable.Range(0, 6).Select(i => i % 2 == 0 ? Tensor.From(weights[i / 2], sizes[i / 2], sizes[i / 2 + 1]) : Tensor.From(biases[i / 2]))];
        Tensor<float>[] gradients = [.. parameters.Select(p => Tensor.Zeros<float>(p.Shape))];
        var watched = new Variable<float>[6];
        var tape = new Tape<float>(new() { Context = options.Context });
        void Ours()
        {
            tape.Reset();
            for (int i = 0; i < watched.Length; i++)
                watched[i] = tape.Watch(parameters[i]);
            Variable<float> h = ((Variable<float>)x).Affine(watched[0], watched[1], Activation.Relu).Affine(watched[2], watched[3], Activation.Relu);
            tape.Backward(h.Affine(watched[4], watched[5]).SoftmaxCrossEntropy(labels).Mean(), watched, gradients);
        }

        if (!TorchPeer.IsAvailable(options.Threads))
            return new("mlp_gradient_784_512_512_10", "-", Ours, null, () => true);
        torch.Tensor tx = TorchPeer.From(input, rows, sizes[0]), tl = torch.tensor(classes.Select(c => (long)c).ToArray());
        torch.Tensor[] tp = [.. Enumerable.Range(0, 6).Select(i => i % 2 == 0 ? torch.tensor(weights[i / 2], [sizes[i / 2], sizes[i / 2 + 1]]).t().contiguous().requires_grad_() : torch.tensor(biases[i / 2], requires_grad: true))];
        void Theirs()
        {
            using (torch.NewDisposeScope())
            {
                foreach (torch.Tensor p in tp)
                    p.grad?.zero_();
                torch.Tensor h = torch.nn.functional.linear(tx, tp[0], tp[1]).relu();
                h = torch.nn.functional.linear(h, tp[2], tp[3]).relu();
                torch.nn.functional.cross_entropy(torch.nn.functional.linear(h, tp[4], tp[5]), tl).backward();
            }
        }

        return new("mlp_gradient_784_512_512_10", TorchPeer.Name, Ours, Theirs, () => TestData.Close<float>(tp[2].grad!.t().contiguous().data<float>().ToArray(), gradients[2].ToArray(), 1e-4));
    }
}
