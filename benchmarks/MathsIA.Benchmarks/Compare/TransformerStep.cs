using MathsIA.AutoDiff;

namespace MathsIA.Benchmarks.Compare;

/// <summary>A decoder with learned positions, pre-normalization and Gelu, as operations on variables: no layers, parameters in a list.</summary>
internal sealed record TransformerStep(int Letters, int Blocks, int Width, int Heads, int Length, int Batch)
{
    private const int PerBlock = 16;

    private static readonly AttentionOptions Causal = new() { Causal = CausalMask.UpperLeft };

    /// <summary>The parameters' shapes: two tables; for each block two normalizations, the four projections of attention and two layers;
    /// a normalization and the last layer.</summary>
    public IEnumerable<int[]> Shapes()
    {
        int[] vector = [Width], square = [Width, Width];
        yield return [Letters, Width];
        yield return [Length, Width];
        for (int block = 0; block < Blocks; block++)
        {
            foreach (int[] shape in (int[][])[vector, vector, square, vector, square, vector, square, vector, square, vector, vector, vector, [Width, 4 * Width], [4 * Width], [4 * Width, Width], vector])
                yield return shape;
        }

        yield return vector;
        yield return vector;
        yield return [Width, Letters];
        yield return [Letters];
    }

    public Tensor<float>[] RandomParameters() => [.. Shapes().Select((lengths, i) => Tensor.From(TestData.Uniform<float>(lengths.Aggregate(1, (a, b) => a * b), i).Select(v => 0.1f * v).ToArray(), lengths))];

    public TrainingStep Create(Tensor<float>[] parameters, int[] texts, int[] next, ComputeContext context)
    {
        Tensor<int> ids = Tensor.From(texts), labels = Tensor.From(next);
        return new TrainingStep(parameters, w => Logits(w, ids).SoftmaxCrossEntropy(labels).Mean(), rate: 3e-4, weightDecay: 0.01, context);
    }

    /// <summary>Every place of every text is a row, but for the positions and for attention.</summary>
    private Variable<float> Logits(Variable<float>[] w, Tensor<int> ids)
    {
        Variable<float> x = (w[0].Embedding(ids).Reshape(Batch, Length, Width) + w[1]).Reshape(-1, Width);
        for (int block = 0; block < Blocks; block++)
        {
            ReadOnlySpan<Variable<float>> p = w.AsSpan(2 + block * PerBlock, PerBlock);
            Variable<float> h = x.LayerNormalize(p[0], p[1]);
            Variable<float> y = Split(h.Affine(p[2], p[3])).ScaledDotProductAttention(Split(h.Affine(p[4], p[5])), Split(h.Affine(p[6], p[7])), Causal);
            x += y.Permute(0, 2, 1, 3).Reshape(-1, Width).Affine(p[8], p[9]);
            x += x.LayerNormalize(p[10], p[11]).Affine(p[12], p[13], Activation.Gelu).Affine(p[14], p[15]);
        }

        return x.LayerNormalize(w[^4], w[^3]).Affine(w[^2], w[^1]);
    }

    /// <summary>Heads before places, as a view.</summary>
    private Variable<float> Split(Variable<float> x) => x.Reshape(Batch, Length, Heads, Width / Heads).Permute(0, 2, 1, 3);
}
