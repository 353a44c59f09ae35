using MathsIA.RandomNumbers;

namespace MathsIA.Gallery;

/// <summary>Samples with a number to predict for each: a target, or a class.</summary>
/// <param name="Features">One sample a row: [n, p].</param>
/// <param name="Targets">One number a sample: [n].</param>
/// <param name="Names">The features' names.</param>
internal sealed record DataSet(Tensor<double> Features, Tensor<double> Targets, IReadOnlyList<string> Names)
{
    public int Count => Features.Shape[0];

    /// <summary>Two parts, drawn without replacement.</summary>
    public (DataSet Train, DataSet Test) Split(int train, Philox random)
    {
        int[] order = random.Permutation(Count).ToArray();
        return (Take(order[..train]), Take(order[train..]));
    }

    private DataSet Take(int[] rows)
    {
        Tensor<double> features = Tensor.Zeros<double>(rows.Length, Features.Shape[1]), targets = Tensor.Zeros<double>(rows.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            features[i..(i + 1)] = Features[rows[i]..(rows[i] + 1)];
            targets[i] = Targets[rows[i]];
        }

        return this with { Features = features, Targets = targets };
    }
}
