using System.Numerics;
using MathsIA.Operators;

namespace MathsIA.Optimization.Tests;

public sealed class DoubleCorrelationScreenTests : CorrelationScreenTests<double>;

public sealed class SingleCorrelationScreenTests : CorrelationScreenTests<float>;

public abstract class CorrelationScreenTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [Theory, InlineData(1, 0), InlineData(1e6, 1), InlineData(1e-20, 2), InlineData(1e-36, 3)]
    public void No_correlation_is_further_off_than_it_says(double scale, int seed)
    {
        foreach (bool byColumns in (bool[])[false, true])
        {
            Tensor<T> a = Draw.Normal<T>(seed, 200, 397) * T.CreateChecked(scale);
            a = byColumns ? a.Transpose().Clone().Transpose() : a;
            CorrelationScreen<T> screen = CorrelationScreen<T>.Create(a, ComputeContext.SingleThread)!;
            Tensor<T> r = Draw.Unit<T>(9, 200), exact = a.Transpose().MatMul(r);
            var rough = new float[screen.Slack.Length];
            screen.Correlate([.. r.ToArray().Select(float.CreateTruncating)], rough);
            for (int j = 0; j < 397; j++)
            {
                Assert.InRange(Math.Abs(rough[j] - double.CreateChecked(exact[j])), 0, screen.Slack[j]);
                Assert.InRange(screen.Slack[j], 0, (0.005 * scale * Math.Sqrt(200)) + 1e-29);
            }

            Assert.All(rough[397..], padding => Assert.Equal(0, padding));
        }
    }

    [Fact]
    public void Matrices_that_are_small_or_leave_the_range_have_none()
    {
        Assert.Null(CorrelationScreen<T>.Create(Draw.Normal<T>(1, 50, 50), ComputeContext.SingleThread));
        Assert.Null(CorrelationScreen<T>.Create(Draw.Normal<T>(1, 300, 300) * T.CreateChecked(1e30), ComputeContext.SingleThread));
    }

    [Fact]
    public void A_screened_pursuit_takes_the_atoms_that_an_exact_one_takes()
    {
        for (int seed = 0; seed < 2; seed++)
        {
            Planted<T> p = Planted<T>.Create(seed, 200, 500, 40, noise: 0.1);
            foreach (bool normalize in (bool[])[true, false])
            {
                // Twins: the screen cannot tell them apart, and must ask. Normalized, those that differ in length alone would be equal up to rounding.
                p.Sensing[.., p.Support[3]].CopyTo(p.Sensing[.., (p.Support[3] + 2) % 500]);
                if (!normalize)
                    (p.Sensing[.., p.Support[0]] * T.CreateChecked(0.9999)).CopyTo(p.Sensing[.., (p.Support[0] + 1) % 500]);
                var method = new OrthogonalMatchingPursuit(60) { NormalizeAtoms = normalize };
                SparseSolution<T> screened = SparseRecovery.Run(p.Sensing, p.Measurements, method), exact = SparseRecovery.Run(new DenseOperator<T>(p.Sensing), p.Measurements, method);
                Assert.Equal(exact.Support, screened.Support);
            }
        }
    }

    [Fact]
    public void Highly_coherent_matrices_fall_back_to_exact_correlations()
    {
        Tensor<T> a = Tensor.Ones<T>(150, 600) + (Draw.Normal<T>(5, 150, 600) * T.CreateChecked(1e-3)), y = Draw.Normal<T>(6, 150);
        var method = new OrthogonalMatchingPursuit(10);
        Assert.Equal(SparseRecovery.Run(new DenseOperator<T>(a), y, method).Support, SparseRecovery.Run(a, y, method).Support);
    }
}
