using MathsIA.Benchmarks.Compare;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MathsIA.Benchmarks.Peers;

/// <summary>The decoder of <see cref="TransformerStep"/> in TorchSharp's modules.</summary>
internal sealed class TorchTransformer : Module<torch.Tensor, torch.Tensor>
{
    private readonly TransformerStep _shape;
    private readonly TorchSharp.Modules.Embedding _letters, _places;
    private readonly TorchSharp.Modules.ModuleList<Block> _blocks;
    private readonly TorchSharp.Modules.LayerNorm _norm;
    private readonly TorchSharp.Modules.Linear _head;

    public TorchTransformer(TransformerStep shape) : base(nameof(TorchTransformer))
    {
        _shape = shape;
        _letters = Embedding(shape.Letters, shape.Width);
        _places = Embedding(shape.Length, shape.Width);
        _blocks = ModuleList(Enumerable.Range(0, shape.Blocks).Select(_ => new Block(shape)).ToArray());
        _norm = LayerNorm(shape.Width);
        _head = Linear(shape.Width, shape.Letters);
        RegisterComponents();
    }

    public override torch.Tensor forward(torch.Tensor input)
    {
        torch.Tensor x = _letters.call(input) + _places.call(arange(_shape.Length));
        foreach (Block block in _blocks)
            x = block.call(x);
        return _head.call(_norm.call(x));
    }

    /// <summary>Copies of the parameters in our order; weights are ours transposed, and the joint projection is cut in three.</summary>
    public MathsIA.Tensor<float>[] Parameters()
    {
        var all = new List<MathsIA.Tensor<float>> { Copy(_letters.weight!), Copy(_places.weight!) };
        foreach (Block block in _blocks)
            block.AddParameters(all);
        all.AddRange([Copy(_norm.weight!), Copy(_norm.bias!), Copy(_head.weight!.t()), Copy(_head.bias!)]);
        return [.. all];
    }

    private static MathsIA.Tensor<float> Copy(torch.Tensor tensor)
    {
        using torch.Tensor dense = tensor.detach().contiguous();
        return MathsIA.Tensor.From(dense.data<float>().ToArray(), [.. dense.shape.Select(length => (int)length)]);
    }

    private sealed class Block : Module<torch.Tensor, torch.Tensor>
    {
        private readonly TransformerStep _shape;
        private readonly TorchSharp.Modules.LayerNorm _before, _between;
        private readonly TorchSharp.Modules.Linear _joint, _output, _up, _down;

        public Block(TransformerStep shape) : base(nameof(Block))
        {
            _shape = shape;
            int width = shape.Width;
            _before = LayerNorm(width);
            _between = LayerNorm(width);
            _joint = Linear(width, 3 * width);
            _output = Linear(width, width);
            _up = Linear(width, 4 * width);
            _down = Linear(4 * width, width);
            RegisterComponents();
        }

        public override torch.Tensor forward(torch.Tensor input)
        {
            long batch = input.shape[0], length = input.shape[1], width = input.shape[2];
            torch.Tensor p = _joint.call(_before.call(input)).view(batch, length, 3, _shape.Heads, width / _shape.Heads).permute(2, 0, 3, 1, 4);
            torch.Tensor y = functional.scaled_dot_product_attention(p[0], p[1], p[2], is_casual: true).transpose(1, 2).reshape(batch, length, width);
            torch.Tensor x = input + _output.call(y);
            return x + _down.call(functional.gelu(_up.call(_between.call(x))));
        }

        public void AddParameters(List<MathsIA.Tensor<float>> all)
        {
            int width = _shape.Width;
            all.AddRange([Copy(_before.weight!), Copy(_before.bias!)]);
            for (int i = 0; i < 3; i++)
                all.AddRange([Copy(_joint.weight!.narrow(0, i * width, width).t()), Copy(_joint.bias!.narrow(0, i * width, width))]);
            all.AddRange([Copy(_output.weight!.t()), Copy(_output.bias!), Copy(_between.weight!), Copy(_between.bias!), Copy(_up.weight!.t()), Copy(_up.bias!), Copy(_down.weight!.t()), Copy(_down.bias!)]);
        }
    }
}
