namespace MathsIA.Optimization.Tests.Splitting;

public sealed class InfeasibleSetsTests
{
    private static readonly MinimizeOptions Patient = new() { MaxIterations = 20_000, Tolerance = 1e-12 };

    /// <summary>Two sets, how far they are apart, 0 if they meet.</summary>
    public static TheoryData<string, double> Pairs => new()
    {
        { "boxes", 1 }, { "ball and half-space", 0.5 }, { "parallel lines", 2 }, { "simplex and box", 1 / Math.Sqrt(3) }, { "cone and plane", 1 },
        { "boxes that touch", 0 }, { "ball and half-space that touch", 0 }, { "lines that cross", 0 }, { "simplex and box that meet", 0 },
    };

    [Theory, MemberData(nameof(Pairs))]
    public void Douglas_Rachford_proves_that_two_sets_do_not_meet(string pair, double distance)
    {
        (IProximable<double> first, IProximable<double> second) = Sets(pair);
        Solution<double> s = Minimize.Run(first, second, new DouglasRachford(), Tensor.From<double>([0.3, -0.7, 1.9]), Patient);
        Check(s, first, second, distance);
        Assert.True(s.Status != Status.Infeasible || s.Residual >= distance * (1 - 1e-9));
    }

    [Theory, MemberData(nameof(Pairs))]
    public void Dykstra_proves_that_two_sets_do_not_meet(string pair, double distance)
    {
        (IProximable<double> first, IProximable<double> second) = Sets(pair);
        Check(Minimize.Run(Tensor.From<double>([0.3, -0.7, 1.9]), [first, second], new Dykstra(), Patient), first, second, distance);
    }

    [Fact]
    public void Dykstra_proves_that_three_sets_of_which_each_two_meet_have_no_common_point()
    {
        // Three half-planes about a triangle, each facing away from it.
        IProximable<float>[] sets =
        [
            new HalfSpace<float>(Tensor.From<float>([0f, 1f]), -1), new HalfSpace<float>(Tensor.From<float>([-1f, -1f]), -1), new HalfSpace<float>(Tensor.From<float>([1f, -1f]), -1),
        ];
        Assert.Equal(Status.Infeasible, Minimize.Run(Tensor.From<float>([0.2f, 0.1f]), sets, new Dykstra(), new() { MaxIterations = 5000 }).Status);
    }

    [Fact]
    public void Functions_that_are_no_indicators_are_never_called_infeasible()
    {
        Solution<double> s = Minimize.Run(new Box<double>(1, 2), new L1Norm<double>(), new DouglasRachford(), Tensor.From<double>([5.0, -5]), Patient);
        Assert.Equal(Status.Converged, s.Status);
        Assert.Equal(2, s.Objective, 1e-9);
    }

    private static void Check(Solution<double> s, IProximable<double> first, IProximable<double> second, double distance)
    {
        if (distance == 0)
        {
            Assert.NotEqual(Status.Infeasible, s.Status);
            return;
        }

        Assert.Equal(Status.Infeasible, s.Status);
        double[] normal = s.Dual!.ToArray(), opposite = [.. normal.Select(v => -v)];
        double between = ((IConjugable<double>)first).ConjugateValue(normal) + ((IConjugable<double>)second).ConjugateValue(opposite);
        double norm = Math.Sqrt(normal.Sum(v => v * v));
        // A hyperplane separates by no more than the distance.
        Assert.InRange(-between / norm, 1e-6, distance * (1 + 1e-9));
    }

    private static (IProximable<double> First, IProximable<double> Second) Sets(string pair) => pair switch
    {
        "boxes" => (new Box<double>(0, 1), new Box<double>(Tensor.From<double>([-3.0, 0, 2]), Tensor.From<double>([3.0, 1, 4]))),
        "ball and half-space" => (new L2Ball<double>(1), new HalfSpace<double>(Tensor.From<double>([0.0, 0, -1]), -1.5)),
        "parallel lines" => (new Hyperplane<double>(Tensor.From<double>([0.0, 0, 1]), 1), new Hyperplane<double>(Tensor.From<double>([0.0, 0, 1]), 3)),
        "simplex and box" => (new Simplex<double>(1), new Box<double>(Tensor.From<double>([2.0 / 3, 2.0 / 3, 2.0 / 3]), Tensor.From<double>([1.0, 1, 1]))),
        "cone and plane" => (new NonNegative<double>(), new Hyperplane<double>(Tensor.From<double>([1.0, 0, 0]), -1)),
        "boxes that touch" => (new Box<double>(0, 1), new Box<double>(1, 2)),
        "ball and half-space that touch" => (new L2Ball<double>(1), new HalfSpace<double>(Tensor.From<double>([0.0, 0, -1]), -1)),
        "lines that cross" => (new Hyperplane<double>(Tensor.From<double>([0.0, 0, 1]), 1), new Hyperplane<double>(Tensor.From<double>([0.0, 0.01, 1]), 3)),
        _ => (new Simplex<double>(1), new Box<double>(0.2, 0.5)),
    };
}
