using System.Numerics.Tensors;
using MathsIA.Benchmarks.Peers;
using TorchSharp;

namespace MathsIA.Benchmarks.Compare.Areas;

/// <summary>Elementwise functions and sums: large tensors against libtorch and TensorPrimitives, small ones for the cost of a call.</summary>
internal static class ElementwiseArea
{
    private const int Large = 4 << 20;

    private delegate void Spans(ReadOnlySpan<float> x, Span<float> destination);

    private sealed record Function(string Name, Func<Tensor<float>, Tensor<float>, ComputeContext, object?> Ours, Func<torch.Tensor, torch.Tensor> Torch, Spans? Primitive, bool Positive = false);

    private static readonly Function[] Functions =
    [
        new("exp", (x, y, c) => { x.Exp(y, c); return null; }, x => x.exp(), TensorPrimitives.Exp),
        new("log", (x, y, c) => { x.Log(y, c); return null; }, x => x.log(), TensorPrimitives.Log, Positive: true),
        new("tanh", (x, y, c) => { x.Tanh(y, c); return null; }, x => x.tanh(), TensorPrimitives.Tanh),
        new("sigmoid", (x, y, c) => { x.Sigmoid(y, c); return null; }, x => x.sigmoid(), TensorPrimitives.Sigmoid),
        new("erf", (x, y, c) => { x.Erf(y, c); return null; }, x => x.erf(), null),
        new("add", (x, y, c) => { x.Add(x, y, c); return null; }, x => x + x, (x, y) => TensorPrimitives.Add(x, x, y)),
        new("multiply", (x, y, c) => { x.Multiply(x, y, c); return null; }, x => x * x, (x, y) => TensorPrimitives.Multiply(x, x, y)),
    ];

    public static IEnumerable<Comparison> All(CompareOptions options)
    {
        foreach (Function function in Functions)
        {
            foreach (Comparison comparison in OnLarge(function, options))
                yield return comparison;
        }

        foreach (Comparison comparison in Sum(options))
            yield return comparison;
        yield return Memory(options);
        foreach (int length in (int[])[10, 100, 1000])
        {
            foreach (Function function in Functions)
            {
                if (OnSmall(function, length, options) is { } comparison)
                    yield return comparison;
            }
        }
    }

    private static IEnumerable<Comparison> OnLarge(Function function, CompareOptions options)
    {
        float[] data = Data(Large, function.Positive), result = TestData.Pinned<float>(Large), theirs = TestData.Pinned<float>(Large);
        Tensor<float> x = Tensor.From(data), y = Tensor.From(result);
        void Ours() => function.Ours(x, y, options.Context);
        if (TorchPeer.IsAvailable(options.Threads))
        {
            using torch.Tensor t = TorchPeer.From(data, Large);
            // Both sides write where they wrote before: libtorch's allocator hands the same block out again, ours is given one.
            yield return new($"{function.Name}_4M", TorchPeer.Name, Ours, () => function.Torch(t).Dispose(), () => TorchPeer.Close(function.Torch(t), result, 1e-5));
        }

        if (function.Primitive is { } primitive)
            yield return new($"{function.Name}_4M", "TensorPrimitives", Ours, () => primitive(data, theirs), () => TestData.Close<float>(result, theirs, 1e-5));
    }

    private static Comparison? OnSmall(Function function, int length, CompareOptions options)
    {
        if (!TorchPeer.IsAvailable(options.Threads))
            return null;
        float[] data = Data(length, function.Positive), result = new float[length];
        Tensor<float> x = Tensor.From(data), y = Tensor.From(result);
        torch.Tensor t = TorchPeer.From(data, length);
        return new($"{function.Name}_{length}", TorchPeer.Name, () => function.Ours(x, y, options.Context), () => function.Torch(t).Dispose(), () => TorchPeer.Close(function.Torch(t), result, 1e-5));
    }

    private static IEnumerable<Comparison> Sum(CompareOptions options)
    {
        float[] data = Data(Large, positive: true);
        Tensor<float> x = Tensor.From(data);
        float ours = 0, theirs = 0;
        void Ours() => ours = x.Sum(options.Context);
        bool Agree() => Math.Abs(ours - theirs) <= 1e-4 * Math.Abs(theirs);
        if (TorchPeer.IsAvailable(options.Threads))
        {
            using torch.Tensor t = TorchPeer.From(data, Large);
            yield return new("sum_4M", TorchPeer.Name, Ours, () =>
            {
                using torch.Tensor sum = t.sum();
                theirs = sum.item<float>();
            }, Agree);
        }

        yield return new("sum_4M", "TensorPrimitives", Ours, () => theirs = TensorPrimitives.Sum<float>(data), Agree);
    }

    /// <summary>The speed of memory on one thread, as a plain copy reaches it: what add and multiply can come near.</summary>
    private static Comparison Memory(CompareOptions options)
    {
        float[] data = Data(Large, positive: false), sum = TestData.Pinned<float>(Large), copy = TestData.Pinned<float>(Large);
        Tensor<float> x = Tensor.From(data), y = Tensor.From(sum);
        return new("multiply_scalar_4M", "Span.CopyTo", () => x.Multiply(1f, y, options.Context), () => data.AsSpan().CopyTo(copy), () => TestData.Close<float>(sum, copy, 0));
    }

    private static float[] Data(int length, bool positive)
    {
        float[] data = TestData.Uniform<float>(length, 1);
        for (int i = 0; i < length; i++)
            data[i] = positive ? Math.Abs(data[i]) + 1e-3f : 5 * data[i];
        return data;
    }
}
