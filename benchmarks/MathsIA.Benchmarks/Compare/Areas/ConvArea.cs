using MathsIA.AutoDiff;
using MathsIA.Benchmarks.Peers;
using TorchSharp;

namespace MathsIA.Benchmarks.Compare.Areas;

/// <summary>Convolution in two dimensions, float, with bias: forward, and forward with the gradients by images, kernels and bias.</summary>
internal static class ConvArea
{
    /// <summary>One layer: examples, channels in and out, side of the square image, side of the kernel, how it steps.</summary>
    private sealed record Layer(string Name, int Batch, int Inputs, int Outputs, int Side, int Taps, int Stride, int Padding, int Groups = 1)
    {
        public ConvolutionOptions Options => new() { Stride = Stride, Padding = Padding, Groups = Groups };
    }

    private static readonly Layer[] Layers =
    [
        new("conv3x3_64_28", 32, 64, 64, 28, 3, 1, 1),
        new("conv3x3_256_14", 8, 256, 256, 14, 3, 1, 1),
        new("conv3x3_s2_64_56", 8, 64, 128, 56, 3, 2, 1),
        new("conv1x1_256_28", 8, 256, 128, 28, 1, 1, 0),
        new("conv5x5_32_28", 16, 32, 64, 28, 5, 1, 2),
        new("conv7x7_s2_3_112", 8, 3, 64, 112, 7, 2, 3),
        new("conv3x3_depthwise_128_28", 16, 128, 128, 28, 3, 1, 1, 128),
        new("conv3x3_mnist_1_28", 64, 1, 32, 28, 3, 1, 1),
    ];

    public static IEnumerable<Comparison> All(CompareOptions options)
    {
        foreach (Layer layer in Layers)
        {
            yield return Forward(layer, options);
            yield return WithBackward(layer, options);
        }
    }

    private static (Tensor<float> X, Tensor<float> W, Tensor<float> B) Data(Layer layer) =>
        (Tensor.From(TestData.Uniform<float>(layer.Batch * layer.Inputs * layer.Side * layer.Side, 1), layer.Batch, layer.Inputs, layer.Side, layer.Side),
         Tensor.From(TestData.Uniform<float>(layer.Outputs * (layer.Inputs / layer.Groups) * layer.Taps * layer.Taps, 2), layer.Outputs, layer.Inputs / layer.Groups, layer.Taps, layer.Taps),
         Tensor.From(TestData.Uniform<float>(layer.Outputs, 3)));

    private static torch.Tensor Peer(Layer layer, torch.Tensor x, torch.Tensor w, torch.Tensor b) =>
        torch.nn.functional.conv2d(x, w, b, [layer.Stride, layer.Stride], [layer.Padding, layer.Padding], [1, 1], layer.Groups);

    private static torch.Tensor Copy(Tensor<float> tensor) => torch.tensor(tensor.ToArray(), [.. tensor.Shape.Lengths.ToArray().Select(length => (long)length)]);

    private static Comparison Forward(Layer layer, CompareOptions options)
    {
        (Tensor<float> x, Tensor<float> w, Tensor<float> b) = Data(layer);
        Tensor<float> y = x.Convolve(w, b, layer.Options, options.Context);
        void Ours() => x.Convolve(w, b, layer.Options, y, options.Context);
        if (!TorchPeer.IsAvailable(options.Threads))
            return new(layer.Name, "-", Ours, null, () => true);
        torch.Tensor tx = Copy(x), tw = Copy(w), tb = Copy(b);
        void Theirs()
        {
            using (torch.no_grad())
            using (torch.NewDisposeScope())
                Peer(layer, tx, tw, tb);
        }

        return new(layer.Name, TorchPeer.Name, Ours, Theirs, () => TestData.Close<float>(Peer(layer, tx, tw, tb).data<float>().ToArray(), y.ToArray(), 1e-3));
    }

    private static Comparison WithBackward(Layer layer, CompareOptions options)
    {
        string name = layer.Name + "_fwdbwd";
        (Tensor<float> x, Tensor<float> w, Tensor<float> b) = Data(layer);
        Tensor<float>[] gradients = [Tensor.Zeros<float>(x.Shape), Tensor.Zeros<float>(w.Shape), Tensor.Zeros<float>(b.Shape)];
        var tape = new Tape<float>(new() { Context = options.Context });
        ConvolutionOptions steps = layer.Options;
        void Ours()
        {
            tape.Reset();
            Variable<float> vx = tape.Watch(x), vw = tape.Watch(w), vb = tape.Watch(b);
            tape.Backward(vx.Convolve(vw, vb, steps).Sum(), [vx, vw, vb], gradients);
        }

        if (!TorchPeer.IsAvailable(options.Threads))
            return new(name, "-", Ours, null, () => true);
        torch.Tensor tx = Copy(x).requires_grad_(), tw = Copy(w).requires_grad_(), tb = Copy(b).requires_grad_();
        void Theirs()
        {
            using (torch.NewDisposeScope())
            {
                foreach (torch.Tensor parameter in (torch.Tensor[])[tx, tw, tb])
                    parameter.grad?.zero_();
                Peer(layer, tx, tw, tb).sum().backward();
            }
        }

        return new(name, TorchPeer.Name, Ours, Theirs, () => TestData.Close<float>(tx.grad!.data<float>().ToArray(), gradients[0].ToArray(), 1e-3)
            && TestData.Close<float>(tw.grad!.data<float>().ToArray(), gradients[1].ToArray(), 1e-3));
    }
}
