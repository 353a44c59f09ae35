using MathsIA.AutoDiff.Engine;

namespace MathsIA.AutoDiff.Tests;

/// <summary>The derivatives of attention that have no kernel, with more queries than are computed at a time: against the formula in one piece, and the memory
/// they take.</summary>
public sealed class AttentionRowsTests
{
    private const int Queries = 300, Keys = 310;

    private static readonly Tensor<bool> Mask = Tensor.From([.. Enumerable.Range(0, Queries * Keys).Select(i => i * 7 % 5 != 0)], Queries, Keys);

    public static TheoryData<string> Uses => ["plain", "causal", "causal from the end", "masked", "padded", "bias of keys", "bias of heads", "full bias, causal"];

    private static AttentionOptions Options(string use) => use switch
    {
        "causal" or "full bias, causal" => new() { Causal = CausalMask.UpperLeft },
        "causal from the end" => new() { Causal = CausalMask.LowerRight },
        "masked" => new() { Mask = Mask, Scale = 0.4 },
        "padded" => new() { KeyLengths = Tensor.From([Keys, 20]) },
        _ => new(),
    };

    private static Tensor<double>[] Point(string use)
    {
        Tensor<double>[] operands = [Samples.Any(2, 2, Queries, 3), Samples.Any(2, 1, Keys, 3), Samples.Any(2, 1, Keys, 2)];
        return use switch
        {
            "bias of keys" => [.. operands, Samples.Any(Keys)],
            "bias of heads" => [.. operands, Samples.Any(2, 1, 1)],
            "full bias, causal" => [.. operands, Samples.Any(2, Queries, Keys)],
            _ => operands,
        };
    }

    [Theory, MemberData(nameof(Uses))]
    public void Derivatives_of_all_kinds_are_those_of_the_formula(string use)
    {
        AttentionOptions options = Options(use);
        Tensor<double> allowed = Allowed(options);
        Variable<double> Fused(IReadOnlyList<Variable<double>> x) => x[0].ScaledDotProductAttention(x[1], x[2], options, x.Count > 3 ? x[3] : (Variable<double>?)null);
        Variable<double> Formula(IReadOnlyList<Variable<double>> x)
        {
            Variable<double> scores = x[0].MatMul(x[1].Transpose(-1, -2)) * (options.Scale ?? 1 / Math.Sqrt(3));
            if (x.Count > 3)
                scores += x[3];
            return ((Variable<double>)allowed).Where(scores, -1e30).Softmax().MatMul(x[2]);
        }

        Variable<double>[] point = [.. Point(use)], directions = [.. point.Select(x => (Variable<double>)(Samples.Any(x.Shape.Lengths.ToArray()) * 0.7 + 0.1))];
        Close(Differentiate.Jvp(Formula, point, directions).Tangent, Differentiate.Jvp(Fused, point, directions).Tangent, "tangent");
        Compare(x => Differentiate.ValueAndGradient(y => Formula(y).Square().Sum(), x).Gradients, x => Differentiate.ValueAndGradient(y => Fused(y).Square().Sum(), x).Gradients, "gradient");
        // Reverse over forward, forward over reverse.
        Compare(x => Differentiate.ValueAndGradient(y => Differentiate.Jvp(Formula, y, directions).Tangent.Square().Sum(), x).Gradients,
            x => Differentiate.ValueAndGradient(y => Differentiate.Jvp(Fused, y, directions).Tangent.Square().Sum(), x).Gradients, "gradient of the tangent");
        for (int k = 0; k < point.Length; k++)
        {
            int operand = k;
            Variable<double> Slope(Func<IReadOnlyList<Variable<double>>, Variable<double>> f) =>
                Differentiate.Jvp(x => Differentiate.ValueAndGradient(y => f(y).Square().Sum(), x).Gradients[operand], point, directions).Tangent;
            Close(Slope(Formula), Slope(Fused), $"tangent of gradient {k}");
        }

        void Compare(Func<Variable<double>[], Variable<double>[]> expected, Func<Variable<double>[], Variable<double>[]> actual, string what)
        {
            Variable<double>[] left = expected(point), right = actual(point);
            for (int k = 0; k < left.Length; k++)
                Close(left[k], right[k], $"{what} {k}");
        }
    }

    [Theory]
    [InlineData("tangent"), InlineData("gradient of a bias"), InlineData("gradient of the tangent"), InlineData("tangent of the gradient"), InlineData("gradient of the gradient")]
    public void Memory_is_linear_in_the_lengths(string derivative)
    {
        long shorter = Peak(derivative, 512), longer = Peak(derivative, 1536);
        // Three times the length: three times the memory, where that of all scores would be nine times.
        Assert.InRange(longer, shorter, 3.6 * shorter);
    }

    private static long Peak(string derivative, int length)
    {
        Variable<float>[] x = [.. new Tensor<double>[] { Samples.Any(1, 2, length, 4), Samples.Any(1, 2, length, 4), Samples.Any(1, 2, length, 4), Samples.Any(length) }.Select(t => (Variable<float>)t.To<float>())];
        Variable<float>[] ones = [.. x.Select(t => (Variable<float>)Tensor.Ones<float>(t.Shape))];
        static Variable<float> Loss(IReadOnlyList<Variable<float>> y) => y[0].ScaledDotProductAttention(y[1], y[2]).Square().Sum();
        static Variable<float> Biased(IReadOnlyList<Variable<float>> y) => y[0].ScaledDotProductAttention(y[1], y[2], null, y[3]).Square().Sum();
        static Variable<float> Slope(Func<IReadOnlyList<Variable<float>>, Variable<float>> f, IReadOnlyList<Variable<float>> y, int k) => Differentiate.ValueAndGradient(f, [.. y]).Gradients[k];
        CellPool<float> pool = CellPool<float>.Current;
        CellPool<float>.Region region = pool.Begin();
        pool.ForgetPeak();
        long before = pool.Taken;
        _ = derivative switch
        {
            "tangent" => Differentiate.Jvp(Loss, x[..3], ones[..3]).Tangent,
            "gradient of a bias" => Slope(Biased, x, 3),
            "gradient of the tangent" => Slope(y => Differentiate.Jvp(Loss, [.. y], ones[..3]).Tangent, x[..3], 0),
            "tangent of the gradient" => Differentiate.Jvp(y => Slope(Loss, y, 1), x[..3], ones[..3]).Tangent,
            _ => Slope(y => Slope(Loss, y, 1).Square().Sum(), x[..3], 2),
        };
        long peak = pool.Peak - before;
        pool.End(region);
        return peak;
    }

    /// <summary>1 where a query may look at a key.</summary>
    private static Tensor<double> Allowed(AttentionOptions options)
    {
        Tensor<double> allowed = Tensor.Ones<double>(2, 1, Queries, Keys);
        int diagonal = options.Causal == CausalMask.LowerRight ? Keys - Queries : 0;
        for (int b = 0; b < 2; b++)
        {
            for (int q = 0; q < Queries; q++)
            {
                for (int k = 0; k < Keys; k++)
                {
                    if ((options.Causal != CausalMask.None && k > q + diagonal) || (options.Mask is not null && !Mask[q, k]) || (options.KeyLengths is { } lengths && k >= lengths[b]))
                        allowed[b, 0, q, k] = 0;
                }
            }
        }

        return allowed;
    }

    private static void Close(Variable<double> expected, Variable<double> actual, string what)
    {
        TensorComparison comparison = actual.Value.Compare(expected.Value, 1e-9, 1e-9);
        Assert.True(comparison.IsClose, $"{what}: {comparison}");
    }
}
