using static MathsIA.AutoDiff.Differentiate;

namespace MathsIA.AutoDiff.Tests;

/// <summary>The documented choices where there is no derivative, or several.</summary>
public sealed class KinkTests
{
    private static double[] At(Func<Variable<double>, Variable<double>> f, params double[] x) => Gradient<double>(y => f(y).Sum(), Tensor.From(x)).Value.ToArray();

    [Fact]
    public void Kinks_of_functions_of_one_number()
    {
        Assert.Equal([0], At(x => x.Abs(), 0));
        Assert.Equal([0, 1], At(x => x.Relu(), 0, 1));
        Assert.Equal([1, 1, 0, 1], At(x => x.Clamp(-1.0, 1.0), -1, 1, 2, 0));
        Assert.Equal([0], At(x => x.Pow(0.0), 0));
        Assert.Equal([1, 0], At(x => x.Sqrt(), 0.25, double.PositiveInfinity));
        Assert.Equal([double.PositiveInfinity], At(x => x.Sqrt(), 0));
    }

    [Fact]
    public void Ties_are_shared()
    {
        Assert.Equal([0.5, 0, 0.5], At(x => x.Max(), 3, 1, 3));
        Assert.Equal([0, 1, 0], At(x => x.Min(), 3, 1, 3));
        Assert.Equal([0.5, 1], At(x => x.Maximum(Tensor.From([2.0, 1])), 2, 2));
        Assert.Equal([0.5, 0], At(x => x.Minimum(Tensor.From([2.0, 1])), 2, 2));
        Assert.Equal([1], At(x => x.Maximum(x), 2));
        Assert.Equal([0.5, -0.5], At(x => x.Norm(double.PositiveInfinity), 2, -2));
    }

    [Fact]
    public void Norms_and_products_at_zero()
    {
        Assert.Equal([0, 0], At(x => x.Norm(), 0, 0));
        Assert.Equal([0, 1], At(x => x.Norm(1), 0, 2));
        Assert.Equal([0, 1], At(x => x.Norm(3), 0, 2));
        Assert.Equal([0, 1], At(x => x.Norm(0.5), 0, 2));
        Assert.Equal([0, 0], At(x => x.Norm(3), 0, 0));
        Assert.Equal([0, 0], At(x => x.Norm(double.PositiveInfinity), 0, 0));
        Assert.Equal([0, 0], At(x => x.Hypot(x), 0, 0));
        Assert.Equal([0, 6, 0], At(x => x.Product(), 2, 0, 3));
        Assert.Equal([0, 0, 0], At(x => x.Product(), 0, 0, 3));
    }

    [Fact]
    public void Branches_not_taken_give_nothing()
    {
        Assert.Equal([0.5, 0], At(x => x.Greater(0.0).Where(x.OneWhereZero().Log(), 0.0), 2, 0));
        Assert.Equal([0, 1], At(x => x.LogSumExp(), double.NegativeInfinity, 1));
        Assert.Equal([0, 0], At(x => x.LogSumExp(), double.NegativeInfinity, double.NegativeInfinity));
        Assert.Equal([1, 0], At(x => x.Softmax().Select(0, 0) * 0.0 + x.Select(0, 0), 1000, -1000));
    }

    [Fact]
    public void Equal_and_zero_singular_values_leave_their_quotients_out()
    {
        static double[] Slope(Func<Variable<double>, Variable<double>> f, Tensor<double> a) => Gradient<double>(f, a).Value.ToArray();
        Tensor<double> unit = Tensor.Eye<double>(2);
        Assert.Equal([1, 0, 0, 1], Slope(a => a.Svd().Values.Sum(), unit));
        Assert.Equal([0.5, 0, 0, 0.5], Slope(a => a.SpectralNorm(), unit));
        Assert.Equal([1, 0, 0, 0], Slope(a => a.NuclearNorm(), Tensor.From([2.0, 0, 0, 0], 2, 2)));
        Assert.Equal([0, 0, 0, 0], Slope(a => a.NuclearNorm(), Tensor.Zeros<double>(2, 2)));
        Assert.Equal([0, 0, 0, 0], Slope(a => a.SpectralNorm(), Tensor.Zeros<double>(2, 2)));
        // Zero singular values beside the space that a tall matrix leaves free.
        Assert.All(Slope(a => a.Svd().U.Square().Sum(0)[0], Tensor.Zeros<double>(3, 2)), slope => Assert.Equal(0, slope));
        Assert.All(Slope(a => a.SymmetricEigen().Vectors.Sum(), unit), slope => Assert.Equal(0, slope));
        Assert.Equal([3, 0, 0, 3], Slope(a => a.SymmetricEigen().Values.Pow(3.0).Sum(), unit));
    }

    [Fact]
    public void Normalization_of_equal_elements_has_no_slope()
    {
        Assert.Equal([0, 0, 0], At(x => x.LayerNormalize(), 2, 2, 2));
        Assert.Equal([0, 0], At(x => x.RmsNormalize(epsilon: 1) * Tensor.From([0.0, 0]), 0, 0));
        Assert.Equal([1, 1], At(x => x.RmsNormalize(epsilon: 1), 0, 0));
        Assert.All(At(x => x.LayerNormalize(epsilon: 0), 2, 2), slope => Assert.True(double.IsNaN(slope)));
        // Rows of any magnitude: what is 0 times infinity in the formula as written is not in the kernel.
        double[] huge = At(x => x.LayerNormalize(epsilon: 0) * Tensor.From([1.0, 0, 0]), 1e300, -1e300, 0);
        double[] plain = At(x => x.LayerNormalize(epsilon: 0) * Tensor.From([1.0, 0, 0]), 1, -1, 0);
        for (int i = 0; i < 3; i++)
            Assert.Equal(plain[i] * 1e-300, huge[i], 1e-312);
    }

    [Fact]
    public void Losses_of_classes_ruled_out_and_labels_ignored()
    {
        double[] logits = [1, double.NegativeInfinity, 1];
        Variable<double> Loss(Variable<double> x) => x.Reshape(1, 3).SoftmaxCrossEntropy(Tensor.From([0]));
        Assert.Equal([-0.5, 0, 0.5], At(Loss, logits));
        Assert.Equal([-0.5, 0, 0.5], At(x => x.SoftmaxCrossEntropy((Variable<double>)Tensor.From([1.0, 0, 0])), logits));
        Assert.Equal(double.PositiveInfinity, ((Variable<double>)Tensor.From(logits)).SoftmaxCrossEntropy(Tensor.Scalar(1)).ToScalar());
        CrossEntropyOptions ignoring = new() { IgnoredLabel = -100, Reduction = LossReduction.Mean };
        Assert.Equal([0, 0], At(x => x.Reshape(1, 2).SoftmaxCrossEntropy(Tensor.From([-100]), ignoring), double.NaN, 1));
        Assert.Equal(0, ((Variable<double>)Tensor.From([1.0, 2], 1, 2)).SoftmaxCrossEntropy(Tensor.From([-100]), ignoring).ToScalar());
    }

    [Fact]
    public void Sorting_moves_slopes_with_their_elements_and_ties_keep_their_order()
    {
        Assert.Equal([1, 10, 100], At(x => x.Sort() * Tensor.From([1.0, 10, 100]), 5, 5, 5));
        Assert.Equal([1, 1, 0], At(x => x.TopK(2).Values, 5, 5, 5));
        Assert.Equal([10, 0, 1], At(x => x.TopK(2).Values * Tensor.From([1.0, 10]), 5, 2, 7));
        // x₀ + x₀ x₁ + x₀ x₁ x₂ at (1, 2, 3).
        Assert.Equal([9, 4, 2], At(x => x.CumulativeProduct(), 1, 2, 3));
    }

    [Fact]
    public void Padding_gets_no_slope_and_repeated_ids_add_up()
    {
        Tensor<int> ids = Tensor.From([1, 0, 1, 2]);
        double[] slopes = Gradient<double>(t => t.Embedding(ids, paddingId: 2).Sum(), Tensor.Ones<double>(4, 2)).Value.ToArray();
        Assert.Equal([1, 1, 2, 2, 0, 0, 0, 0], slopes);
    }
}
