using MathsIA.Operators;
using MathsIA.Optimization;

namespace MathsIA.Architecture.Tests.Snippets;

/// <summary>The code of the guide to proximal operators.</summary>
internal static class ProximalSnippets
{
    public static void Prox()
    {
        #region prox
        double[] x = [3, -0.5, 1.2, 0], z = new double[4];

        var sparse = new L1Norm<double>(0.7);
        double value = sparse.Prox(x, 1, z);                                     // z = [2.3, 0, 0.5, 0], value = 0.7 · 2.8

        new Simplex<double>().Prox(x, 1, z);                                     // the nearest probability vector
        sparse.Prox(x, [1, 1, 2, 2], z);                                         // a step for each coordinate
        double dual = sparse.ConjugateValue([0.7, 0, -0.1, 0]);                  // 0: in the dual ball
        #endregion
        Assert.Equal(0.7 * 2.8, value, 1e-12);
        Assert.Equal(0, dual);
    }

    public static void Calculus()
    {
        Tensor<double> image = Tensor.Ones<double>(8, 8);
        Tensor<double> centre = Tensor.From(new double[] { 1, 2, 3 });
        #region calculus
        Composition<double> tv = new GroupNorm<double>(0.1).Compose(new GradientOperator<double>(image.Shape));   // isotropic total variation

        var moved = new Translation<double>(new L1Norm<double>(), centre);       // ‖x − c‖₁
        var smoothed = new MoreauEnvelope<double>(moved, 0.1);                   // with a gradient
        var blocks = new SeparableSum<double>((moved, 3), (new NonNegative<double>(), 5));
        var gauge = new SingularValueFunction<double>(new ElasticNet<double>(1, 0.5), rows: 8, columns: 8);
        double? dual = blocks.AsConjugable()?.ConjugateValue(new double[8]);
        #endregion
        Assert.Equal(0, dual);
        Assert.Equal(64, gauge.Length);
        Assert.Equal(128, tv.Operator.Range.ElementCount);
        Assert.True(smoothed.LipschitzConstant > 9);
    }
}
