using System.Numerics;
using System.Text.Json;
using MathsIA.RandomNumbers;

namespace MathsIA.AutoDiff.Tests;

/// <summary>Attention against its formula, written out in loops, and against recorded values.</summary>
public sealed class AttentionTests
{
    /// <summary>Lengths around registers, panels and blocks: batch, heads, heads of keys, queries, keys, width, width of values.</summary>
    public static TheoryData<int, int, int, int, int, int, int> Sizes => new()
    {
        { 1, 1, 1, 1, 1, 1, 1 },
        { 2, 3, 3, 5, 7, 3, 5 },
        { 1, 4, 2, 17, 33, 8, 16 },
        { 2, 2, 1, 33, 31, 10, 7 },
        { 1, 2, 2, 129, 130, 16, 20 },
        { 1, 1, 1, 200, 300, 64, 64 },
        { 1, 1, 1, 70, 129, 33, 17 },
        { 1, 2, 1, 3, 0, 4, 4 },
        { 1, 2, 1, 0, 3, 4, 4 },
        { 2, 1, 1, 9, 11, 0, 4 },
        { 1, 1, 1, 40, 257, 300, 290 },
    };

    [Theory, MemberData(nameof(Sizes))]
    public void Values_and_derivatives_are_those_of_the_formula(int batch, int heads, int keyHeads, int queries, int keys, int width, int valueWidth)
    {
        foreach (AttentionOptions options in Options(batch, heads, queries, keys))
        {
            foreach (bool biased in (bool[])[false, true])
            {
                Check<double>(new(batch, heads, keyHeads, queries, keys, width, valueWidth), options, biased, 1e-12);
                Check<float>(new(batch, heads, keyHeads, queries, keys, width, valueWidth), options, biased, 3e-5);
            }
        }
    }

    [Fact]
    public void A_query_that_may_look_at_nothing_gives_zeros_and_has_no_derivative()
    {
        Tensor<double> q = Samples.Any(1, 1, 3, 2), k = Samples.Any(1, 1, 2, 2), v = Samples.Any(1, 1, 2, 2);
        // Query 0 of the three ends before the first of the two keys.
        var options = new AttentionOptions { Causal = CausalMask.LowerRight };
        (Variable<double> value, Variable<double>[] gradients) = Differentiate.ValueAndGradient(x => x[0].ScaledDotProductAttention(x[1], x[2], options).Select(2, 0).Sum(), (Variable<double>[])[q, k, v]);
        Assert.Equal(0, value.ToScalar());
        Assert.All(gradients, gradient => Assert.True(gradient.Value.ElementsEqual(Tensor.Zeros<double>(gradient.Shape))));
    }

    [Fact]
    public void Large_scores_do_not_overflow()
    {
        Tensor<float> q = Samples.Any(1, 1, 40, 8).To<float>() * 1000f, k = Samples.Any(1, 1, 50, 8).To<float>() * 1000f, v = Samples.Any(1, 1, 50, 4).To<float>();
        (_, Variable<float>[] gradients) = Differentiate.ValueAndGradient(x => x[0].ScaledDotProductAttention(x[1], x[2]).Sum(), (Variable<float>[])[q, k, v]);
        Assert.All(gradients, gradient => Assert.True(gradient.Value.IsFinite().All()));
    }

    [Fact]
    public void Padding_is_not_read()
    {
        Tensor<double> q = Samples.Any(1, 1, 3, 2), k = Samples.Any(1, 1, 5, 2).Clone(), v = Samples.Any(1, 1, 5, 2).Clone();
        k[0, 0, 4, 1] = double.NaN;
        v[0, 0, 3, 0] = double.PositiveInfinity;
        var options = new AttentionOptions { KeyLengths = Tensor.From([3]) };
        (_, Variable<double>[] gradients) = Differentiate.ValueAndGradient(x => x[0].ScaledDotProductAttention(x[1], x[2], options).Sum(), (Variable<double>[])[q, k, v]);
        Assert.All(gradients, gradient => Assert.True(gradient.Value.IsFinite().All()));
    }

    [Theory, InlineData(1), InlineData(2), InlineData(5), InlineData(16)]
    public void The_number_of_threads_changes_no_bit(int threads)
    {
        // Two heads of keys for many threads: the backward pass is cut differently.
        var random = new Philox(3);
        Tensor<float> q = random.Normal<float>(1, 4, 300, 24), k = random.Normal<float>(1, 2, 700, 24), v = random.Normal<float>(1, 2, 700, 20);
        (Variable<float> Value, Variable<float>[] Gradients) Run(int count) => Differentiate.ValueAndGradient(
            x => x[0].ScaledDotProductAttention(x[1], x[2], new() { Causal = CausalMask.LowerRight }).Square().Sum(), (Variable<float>[])[q, k, v], new() { Context = new() { DegreeOfParallelism = count } });
        (Variable<float> value, Variable<float>[] gradients) = Run(threads);
        (Variable<float> other, Variable<float>[] others) = Run(3);
        Assert.True(value.Value.ElementsEqual(other.Value));
        for (int i = 0; i < gradients.Length; i++)
            Assert.True(gradients[i].Value.ElementsEqual(others[i].Value));
    }

    [Fact]
    public void Memory_is_linear_in_the_lengths()
    {
        const int heads = 8, length = 4096, width = 64;
        long output = 4L * heads * length * width, rows = 8L * heads * length, threads = 1L << 20, objects = 1 << 16;
        var random = new Philox(5);
        Tensor<float> q = random.Normal<float>(1, heads, length, width), k = random.Normal<float>(1, heads, length, width), v = random.Normal<float>(1, heads, length, width);
        var options = new DifferentiationOptions { Context = ComputeContext.SingleThread, ChangeDetection = ChangeDetection.None };
        var causal = new AttentionOptions { Causal = CausalMask.UpperLeft };
        var tape = new Tape<float>(options);
        Variable<float>[] x = [tape.Watch(q), tape.Watch(k), tape.Watch(v)];
        long before = GC.GetAllocatedBytesForCurrentThread();
        Variable<float> y = x[0].ScaledDotProductAttention(x[1], x[2], causal);
        long forward = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(forward, output, output + rows + threads + objects);

        Variable<float> seed = random.Normal<float>(1, heads, length, width);
        before = GC.GetAllocatedBytesForCurrentThread();
        tape.Backward(y, seed);
        long backward = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(backward, 3 * output, 3 * output + rows + threads + objects);
    }

    [Fact]
    public void Wrong_arguments_are_named()
    {
        Variable<double> Of(params int[] lengths) => Tensor.Zeros<double>(lengths);
        Variable<double> q = Of(2, 4, 3, 5), k = Of(2, 2, 6, 5), v = Of(2, 2, 6, 7);
        Assert.Equal("query", Assert.Throws<ShapeMismatchException>(() => Of(5).ScaledDotProductAttention(Of(5), Of(5))).ParamName);
        Assert.Equal("query", Assert.Throws<ShapeMismatchException>(() => q.ScaledDotProductAttention(Of(6, 5), v)).ParamName);
        Assert.Equal("key", Assert.Throws<ShapeMismatchException>(() => q.ScaledDotProductAttention(Of(1, 2, 6, 5), v)).ParamName);
        Assert.Equal("key", Assert.Throws<ShapeMismatchException>(() => q.ScaledDotProductAttention(Of(2, 2, 6, 4), v)).ParamName);
        Assert.Equal("key", Assert.Throws<ShapeMismatchException>(() => q.ScaledDotProductAttention(Of(2, 3, 6, 5), Of(2, 3, 6, 7))).ParamName);
        Assert.Equal("value", Assert.Throws<ShapeMismatchException>(() => q.ScaledDotProductAttention(k, Of(2, 2, 5, 7))).ParamName);
        Assert.Equal("bias", Assert.Throws<ShapeMismatchException>(() => q.ScaledDotProductAttention(k, v, null, Of(3, 5))).ParamName);
        Assert.Equal("mask", Assert.Throws<ShapeMismatchException>(() => q.ScaledDotProductAttention(k, v, new() { Mask = Tensor.Zeros<bool>(2, 2, 3, 6) })).ParamName);
        Assert.Equal("KeyLengths", Assert.Throws<ShapeMismatchException>(() => q.ScaledDotProductAttention(k, v, new() { KeyLengths = Tensor.From([1]) })).ParamName);
        Assert.Equal("KeyLengths", Assert.Throws<ArgumentOutOfRangeException>(() => q.ScaledDotProductAttention(k, v, new() { KeyLengths = Tensor.From([1, 7]) })).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => new AttentionOptions { Scale = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new AttentionOptions { Causal = (CausalMask)3 });
    }

    [Fact]
    public void Values_and_derivatives_are_those_that_PyTorch_gives()
    {
        using Stream stream = typeof(AttentionTests).Assembly.GetManifestResourceStream("attention.json")!;
        using JsonDocument document = JsonDocument.Parse(stream);
        foreach (JsonElement item in document.RootElement.EnumerateArray())
        {
            string name = item.GetProperty("name").GetString()!;
            Tensor<double> Read(string key) => Tensor.From(
                item.GetProperty(key).GetProperty("data").EnumerateArray().Select(number => number.GetDouble()).ToArray(),
                item.GetProperty(key).GetProperty("shape").EnumerateArray().Select(number => number.GetInt32()).ToArray());
            AttentionOptions options = name switch
            {
                "upper left" => new() { Causal = CausalMask.UpperLeft },
                "lower right" => new() { Causal = CausalMask.LowerRight },
                "bias" => new() { Scale = 0.37 },
                _ => new(),
            };
            Variable<double>? bias = name == "bias" ? Read("bias") : default(Variable<double>?);
            Variable<double>[] point = [Read("query"), Read("key"), Read("value")];
            Variable<double> output = point[0].ScaledDotProductAttention(point[1], point[2], options, bias);
            Variable<double>[] gradients = Differentiate.ValueAndGradient(x => (x[0].ScaledDotProductAttention(x[1], x[2], options, bias) * Read("cotangent")).Sum(), point).Gradients;
            Variable<double>[] actual = [output, .. gradients];
            string[] names = ["output", "queryCotangent", "keyCotangent", "valueCotangent"];
            for (int i = 0; i < actual.Length; i++)
                Assert.True(actual[i].Value.Compare(Read(names[i]), 1e-13, 1e-13).IsClose, $"{name}: {names[i]}");
        }
    }

    private static IEnumerable<AttentionOptions> Options(int batch, int heads, int queries, int keys)
    {
        var random = new Philox(7);
        Tensor<bool> mask = random.Normal<double>(1, heads, queries, keys).Greater(Tensor.Scalar(-0.3));
        Tensor<int> lengths = Tensor.From([.. Enumerable.Range(0, batch).Select(i => Math.Max(0, keys - 1 - 40 * i))]);
        yield return new();
        yield return new() { Causal = CausalMask.UpperLeft, Scale = 0.3 };
        yield return new() { Causal = CausalMask.LowerRight, KeyLengths = lengths };
        yield return new() { Mask = mask };
    }

    private static void Check<T>(Shapes s, AttentionOptions options, bool biased, double tolerance) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Philox(11);
        // Laid out as projections leave them: heads inside rows.
        Tensor<double> Head(int heads, int length, int width) => random.Normal<double>(s.Batch, length, heads, width).Permute(0, 2, 1, 3);
        Tensor<double> q = Head(s.Heads, s.Queries, s.Width), k = Head(s.KeyHeads, s.Keys, s.Width), v = Head(s.KeyHeads, s.Keys, s.ValueWidth), g = Head(s.Heads, s.Queries, s.ValueWidth);
        Tensor<double>? bias = biased ? random.Normal<double>(s.Heads, 1, s.Keys) : null;
        Variable<T>? added = bias is null ? default(Variable<T>?) : bias.To<T>();
        Tensor<double>[] expected = Naive(s, options, q, k, v, bias, g);
        Variable<T> output = default;
        (_, Variable<T>[] gradients) = Differentiate.ValueAndGradient(
            x =>
            {
                output = x[0].ScaledDotProductAttention(x[1], x[2], options, added);
                Variable<T> sum = (output * g.To<T>()).Sum();
                output = output.Value;
                return sum;
            },
            (Variable<T>[])[q.To<T>(), k.To<T>(), v.To<T>()]);
        Close(expected[0], output);
        for (int i = 0; i < 3; i++)
            Close(expected[i + 1], gradients[i]);

        void Close(Tensor<double> wanted, Variable<T> actual)
        {
            TensorComparison comparison = actual.Value.To<double>().Compare(wanted, tolerance, tolerance);
            Assert.True(comparison.IsClose, $"{s} {options} bias {biased}: {comparison}");
        }
    }

    /// <summary>The formula, and its cotangents by the formula of the softmax.</summary>
    private static Tensor<double>[] Naive(Shapes s, AttentionOptions options, Tensor<double> q, Tensor<double> k, Tensor<double> v, Tensor<double>? bias, Tensor<double> g)
    {
        Tensor<double> o = Tensor.Zeros<double>(s.Batch, s.Heads, s.Queries, s.ValueWidth), dq = Tensor.Zeros<double>(q.Shape), dk = Tensor.Zeros<double>(k.Shape), dv = Tensor.Zeros<double>(v.Shape);
        (q, k, v, g) = (q.Contiguous(), k.Contiguous(), v.Contiguous(), g.Contiguous());
        double scale = options.Scale ?? 1 / Math.Sqrt(Math.Max(1, s.Width));
        int diagonal = options.Causal == CausalMask.LowerRight ? s.Keys - s.Queries : 0;
        var p = new double[s.Keys];
        for (int b = 0; b < s.Batch; b++)
        {
            for (int h = 0; h < s.Heads; h++)
            {
                int shared = h / (s.Heads / s.KeyHeads);
                for (int i = 0; i < s.Queries; i++)
                {
                    double most = double.NegativeInfinity, total = 0;
                    ReadOnlySpan<double> query = Row(q, b, h, i), cotangent = Row(g, b, h, i);
                    for (int j = 0; j < s.Keys; j++)
                    {
                        bool allowed = (options.Causal == CausalMask.None || j <= i + diagonal) && (options.KeyLengths is null || j < options.KeyLengths[b]) && (options.Mask is null || options.Mask[0, h, i, j]);
                        double score = (bias is null ? 0 : bias[h, 0, j]) + scale * Dot(query, Row(k, b, shared, j));
                        p[j] = allowed ? score : double.NegativeInfinity;
                        most = Math.Max(most, p[j]);
                    }

                    for (int j = 0; j < s.Keys; j++)
                        total += p[j] = double.IsNegativeInfinity(p[j]) ? 0 : Math.Exp(p[j] - most);
                    for (int j = 0; j < s.Keys; j++)
                    {
                        p[j] = total == 0 ? 0 : p[j] / total;
                        AddTo(Row(o, b, h, i), p[j], Row(v, b, shared, j));
                    }

                    double mean = Dot(Row(o, b, h, i), cotangent);
                    for (int j = 0; j < s.Keys; j++)
                    {
                        double slope = scale * p[j] * (Dot(cotangent, Row(v, b, shared, j)) - mean);
                        AddTo(Row(dv, b, shared, j), p[j], cotangent);
                        AddTo(Row(dq, b, h, i), slope, Row(k, b, shared, j));
                        AddTo(Row(dk, b, shared, j), slope, query);
                    }
                }
            }
        }

        return [o, dq, dk, dv];
    }

    private static Span<double> Row(Tensor<double> x, int b, int h, int i) =>
        x.AsSpan().Slice(((b * x.Shape.Lengths[1] + h) * x.Shape.Lengths[2] + i) * x.Shape.Lengths[3], x.Shape.Lengths[3]);

    private static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += x[i] * y[i];
        return sum;
    }

    private static void AddTo(Span<double> sum, double factor, ReadOnlySpan<double> x)
    {
        for (int i = 0; i < x.Length; i++)
            sum[i] += factor * x[i];
    }

    private sealed record Shapes(int Batch, int Heads, int KeyHeads, int Queries, int Keys, int Width, int ValueWidth);
}
