using MathsIA.Operators;
using MathsIA.RandomNumbers;

namespace MathsIA.Optimization.Tests.Proximal;

/// <summary>What single operators promise beyond the contract: naive twins at length, limits, identities between operators.</summary>
public sealed class ProximalBehaviourTests
{
    [Theory, InlineData(1), InlineData(2), InlineData(100), InlineData(3000)]
    public void Total_variation_meets_its_dual_certificate(int n)
    {
        foreach (double step in (double[])[0.01, 0.7, 30])
        {
            double[] x = new Philox(n).Normal<double>(n).ToArray(), z = new double[n];
            for (int i = 1; i < n; i++)
                x[i] += 0.8 * x[i - 1];
            new TotalVariation1D<double>().Prox(x, step, z);
            // The running sums s of x − z stay in the tube, end at 0, and are on the wall that each jump points to.
            double sum = 0;
            for (int i = 0; i < n - 1; i++)
            {
                sum += x[i] - z[i];
                Assert.InRange(sum, -step - 1e-9, step + 1e-9);
                if (Math.Abs(z[i + 1] - z[i]) > 1e-9)
                    Assert.Equal(-Math.Sign(z[i + 1] - z[i]) * step, sum, 1e-8);
            }

            Assert.Equal(0, sum + x[^1] - z[^1], 1e-8);
        }
    }

    [Fact]
    public void Total_variation_keeps_its_digits_on_a_high_offset()
    {
        double[] x = [.. new Philox(3).Normal<double>(500).ToArray()], high = [.. x.Select(v => v + 1e9)], z = new double[500], raised = new double[500];
        var tv = new TotalVariation1D<double>();
        tv.Prox(x, 2, z);
        tv.Prox(high, 2, raised);
        for (int i = 0; i < 500; i++)
            Assert.Equal(z[i], raised[i] - 1e9, 1e-5);
    }

    [Theory, InlineData(1), InlineData(5), InlineData(1000)]
    public void The_simplex_is_that_of_sorting(int n)
    {
        foreach (double scale in (double[])[1e-3, 1, 1e6])
        {
            double[] x = [.. new Philox(n).Normal<double>(n).ToArray().Select(v => v * scale)], z = new double[n];
            new Simplex<double>(2).Prox(x, 1, z);
            double[] sorted = [.. x.OrderDescending()];
            double sum = 0, tau = 0;
            for (int k = 0; k < n; k++)
            {
                sum += sorted[k];
                if (sorted[k] > (sum - 2) / (k + 1))
                    tau = (sum - 2) / (k + 1);
            }

            for (int i = 0; i < n; i++)
                Assert.Equal(Math.Max(x[i] - tau, 0), z[i], 1e-9 * (1 + (1e-6 * scale)));
            Assert.Equal(2, z.Sum(), 1e-12);
        }
    }

    [Fact]
    public void Isotonic_regression_is_the_min_max_formula()
    {
        double[] x = [.. new Philox(8).Normal<double>(60).ToArray().Select((v, i) => v + (0.05 * i))], z = new double[60], steps = [.. Enumerable.Range(0, 60).Select(i => 0.5 + (i % 4))];
        new MonotoneCone<double>().Prox(x, steps, z);
        for (int i = 0; i < 60; i++)
        {
            double best = double.NegativeInfinity;
            for (int a = 0; a <= i; a++)
            {
                double least = double.PositiveInfinity;
                for (int b = i; b < 60; b++)
                {
                    double weight = 0, sum = 0;
                    for (int k = a; k <= b; k++)
                        (weight, sum) = (weight + (1 / steps[k]), sum + (x[k] / steps[k]));
                    least = Math.Min(least, sum / weight);
                }

                best = Math.Max(best, least);
            }

            Assert.Equal(best, z[i], 1e-12);
        }
    }

    public static TheoryData<string> Activations => ["arctan", "tanh", "arsinh", "elliot", "isru", "isrlu", "sigmoid", "elu", "prelu", "geman", "log"];

    /// <summary>At step 1 the prox of each activation's penalty is the activation.</summary>
    [Theory, MemberData(nameof(Activations))]
    public void Penalties_of_activations_give_them_back(string name)
    {
        (IProximable<double> penalty, Func<double, double> activation) = name switch
        {
            "arctan" => ((IProximable<double>)new ArctangentPenalty<double>(), (Func<double, double>)(x => 2 / Math.PI * Math.Atan(x))),
            "tanh" => (new HyperbolicTangentPenalty<double>(), Math.Tanh),
            "arsinh" => (new HyperbolicSinePenalty<double>(), Math.Asinh),
            "elliot" => (new ElliotPenalty<double>(), x => x / (1 + Math.Abs(x))),
            "isru" => (new InverseSquareRootPenalty<double>(), x => x / Math.Sqrt(1 + (x * x))),
            "isrlu" => (new InverseSquareRootLinearPenalty<double>(), x => x >= 0 ? x : x / Math.Sqrt(1 + (x * x))),
            "sigmoid" => (new SigmoidPenalty<double>(), x => (1 / (1 + Math.Exp(-x))) - 0.5),
            "geman" => (new GemanMcClurePenalty<double>(), x => 8 / (3 * Math.Sqrt(3)) * Math.Sign(x) * (x * x / (1 + (x * x)))),
            "log" => (new LogarithmicPenalty<double>(), x => Math.Sign(x) * Math.Log(1 + Math.Abs(x))),
            "elu" => (new ExponentialLinearPenalty<double>(0.7), x => x >= 0 ? x : 0.7 * (Math.Exp(x) - 1)),
            _ => (new ParametricRectifierPenalty<double>(0.2), x => x >= 0 ? x : 0.2 * x),
        };
        double[] points = [-20, -3, -0.5, -1e-3, 0, 1e-3, 0.4, 2, 15], z = new double[9];
        penalty.Prox(points, 1, z);
        for (int i = 0; i < points.Length; i++)
            Assert.Equal(activation(points[i]), z[i], 1e-12 * (1 + Math.Abs(points[i])));
    }

    /// <summary>Two more activations are those of functions that are composed: <c>x/2 − log(x + ½)/4</c> and the entropy of Fermi and Dirac less <c>x²/2</c>.</summary>
    [Fact]
    public void Composed_penalties_give_their_activations_back()
    {
        double[] points = [-20, -3, -0.5, -1e-3, 0, 1e-3, 0.4, 2, 15], z = new double[9], half = [.. points.Select(_ => 0.5)];
        Tensor<double> at = Tensor.From(half);
        new Tilt<double>(new Translation<double>(new LogBarrier<double>(0.25), -at), at).Prox(points, 1, z);
        for (int i = 0; i < points.Length; i++)
            Assert.Equal((points[i] + Math.Sqrt((points[i] * points[i]) + 1) - 1) / 2, z[i], 1e-12 * (1 + Math.Abs(points[i])));
        new Tilt<double>(new Translation<double>(new SigmoidPenalty<double>(), at), -at).Prox(points, 1, z);
        for (int i = 0; i < points.Length; i++)
            Assert.Equal(1 / (1 + Math.Exp(-points[i])), z[i], 1e-12);
    }

    /// <summary>The barrier of a ball is that of an interval as a function of the norm: minus the logarithm of <c>r² − ‖x‖²</c>.</summary>
    [Fact]
    public void The_barrier_of_a_ball_is_radial()
    {
        var barrier = new RadialFunction<double>(new IntervalBarrier<double>(-2, 2, 0.7));
        double[] x = new Philox(4).Normal<double>(9).ToArray(), z = new double[9];
        double step = 0.6, value = barrier.Prox(x, step, z), square = z.Sum(v => v * v);
        Assert.Equal(-0.7 * Math.Log(4 - square), value, 1e-12);
        for (int i = 0; i < 9; i++)
            Assert.Equal(x[i], z[i] + (step * 0.7 * 2 * z[i] / (4 - square)), 1e-11);
    }

    [Theory, InlineData(0), InlineData(1), InlineData(7), InlineData(63), InlineData(65), InlineData(1023), InlineData(1025), InlineData(3001)]
    public void Every_length_is_treated_element_by_element(int n)
    {
        float[] x = new Philox(n).Normal<float>(n).ToArray(), z = new float[n], one = new float[1];
        var huber = new Huber<float>(0.4, 1.2);
        float value = huber.Prox(x, 0.8f, z);
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            sum += huber.Prox(x.AsSpan(i, 1), 0.8f, one);
            Assert.Equal(one[0], z[i]);
        }

        Assert.Equal(sum, value, 1e-5 * (1 + sum));
    }

    [Fact]
    public void A_group_norm_takes_its_groups_from_a_gradient()
    {
        var gradient = new GradientOperator<double>(new Shape(4, 5));
        Composition<double> tv = new GroupNorm<double>(0.3).Compose(gradient);
        double[] u = new Philox(2).Normal<double>(40).ToArray(), z = new double[40];
        tv.Outer.Prox(u, 1, z);
        for (int i = 0; i < 20; i++)
        {
            double norm = double.Hypot(u[i], u[i + 20]), factor = Math.Max(0, 1 - (0.3 / norm));
            Assert.Equal(factor * u[i], z[i], 1e-12);
            Assert.Equal(factor * u[i + 20], z[i + 20], 1e-12);
        }
    }

    [Fact]
    public void Norms_have_the_range_of_the_type()
    {
        double[] huge = [3e200, 4e200, -1e-200, 0], z = new double[4];
        Assert.Equal(5e200, new L2Norm<double>().Prox(huge, 1e190, z), 2e190);
        Assert.Equal(5e200, new GroupNorm<double>(1, GroupLayout.Components(2)).Value([3e200, 0, 4e200, 0]), 1e187);
        Assert.Equal(5e-200, new GroupNorm<double>(1, GroupLayout.Components(2)).Value([3e-200, 0, 4e-200, 0]), 1e-213);
        new LogBarrier<double>().Prox(huge, 1, z);
        Assert.Equal(3e200, z[0], 1e187);
        Assert.Equal(1, z[3], 1e-15);
    }

    public static TheoryData<string> Coupled => ["TotalVariation1D", "Simplex", "L1Ball", "MonotoneCone", "LInfinityNorm", "NuclearNorm", "PositiveSemidefiniteCone", "ExponentialCone", "CappedSimplex", "SolidSimplex", "NonNegativeL2Norm", "L1Epigraph", "Epigraph of the l1 norm"];

    [Theory, MemberData(nameof(Coupled))]
    public void NaN_ends_and_spreads(string name)
    {
        ProximalCase row = ProximalCatalogue.Get(name);
        double[] x = new Philox(1).Normal<double>(row.Length).ToArray(), z = new double[row.Length];
        x[row.Length / 2] = double.NaN;
        row.Double().Prox(x, 1, z);
        Assert.Contains(z, double.IsNaN);
    }

    [Fact]
    public void Envelopes_and_distances_have_their_gradients()
    {
        Tensor<double> x = Draw.Normal<double>(1, 6), u = Draw.Unit<double>(2, 6);
        Assert.InRange(FiniteDifferences.GradientError(new MoreauEnvelope<double>(new L1Norm<double>(0.4), 0.5), x, u), 0, 1e-8);
        Assert.InRange(FiniteDifferences.GradientError(new SquaredDistance<double>(Draw.Normal<double>(3, 6), 0.7), x, u), 0, 1e-8);
        Assert.InRange(FiniteDifferences.GradientError(new SquaredDistanceToSet<double>(new L2Ball<double>(0.3)), x, u), 0, 1e-8);
    }

    [Fact]
    public void Two_routes_meet()
    {
        double[] x = new Philox(4).Normal<double>(9).ToArray(), a = new double[9], b = new double[9];
        void Same(IProximable<double> one, IProximable<double> other)
        {
            one.Prox(x, 0.6, a);
            other.Prox(x, 0.6, b);
            for (int i = 0; i < x.Length; i++)
                Assert.Equal(a[i], b[i], 1e-9);
        }

        Same(new MoreauEnvelope<double>(new L1Norm<double>(0.5), 1), new Huber<double>(0.5));
        Same(new Conjugate<double>(new LInfinityBall<double>(0.5)), new L1Norm<double>(0.5));
        Same(new SublevelSet<double>(new L1Norm<double>(), 0.8), new L1Ball<double>(0.8));
        Same(new Epigraph<double>(new L2Norm<double>()), new L2Epigraph<double>());
        Same(new SortedL1Norm<double>(Tensor.Full<double>([9], 0.5)), new L1Norm<double>(0.5));
        Same(new RadialFunction<double>(new L1Norm<double>(0.5)), new L2Norm<double>(0.5));
        Same(new SumOfLargest<double>(1, 0.5), new MaximumFunction<double>(0.5));
        Same(new HyperSlab<double>(Tensor.Ones<double>(9), double.NegativeInfinity, 0.2), new HalfSpace<double>(Tensor.Ones<double>(9), 0.2));
        Same(new SingularValueFunction<double>(new L2Norm<double>(0.5), 3, 3), new L2Norm<double>(0.5));
        Same(new Restriction<double>(new ZeroFunction<double>(), new Box<double>(-0.1, 0.2)), new Box<double>(-0.1, 0.2));
        Same(new RadialFunction<double>(new EpsilonInsensitive<double>(0.3, 0.5)), new DistanceToSet<double>(new L2Ball<double>(0.3), 0.5));
        Same(new SublevelSet<double>(new LInfinityNorm<double>(), 0.7), new LInfinityBall<double>(0.7));
        Same(new SingularValueFunction<double>(new Regularized<double>(new L0Norm<double>(0.2), 0.4), 3, 3), new Regularized<double>(new RankPenalty<double>(0.2, 3, 3), 0.4));
        var constant = new Tilt<double>(new ZeroFunction<double>(), Tensor.Zeros<double>(1), 0.2);
        Same(new RepeatedSum<double>(new PointwiseMinimum<double>(new Singleton<double>(), constant), 1), new L0Norm<double>(0.2));
        Same(new RepeatedSum<double>(new PointwiseMinimum<double>(new SquaredL2Norm<double>(1.25), constant), 1), new TruncatedQuadratic<double>(Math.Sqrt(0.32), 1.25));
        Same(new FusedLassoNorm<double>(0, 0.5), new TotalVariation1D<double>(0.5));
        Same(new TightFrameComposition<double>(new L1Norm<double>(0.5), new IdentityOperator<double>(new Shape(9))), new L1Norm<double>(0.5));
    }

    public static TheoryData<string, string> WrongArguments => new()
    {
        { "weight", "L1" }, { "weights", "L1 each" }, { "weights", "L1 NaN" }, { "upper", "Box" }, { "upper", "Box shapes" }, { "centre", "SquaredDistance" }, { "radius", "Simplex" }, { "normal", "HalfSpace" },
        { "target", "AffineSet" }, { "matrix", "AffineSet NaN" }, { "weights", "SortedL1Norm" }, { "labels", "Hinge" }, { "counts", "Poisson" }, { "reference", "KullbackLeibler" }, { "exponent", "Power" },
        { "gauge", "Singular" }, { "function", "Eigen" }, { "function", "Conjugate" }, { "operator", "Frame" }, { "matrix", "Quadratic" }, { "groups", "Groups" }, { "set", "Distance" }, { "concavity", "SCAD" }, { "blocks", "Sum" },
    };

    [Theory, MemberData(nameof(WrongArguments))]
    public void Wrong_arguments_are_named(string paramName, string what)
    {
        Tensor<double> nan = Tensor.From(new[] { 1, double.NaN }), two = Tensor.Ones<double>(2);
        Action make = what switch
        {
            "L1" => () => _ = new L1Norm<double>(-1),
            "L1 each" => () => _ = new L1Norm<double>(-two),
            "L1 NaN" => () => _ = new L1Norm<double>(nan),
            "Box" => () => _ = new Box<double>(1, 0),
            "Box shapes" => () => _ = new Box<double>(two, Tensor.Ones<double>(3)),
            "SquaredDistance" => () => _ = new SquaredDistance<double>(nan),
            "Simplex" => () => _ = new Simplex<double>(0),
            "HalfSpace" => () => _ = new HalfSpace<double>(Tensor.Zeros<double>(2), 1),
            "AffineSet" => () => _ = new AffineSet<double>(Tensor.Ones<double>(2, 2), Tensor.From(new double[] { 1, 2 })),
            "AffineSet NaN" => () => _ = new AffineSet<double>(nan.Reshape(1, 2), Tensor.Ones<double>(1)),
            "SortedL1Norm" => () => _ = new SortedL1Norm<double>(Tensor.From(new double[] { 1, 2 })),
            "Hinge" => () => _ = new Hinge<double>(Tensor.From(new double[] { 1, 2 })),
            "Poisson" => () => _ = new PoissonLikelihood<double>(-two),
            "KullbackLeibler" => () => _ = new KullbackLeibler<double>(Tensor.Zeros<double>(2)),
            "Power" => () => _ = new PowerFunction<double>(1),
            "Singular" => () => _ = new SingularValueFunction<double>(new NonNegative<double>(), 2, 2),
            "Eigen" => () => _ = new EigenvalueFunction<double>(new SquaredDistance<double>(two), 2),
            "Conjugate" => () => _ = new Conjugate<double>(new PointwiseMinimum<double>(new L1Norm<double>())),
            "Frame" => () => _ = new TightFrameComposition<double>(new L1Norm<double>(), new GradientOperator<double>(new Shape(4))),
            "Quadratic" => () => _ = new ProximableQuadratic<double>(-Tensor.Eye<double>(2), two),
            "Groups" => () => _ = GroupLayout.OfElements([0, 1], [1]),
            "Distance" => () => _ = new DistanceToSet<double>(new L1Norm<double>()),
            "SCAD" => () => _ = new SmoothlyClipped<double>(1, 2),
            _ => () => _ = new SeparableSum<double>(),
        };
        Assert.Equal(paramName, Assert.ThrowsAny<ArgumentException>(make).ParamName);
    }
}
