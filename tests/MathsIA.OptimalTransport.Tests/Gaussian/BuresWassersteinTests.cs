using MathsIA.LinearAlgebra;
using MathsIA.RandomNumbers;

namespace MathsIA.OptimalTransport.Tests;

public class BuresWassersteinTests
{
    [Fact]
    public void Commuting_covariances_are_known_in_closed_form()
    {
        Tensor<double> a = Tensor.From([4.0, 0, 0, 9], 2, 2), b = Tensor.From([1.0, 0, 0, 25], 2, 2), m = Tensor.From([1.0, 2]), n = Tensor.From([4.0, 6]);
        Assert.Equal(25 + 1 + 4, BuresWasserstein.SquaredDistance(m, a, n, b), 1e-13);
        Assert.True((BuresWasserstein.Map(a, b) - Tensor.From([0.5, 0, 0, 5 / 3.0], 2, 2)).Abs().Max() < 1e-14);
        Assert.Equal(Math.Sqrt(30), BuresWasserstein.Distance(m.To<float>(), a.To<float>(), n.To<float>(), b.To<float>()), 1e-6);
    }

    [Fact]
    public void The_map_is_symmetric_positive_and_carries_one_to_the_other()
    {
        (Tensor<double> a, Tensor<double> b) = (Covariance(5, 1), Covariance(5, 2));
        Tensor<double> map = BuresWasserstein.Map(a, b);
        Assert.True((map.MatMul(a).MatMul(map) - b).Abs().Max() < 1e-11);
        Assert.True((map - map.Transpose()).Abs().Max() == 0);
        Assert.True(Matrix.SymmetricEigenvalues(map).Min() > 0);
        // The cost of the map, tr (I − M) A (I − M), is the squared distance.
        Tensor<double> rest = Tensor.Eye<double>(5) - map, zero = Tensor.Zeros<double>(5), moved = rest.MatMul(a).MatMul(rest);
        Assert.Equal(Enumerable.Range(0, 5).Sum(k => moved[k, k]), BuresWasserstein.SquaredDistance(zero, a, zero, b), 1e-11);
    }

    [Fact]
    public void The_geodesic_is_walked_at_constant_speed()
    {
        (Tensor<double> a, Tensor<double> b, Tensor<double> m, Tensor<double> n) = (Covariance(4, 1), Covariance(4, 2), Tensor.From([0.0, 1, 2, 3]), Tensor.From([1.0, -1, 0, 2]));
        double whole = BuresWasserstein.Distance(m, a, n, b);
        foreach (double t in new[] { 0, 0.25, 0.6, 1 })
        {
            (Tensor<double> mean, Tensor<double> covariance) = BuresWasserstein.Interpolate(m, a, n, b, t);
            Assert.Equal(t * whole, BuresWasserstein.Distance(m, a, mean, covariance), 1e-6);
            Assert.Equal((1 - t) * whole, BuresWasserstein.Distance(mean, covariance, n, b), 1e-6);
        }
    }

    [Fact]
    public void Flat_measures_have_a_distance_and_no_map_and_bad_input_is_named()
    {
        Tensor<double> flat = Tensor.From([1.0, 0, 0, 0], 2, 2), round = Tensor.Eye<double>(2), zero = Tensor.Zeros<double>(2);
        Assert.Equal(1, BuresWasserstein.SquaredDistance(zero, flat, zero, round), 1e-13);
        Assert.Throws<ArgumentException>("covariance", () => BuresWasserstein.Map(flat, round));
        Assert.Throws<ArgumentOutOfRangeException>("covariance", () => BuresWasserstein.Distance(zero, Tensor.From([1.0, 2, 0, 1], 2, 2), zero, round));
        Assert.Throws<ArgumentOutOfRangeException>("targetCovariance", () => BuresWasserstein.Distance(zero, round, zero, Tensor.From([1.0, 0, 0, -1], 2, 2)));
        Assert.Throws<ShapeMismatchException>("covariance", () => BuresWasserstein.Distance(zero, Tensor.Eye<double>(3), zero, round));
        Assert.Throws<ShapeMismatchException>("targetMean", () => BuresWasserstein.Distance(zero, round, Tensor.Zeros<double>(3), round));
        Assert.Throws<ArgumentOutOfRangeException>("time", () => BuresWasserstein.Interpolate(zero, round, zero, round, 1.5));
    }

    private static Tensor<double> Covariance(int side, long seed)
    {
        Tensor<double> factor = new Philox(seed).Normal<double>(side, side);
        return factor.MatMul(factor.Transpose()) + (0.1 * Tensor.Eye<double>(side));
    }
}
