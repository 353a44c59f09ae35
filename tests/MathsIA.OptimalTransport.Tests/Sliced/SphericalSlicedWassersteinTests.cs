using MathsIA.RandomNumbers;

namespace MathsIA.OptimalTransport.Tests;

public class SphericalSlicedWassersteinTests
{
    [Fact]
    public void On_the_circle_itself_every_plane_sees_the_exact_distance()
    {
        double[] s = Problems.Uniform(9, 1), t = Problems.Uniform(7, 2);
        Tensor<double> a = Problems.Masses(9, 3), b = Problems.Masses(7, 4);
        foreach (double power in new[] { 1.0, 2, 3 })
        {
            double exact = new CircleTransport { Power = power, Circumference = 2 * Math.PI }.Cost(Tensor.From(Array.ConvertAll(s, x => x * 2 * Math.PI)), Tensor.From(Array.ConvertAll(t, x => x * 2 * Math.PI)), a, b);
            Assert.Equal(Math.Pow(exact, 1 / power), new SphericalSlicedWasserstein { Power = power, Projections = 5 }.Distance(Circle(s), Circle(t), a * 3, b * 3), 1e-6);
        }
    }

    [Fact]
    public void A_rotation_of_both_a_scale_of_points_and_the_order_change_nothing_much()
    {
        Tensor<double> x = new Philox(1).Sphere<double>(60, 3), y = new Philox(2).Sphere<double>(50, 3), q = Turn(0.7);
        var sliced = new SphericalSlicedWasserstein { Projections = 120 };
        double distance = sliced.Distance(x, y);
        Assert.Equal(distance, sliced.Distance(y, x), 1e-9);
        Assert.Equal(distance, sliced.Distance(x * 7, y * 0.1), 1e-9);
        Assert.Equal(distance, sliced.Distance(x.MatMul(q), y.MatMul(q)), 0.2 * distance);
        Assert.Equal(0, sliced.Distance(x, x), 1e-7);
        Assert.Equal(distance, sliced.Distance(x.To<float>(), y.To<float>()), 1e-4);
        Assert.Equal(distance, sliced.Distance(x, y, context: ComputeContext.SingleThread));
    }

    [Fact]
    public void Gradients_are_those_of_differences_and_tangent_to_the_sphere()
    {
        Tensor<double> x = new Philox(3).Sphere<double>(6, 3), y = new Philox(4).Sphere<double>(5, 3), a = Problems.Masses(6, 3), b = Problems.Masses(5, 4);
        var sliced = new SphericalSlicedWasserstein { Projections = 7 };
        SlicedGradients<double> gradients = sliced.Gradients(x, y, a, b);
        Assert.Equal(Math.Pow(sliced.Distance(x, y, a, b), 2), gradients.Cost, 1e-12);
        for (int k = 0; k < 18; k++)
        {
            Assert.Equal(Formulas.Slope(h =>
            {
                Tensor<double> moved = x.Clone();
                moved.AsSpan()[k] += h;
                return sliced.Gradients(moved, y, a, b).Cost;
            }, 1e-6), gradients.Sources.AsSpan()[k], 1e-5);
        }

        for (int i = 0; i < 6; i++)
            Assert.Equal(0, Enumerable.Range(0, 3).Sum(k => gradients.Sources[i, k] * x[i, k]), 1e-12);
    }

    [Fact]
    public void Bad_input_is_named()
    {
        Tensor<double> x = Problems.Matrix(4, 3, 1);
        var sliced = new SphericalSlicedWasserstein();
        Assert.Throws<ArgumentNullException>("x", () => sliced.Distance<double>(null!, x));
        Assert.Throws<ArgumentNullException>("y", () => sliced.Distance(x, null!));
        Assert.Throws<ArgumentNullException>("y", () => sliced.Gradients(x, null!));
        Assert.Throws<ArgumentNullException>("x", () => sliced.Gradients<double>(null!, x));
        Assert.Throws<ShapeMismatchException>(() => sliced.Distance(x[.., ..1].Clone(), x[.., ..1].Clone()));
        Assert.Throws<ShapeMismatchException>(() => sliced.Distance(x, Problems.Matrix(4, 2, 1)));
        Assert.Throws<ArgumentOutOfRangeException>("y", () => sliced.Distance(x, Tensor.Zeros<double>(2, 3)));
        Assert.Throws<ArgumentOutOfRangeException>("Projections", () => new SphericalSlicedWasserstein { Projections = 0 });
    }

    private static Tensor<double> Turn(double angle) => Tensor.From([Math.Cos(angle), Math.Sin(angle), 0, -Math.Sin(angle), Math.Cos(angle), 0, 0, 0, 1]).Reshape(3, 3);

    private static Tensor<double> Circle(double[] turns) => Tensor.From([.. turns.SelectMany(t => new[] { Math.Cos(2 * Math.PI * t), Math.Sin(2 * Math.PI * t) })]).Reshape(turns.Length, 2);
}
