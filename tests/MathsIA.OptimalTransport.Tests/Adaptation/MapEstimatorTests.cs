namespace MathsIA.OptimalTransport.Tests;

public class MapEstimatorTests
{
    private static readonly Tensor<double> Sources = Problems.Matrix(60, 2, 1);

    public static TheoryData<IMapEstimator> Estimators =>
        [new GaussianMapEstimator(), new BarycentricMapEstimator(), new BarycentricMapEstimator { Epsilon = 0.01 }, new EntropicMapEstimator { Epsilon = 0.01 }, new ClassRegularizedMapEstimator { Epsilon = 0.01, ClassWeight = 1e-4, Rounds = 2 }];

    [Theory, MemberData(nameof(Estimators))]
    public void A_translation_is_found_and_carries_over_to_new_points(IMapEstimator estimator)
    {
        Tensor<double> shift = Tensor.From([3.0, -1.0]), fresh = (Problems.Matrix(40, 2, 9) * 0.8) + 0.1;
        Tensor<int> labels = Tensor.From([.. Enumerable.Range(0, 60).Select(i => Sources[i, 0] > 0.5 ? 7 : -2)]);
        IPointMap<double> map = estimator.Fit(Sources, Sources + shift, labels);
        AssertNear(Sources + shift, map.Apply(Sources), 0.2);
        AssertNear(fresh + shift, map.Apply(fresh), 0.25);
        AssertNear((Sources + shift).To<float>(), estimator.Fit(Sources.To<float>(), (Sources + shift).To<float>(), labels).Apply(Sources.To<float>()), 0.2f);
        Assert.Equal(map.Apply(fresh, ComputeContext.SingleThread).ToArray(), map.Apply(fresh, new ComputeContext { DegreeOfParallelism = 5 }).ToArray());
        Assert.Throws<ShapeMismatchException>(() => map.Apply(Problems.Matrix(3, 3, 1)));
        Assert.Throws<ShapeMismatchException>(() => estimator.Fit(Sources, Problems.Matrix(3, 3, 1), labels));
        Assert.Throws<ArgumentNullException>("sources", () => estimator.Fit(null!, Sources, labels));
    }

    [Fact]
    public void The_affine_map_takes_mean_and_covariance_over_exactly()
    {
        Tensor<double> turn = Tensor.From([1.5, 0.4, -0.3, 0.7]).Reshape(2, 2), targets = Problems.Matrix(45, 2, 5).MatMul(turn) + 2;
        Tensor<double> images = new GaussianMapEstimator { Regularization = 0 }.Fit(Sources, targets).Apply(Sources);
        AssertNear(targets.Mean(0), images.Mean(0), 1e-12);
        Tensor<double> Covariance(Tensor<double> points) => (points - points.Mean(0)).Transpose().MatMul(points - points.Mean(0)) * (1.0 / points.Shape[0]);
        AssertNear(Covariance(targets), Covariance(images), 1e-10);
        // One point has no shape: it is moved.
        AssertNear(Tensor.From([4.0, 5]).Reshape(1, 2), new GaussianMapEstimator().Fit(Sources[0..1, ..].Clone(), Tensor.From([4.0, 5]).Reshape(1, 2)).Apply(Sources[0..1, ..].Clone()), 1e-12);
    }

    [Fact]
    public void The_exact_barycentric_map_is_the_best_permutation()
    {
        Tensor<double> targets = Problems.Matrix(60, 2, 7);
        Tensor<double> images = new BarycentricMapEstimator().Fit(Sources, targets).Apply(Sources);
        double cost = Enumerable.Range(0, 60).Sum(i => Math.Pow(images[i, 0] - Sources[i, 0], 2) + Math.Pow(images[i, 1] - Sources[i, 1], 2)) / 60;
        Assert.Equal(new NetworkSimplex().Solve(new PointCloudCost<double, SquaredEuclideanCost<double>>(Sources, targets)).LinearCost, cost, 1e-12);
    }

    [Fact]
    public void Classes_mix_less_with_their_weight()
    {
        Tensor<int> labels = Tensor.From([.. Enumerable.Range(0, 60).Select(i => i % 3)]);
        Tensor<double> targets = Problems.Matrix(40, 2, 8);
        double Mixing(double weight)
        {
            Tensor<double> plan = new ClassRegularizedMapEstimator { Epsilon = 0.05, ClassWeight = weight }.Plan(Sources, targets, labels).ToDense();
            double sum = 0;
            for (int j = 0; j < 40; j++)
                sum += Enumerable.Range(0, 3).Sum(c => Math.Sqrt(Enumerable.Range(0, 20).Sum(i => plan[(3 * i) + c, j]) * 40));
            return sum / 40;
        }

        Assert.True(Mixing(0.3) < Mixing(0.03) && Mixing(0.03) < Mixing(0));
        // All mass of a target from one class makes 1, evenly from three makes the root of 3.
        Assert.InRange(Mixing(0), 1, Math.Sqrt(3) + 1e-9);
        Assert.Throws<ArgumentNullException>("labels", () => new ClassRegularizedMapEstimator { Epsilon = 1 }.Fit(Sources, targets));
        Assert.Throws<ShapeMismatchException>(() => new ClassRegularizedMapEstimator { Epsilon = 1 }.Fit(Sources, targets, Tensor.From([1])));
    }

    private static void AssertNear<T>(Tensor<T> expected, Tensor<T> actual, T tolerance) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        Assert.Equal(expected.ToArray(), actual.ToArray(), (p, q) => T.Abs(p - q) <= tolerance);
}
