namespace MathsIA.OptimalTransport.Tests;

public class GradientTests
{
    private const double Epsilon = 0.15;

    [Fact]
    public void Exact_transport_has_the_gradients_of_differences()
    {
        Tensor<double> x = Problems.Matrix(6, 2, 1), y = Problems.Matrix(5, 2, 2), a = Problems.Masses(6, 3), b = Problems.Masses(5, 4);
        double Value(Tensor<double> p, Tensor<double> q) => new NetworkSimplex().Solve(Formulas.Squared(p, q), a, b).LinearCost;
        ITransportPlan<double> plan = new NetworkSimplex().Solve(Formulas.Squared(x, y), a, b).Plan;
        Check(x, TransportGradient.SourcePositions<double, SquaredEuclideanCost<double>>(plan, x, y), p => Value(p, y));
        Check(y, TransportGradient.TargetPositions<double, SquaredEuclideanCost<double>>(plan, x, y), q => Value(x, q));
    }

    [Fact]
    public void Entropic_transport_has_the_gradients_of_differences()
    {
        Tensor<double> x = Problems.Matrix(6, 2, 1), y = Problems.Matrix(5, 2, 2), a = Problems.Masses(6, 3), b = Problems.Masses(5, 4);
        TransportResult<double> Solve(Tensor<double> p, Tensor<double> q, Tensor<double> u, Tensor<double> v) => new Sinkhorn { Epsilon = Epsilon, Tolerance = 1e-13 }.Solve(new PointCloudCost<double, EuclideanCost<double>>(p, q), u, v);
        TransportResult<double> result = Solve(x, y, a, b);
        Check(x, TransportGradient.SourcePositions<double, EuclideanCost<double>>(result.Plan, x, y), p => Solve(p, y, a, b).DualValue);
        Check(y, TransportGradient.TargetPositions<double, EuclideanCost<double>>(result.Plan, x, y), q => Solve(x, q, a, b).DualValue);
        Tensor<double> da = TransportGradient.SourceMasses(result), db = TransportGradient.TargetMasses(result);
        Assert.Equal(0, da.Sum(), 1e-14);
        for (int i = 1; i < 5; i++)
        {
            Assert.Equal(Formulas.Slope(h => Solve(x, y, Shifted(a, i, h), b).DualValue), da[i] - da[0], 1e-7);
            Assert.Equal(Formulas.Slope(h => Solve(x, y, a, Shifted(b, i, h)).DualValue), db[i] - db[0], 1e-7);
        }
    }

    [Fact]
    public void The_linear_cost_is_differentiated_through_the_solution()
    {
        Tensor<double> c = Problems.Matrix(6, 5, 1), a = Problems.Masses(6, 3), b = Problems.Masses(5, 4);
        double Value(Tensor<double> costs, Tensor<double> u, Tensor<double> v) => Solve(costs, u, v).LinearCost;
        var plan = (EntropicPlan<double>)Solve(c, a, b).Plan;
        ImplicitGradient<double> gradient = new ImplicitDifferentiation().OfPlan(plan, new DenseCost<double>(c));
        Assert.Equal(Status.Converged, gradient.Status);
        Check(c, gradient.Costs.ToDense() + plan.ToDense(), moved => Value(moved, a, b));
        for (int i = 1; i < 5; i++)
        {
            Assert.Equal(Formulas.Slope(h => Value(c, Shifted(a, i, h), b)), gradient.SourceMasses[i] - gradient.SourceMasses[0], 1e-7);
            Assert.Equal(Formulas.Slope(h => Value(c, a, Shifted(b, i, h))), gradient.TargetMasses[i] - gradient.TargetMasses[0], 1e-7);
        }

        Assert.Equal(gradient.Costs.ToDense().Sum(), gradient.Costs.Apply(Tensor.Ones<double>(5, 1)).Sum(), 1e-12);
    }

    [Fact]
    public void Potentials_are_differentiated_through_the_solution()
    {
        Tensor<double> c = Problems.Matrix(6, 5, 1), a = Problems.Masses(6, 3), b = Problems.Masses(5, 4);
        double[] u = [0.3, -1, 2, 0.1, 0, 0.6], v = [1, 0.5, 0.2, -0.3, 0.6];
        double Value(Tensor<double> costs, Tensor<double> p, Tensor<double> q)
        {
            TransportResult<double> result = Solve(costs, p, q);
            return u.Select((w, i) => w * result.SourcePotentials[i]).Sum() + v.Select((w, j) => w * result.TargetPotentials[j]).Sum();
        }

        ImplicitGradient<double> gradient = new ImplicitDifferentiation().OfPotentials((EntropicPlan<double>)Solve(c, a, b).Plan, Tensor.From(u), Tensor.From(v));
        Check(c, gradient.Costs.ToDense(), moved => Value(moved, a, b));
        for (int i = 1; i < 5; i++)
        {
            Assert.Equal(Formulas.Slope(h => Value(c, Shifted(a, i, h), b)), gradient.SourceMasses[i] - gradient.SourceMasses[0], 1e-6);
            Assert.Equal(Formulas.Slope(h => Value(c, a, Shifted(b, i, h))), gradient.TargetMasses[i] - gradient.TargetMasses[0], 1e-6);
        }

        Assert.Throws<ArgumentException>("targetCotangent", () => new ImplicitDifferentiation().OfPotentials((EntropicPlan<double>)Solve(c, a, b).Plan, Tensor.From(u), Tensor.From([1.0, 1, 1, 1, 1])));
        Assert.Throws<ShapeMismatchException>(() => new ImplicitDifferentiation().OfPotentials((EntropicPlan<double>)Solve(c, a, b).Plan, Tensor.From(v), Tensor.From(v)));
        Assert.Throws<ArgumentNullException>("plan", () => new ImplicitDifferentiation().OfPlan<double>(null!, new DenseCost<double>(c)));
    }

    [Fact]
    public void Positions_are_differentiated_through_the_solution()
    {
        Tensor<double> x = Problems.Matrix(6, 2, 1), y = Problems.Matrix(5, 2, 2), a = Problems.Masses(6, 3), b = Problems.Masses(5, 4);
        var weights = new DenseCost<double>(Problems.Matrix(6, 5, 7));
        TransportResult<double> Run(Tensor<double> p, Tensor<double> q) => new Sinkhorn { Epsilon = Epsilon, Tolerance = 1e-14, MaxIterations = 100_000 }.Solve(Formulas.Squared(p, q), a, b);
        double Value(Tensor<double> p, Tensor<double> q) => (Run(p, q).Plan.ToDense() * Problems.Matrix(6, 5, 7)).Sum();
        ITransportPlan<double> costs = new ImplicitDifferentiation().OfPlan((EntropicPlan<double>)Run(x, y).Plan, weights).Costs;
        Check(x, TransportGradient.SourcePositions<double, SquaredEuclideanCost<double>>(costs, x, y), p => Value(p, y));
        Check(y, TransportGradient.TargetPositions<double, SquaredEuclideanCost<double>>(costs, x, y), q => Value(x, q));
    }

    [Fact]
    public void Plans_without_mass_somewhere_differentiate_to_0_there()
    {
        Tensor<double> c = Problems.Matrix(3, 3, 1), a = Tensor.From([0.5, 0, 0.5]), b = Tensor.From([0.0, 0.4, 0.6]);
        ImplicitGradient<double> gradient = new ImplicitDifferentiation().OfPlan((EntropicPlan<double>)Solve(c, a, b).Plan, new DenseCost<double>(c));
        Assert.Equal(Status.Converged, gradient.Status);
        Assert.Equal(0, gradient.SourceMasses[1]);
        Assert.Equal(0, gradient.TargetMasses[0]);
        Assert.All(gradient.Costs.ToDense().ToArray(), entry => Assert.True(double.IsFinite(entry)));
    }

    private static TransportResult<double> Solve(Tensor<double> c, Tensor<double> a, Tensor<double> b) => new Sinkhorn { Epsilon = Epsilon, Tolerance = 1e-14, MaxIterations = 100_000 }.Solve(new DenseCost<double>(c), a, b);

    private static void Check(Tensor<double> at, Tensor<double> gradient, Func<Tensor<double>, double> function)
    {
        for (int k = 0; k < at.Length; k++)
        {
            Assert.Equal(Formulas.Slope(h =>
            {
                Tensor<double> moved = at.Clone();
                moved.AsSpan()[k] += h;
                return function(moved);
            }), gradient.AsSpan()[k], 1e-7);
        }
    }

    private static Tensor<double> Shifted(Tensor<double> masses, int at, double step)
    {
        Tensor<double> shifted = masses.Clone();
        shifted[at] += step;
        shifted[0] -= step;
        return shifted;
    }
}
