using MathsIA.LinearAlgebra;

namespace MathsIA.Optimization.Tests;

public sealed class LinearMinimizerTests
{
    public static TheoryData<string> Names => ["simplex", "l1", "l2", "box", "nuclear"];

    [Theory, MemberData(nameof(Names))]
    public void Finds_a_point_of_the_set_with_the_value_of_the_support_function(string name)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            Tensor<double> gradient = Draw.Normal<double>(seed, 12);
            (ILinearMinimizer<double> set, double smallest) = Of(name, gradient);
            double[] vertex = new double[12];
            set.Minimize(gradient.AsSpan(), vertex);
            Assert.True(set.Contains(vertex, 1e-12));
            Assert.Equal(smallest, Vectors.Dot<double>(gradient.AsSpan(), vertex), 1e-9);
            double[] outside = Array.ConvertAll(vertex, e => (1.1 * e) + 1e-3);
            Assert.False(set.Contains(outside, 1e-9));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Takes_a_gradient_of_zeros(string name)
    {
        double[] vertex = new double[12];
        (ILinearMinimizer<double> set, _) = Of(name, Draw.Normal<double>(1, 12));
        set.Minimize(new double[12], vertex);
        Assert.True(set.Contains(vertex, 1e-12));
        Assert.Throws<ShapeMismatchException>(() => set.Minimize(new double[12], new double[11]));
    }

    [Fact]
    public void Frank_Wolfe_completes_a_matrix_on_the_nuclear_ball()
    {
        Tensor<double> truth = Draw.Normal<double>(1, 6, 1).MatMul(Draw.Normal<double>(2, 1, 5));
        double radius = Matrix.NuclearNorm(truth);
        var loss = new SquaredDistance<double>(truth.Reshape(30));
        Solution<double> s = Minimize.Run(loss, new NuclearBallVertices<double>(6, 5, radius), new FrankWolfe(), Tensor.Zeros<double>(30), new() { MaxIterations = 200, Tolerance = 1e-9 });
        Assert.InRange(s.Objective, 0, 1e-6);
        Assert.True(s.Objective <= s.Gap);
    }

    private static (ILinearMinimizer<double> Set, double Smallest) Of(string name, Tensor<double> gradient)
    {
        double[] g = gradient.ToArray();
        return name switch
        {
            "simplex" => (new SimplexVertices<double>(2), 2 * g.Min()),
            "l1" => (new L1BallVertices<double>(2), -2 * g.Max(Math.Abs)),
            "l2" => (new L2BallVertices<double>(2), -2 * Vectors.Norm(gradient)),
            "box" => (new BoxVertices<double>(-1, 2), g.Sum(e => Math.Min(-e, 2 * e))),
            _ => (new NuclearBallVertices<double>(4, 3, 2), -2 * Matrix.SpectralNorm(gradient.Reshape(4, 3))),
        };
    }
}
