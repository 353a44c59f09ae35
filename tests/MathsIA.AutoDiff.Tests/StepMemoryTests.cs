using MathsIA.AutoDiff.Engine;

namespace MathsIA.AutoDiff.Tests;

/// <summary>What a steady training step allocates, and how far its memory goes beyond what backward needs.</summary>
public sealed class StepMemoryTests
{
    private static readonly DifferentiationOptions SingleThread = new() { Context = ComputeContext.SingleThread };

    [Fact]
    public void A_steady_step_of_a_dense_network_allocates_little_and_peaks_near_what_backward_needs()
    {
        int[] sizes = [96, 128, 128, 128, 128, 10];
        Tensor<float> x = Samples.Any(64, sizes[0]).To<float>();
        Tensor<int> labels = Tensor.From([.. Enumerable.Range(0, 64).Select(i => i % 10)]);
        Tensor<float>[] parameters = [.. Enumerable.Range(0, 10).Select(i => i % 2 == 0 ? Samples.Any(sizes[i / 2], sizes[i / 2 + 1]).To<float>() * 0.1f : Tensor.Zeros<float>(sizes[i / 2 + 1]))];
        Check(parameters, w => ((Variable<float>)x).Affine(w[0], w[1], Activation.Relu).Affine(w[2], w[3], Activation.Relu)
            .Affine(w[4], w[5], Activation.Relu).Affine(w[6], w[7], Activation.Relu).Affine(w[8], w[9]).SoftmaxCrossEntropy(labels).Mean());
    }

    [Fact]
    public void A_steady_step_of_a_block_with_attention_does_so_too()
    {
        const int batch = 2, length = 64, width = 64, heads = 4;
        Tensor<int> ids = Tensor.From(Enumerable.Range(0, batch * length).Select(i => i * 7 % 32).ToArray(), batch, length);
        Variable<float> Split(Variable<float> h) => h.Reshape(batch, length, heads, width / heads).Permute(0, 2, 1, 3);
        var causal = new AttentionOptions { Causal = CausalMask.UpperLeft };
        int[][] shapes = [[32, width], [width], [width], [width, width], [width, width], [width, width], [width, width], [width], [width, 4 * width], [4 * width], [4 * width, 32], [32]];
        Check([.. shapes.Select(shape => Samples.Any(shape).To<float>() * 0.1f)], w =>
        {
            Variable<float> z = w[0].Embedding(ids), h = z.LayerNormalize(w[1], w[2]);
            Variable<float> y = Split(h.MatMul(w[3])).ScaledDotProductAttention(Split(h.MatMul(w[4])), Split(h.MatMul(w[5])), causal);
            z += y.Permute(0, 2, 1, 3).Reshape(batch, length, width).Affine(w[6], w[7]);
            return z.Affine(w[8], w[9], Activation.Gelu).Affine(w[10], w[11]).Reshape(-1, 32).SoftmaxCrossEntropy(ids.Flatten()).Mean();
        });
    }

    /// <summary>The step of the benchmarks, with narrow layers: what it allocates depends on its operations, not on their sizes.</summary>
    [Fact]
    public void A_steady_step_of_a_transformer_of_four_blocks_does_so_too()
    {
        const int batch = 2, length = 32, width = 32, heads = 4, blocks = 4, letters = 32, perBlock = 16;
        Tensor<int> ids = Tensor.From(Enumerable.Range(0, batch * length).Select(i => i * 7 % letters).ToArray());
        Variable<float> Split(Variable<float> h) => h.Reshape(batch, length, heads, width / heads).Permute(0, 2, 1, 3);
        var causal = new AttentionOptions { Causal = CausalMask.UpperLeft };
        int[] vector = [width], square = [width, width];
        int[][] block = [vector, vector, square, vector, square, vector, square, vector, square, vector, vector, vector, [width, 4 * width], [4 * width], [4 * width, width], vector];
        int[][] shapes = [[letters, width], [length, width], .. Enumerable.Repeat(block, blocks).SelectMany(b => b), vector, vector, [width, letters], [letters]];
        Check([.. shapes.Select(shape => Samples.Any(shape).To<float>() * 0.1f)], w =>
        {
            Variable<float> x = (w[0].Embedding(ids).Reshape(batch, length, width) + w[1]).Reshape(-1, width);
            for (int b = 0; b < blocks; b++)
            {
                ReadOnlySpan<Variable<float>> p = w.AsSpan(2 + b * perBlock, perBlock);
                Variable<float> h = x.LayerNormalize(p[0], p[1]);
                Variable<float> y = Split(h.Affine(p[2], p[3])).ScaledDotProductAttention(Split(h.Affine(p[4], p[5])), Split(h.Affine(p[6], p[7])), causal);
                x += y.Permute(0, 2, 1, 3).Reshape(-1, width).Affine(p[8], p[9]);
                x += x.LayerNormalize(p[10], p[11]).Affine(p[12], p[13], Activation.Gelu).Affine(p[14], p[15]);
            }

            return x.LayerNormalize(w[^4], w[^3]).Affine(w[^2], w[^1]).SoftmaxCrossEntropy(ids).Mean();
        });
    }

    public static TheoryData<int, int[], Activation, int> DenseNetworks => new()
    {
        // Deep and narrow, shallow and wide, an hourglass, a large batch; activations that keep their value and one that keeps its operand.
        { 64, [48, 48, 48, 48, 48, 48, 48, 48, 48, 48, 48, 48, 10], Activation.Tanh, 0 },
        { 32, [200, 1500, 10], Activation.Relu, 0 },
        { 64, [256, 64, 8, 64, 256], Activation.Sigmoid, 0 },
        // Where the parameters are nothing beside the batch, the cotangent of the last hidden layer begins while all is still there.
        { 1024, [32, 32, 32, 10], Activation.Relu, 32 },
        { 1024, [32, 256, 1], Activation.Tanh, 256 },
        { 256, [64, 128, 128, 64, 10], Activation.Gelu, 0 },
    };

    [Theory, MemberData(nameof(DenseNetworks))]
    public void A_steady_step_of_dense_networks_of_all_proportions_does_so_too(int rows, int[] sizes, Activation activation, int flowing)
    {
        int layers = sizes.Length - 1;
        Tensor<float> x = Samples.Any(rows, sizes[0]).To<float>();
        Tensor<float>[] parameters = [.. Enumerable.Range(0, 2 * layers).Select(i => i % 2 == 0 ? Samples.Any(sizes[i / 2], sizes[i / 2 + 1]).To<float>() * 0.1f : Tensor.Zeros<float>(sizes[i / 2 + 1]))];
        Check(parameters, w =>
        {
            Variable<float> z = x;
            for (int i = 0; i < layers; i++)
                z = z.Affine(w[2 * i], w[2 * i + 1], i < layers - 1 ? activation : Activation.None);
            return z.Square().Mean();
        }, flowing: (long)sizeof(float) * rows * flowing);
    }

    [Fact]
    public void A_steady_step_of_a_convolutional_network_does_so_too()
    {
        Tensor<float> images = Samples.Any(16, 1, 20, 20).To<float>();
        Tensor<int> labels = Tensor.From([.. Enumerable.Range(0, 16).Select(i => i % 10)]);
        var same = new ConvolutionOptions { Padding = 1 };
        int[][] shapes = [[16, 1, 3, 3], [16], [32, 16, 3, 3], [32], [32 * 5 * 5, 10], [10]];
        Check([.. shapes.Select(shape => Samples.Any(shape).To<float>() * 0.1f)], w => ((Variable<float>)images)
            .Convolve(w[0], w[1], same).Relu().MaxPool(2).Convolve(w[2], w[3], same).Relu().MaxPool(2).Reshape(16, -1).Affine(w[4], w[5]).SoftmaxCrossEntropy(labels).Mean());
    }

    [Fact]
    public void A_steady_step_of_many_operations_finds_every_gradient_of_the_last_one_in_the_pool()
    {
        // Each block has gradients of a shape of its own, which the pool is asked for but once in hundreds of operations. All of them
        // together are far more than what a step may allocate.
        const int blocks = 24, rows = 8, width = 32;
        Tensor<float> x = Samples.Any(rows, width).To<float>();
        int[][] shapes = [.. Enumerable.Range(0, blocks).SelectMany(i => new int[][] { [width, 2 * width + i], [2 * width + i, width], [width], [width] })];
        Check([.. shapes.Select(shape => Samples.Any(shape).To<float>() * 0.1f)], w =>
        {
            Variable<float> z = x;
            for (int block = 0; block < blocks; block++)
                z += z.LayerNormalize(w[4 * block + 2], w[4 * block + 3]).MatMul(w[4 * block]).Gelu().MatMul(w[4 * block + 1]);
            return z.Square().Mean();
        }, steps: 130);
    }

    /// <param name="parameters">The parameters.</param>
    /// <param name="loss">The step.</param>
    /// <param name="steps">The steps before it is called steady.</param>
    /// <param name="flowing">The bytes of a cotangent that has to be there beside everything that is saved.</param>
    private static void Check(Tensor<float>[] parameters, Func<Variable<float>[], Variable<float>> loss, int steps = 3, long flowing = 0)
    {
        var tape = new Tape<float>(SingleThread);
        var watched = new Variable<float>[parameters.Length];
        Tensor<float>[] gradients = [.. parameters.Select(p => Tensor.Zeros<float>(p.Shape))];
        CellPool<float> pool = CellPool<float>.Current;
        long before = pool.Taken, saved = 0;
        void Step()
        {
            tape.Reset();
            for (int i = 0; i < watched.Length; i++)
                watched[i] = tape.Watch(parameters[i]);
            Variable<float> value = loss(watched);
            saved = pool.Taken - before;
            tape.Backward(value, watched, gradients);
        }

        for (int i = 0; i < steps; i++)
            Step();
        long start = GC.GetAllocatedBytesForCurrentThread();
        Step();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - start, 0, 64 * 1024);

        tape.Reset();
        Assert.Equal(before, pool.Taken);
        pool.ForgetPeak();
        Step();
        long needed = flowing + saved + parameters.Sum(p => (long)sizeof(float) * p.Length);
        Assert.InRange(pool.Peak - before, needed / 2, needed * 12 / 10);
    }
}
