using MathsIA.LinearAlgebra;
using MathsIA.Operators;

namespace MathsIA.Tests.Operators;

public sealed class GradientOperatorTests
{
    [Theory]
    [InlineData(GridBoundary.Neumann)]
    [InlineData(GridBoundary.Periodic)]
    public void Equals_the_definition(GridBoundary boundary)
    {
        Tensor<double> x = OperatorRows<double>.Random(3, 4, 5);
        Tensor<double> y = new GradientOperator<double>([3, 4, 5], boundary).Apply(x);
        Assert.Equal(new Shape(3, 3, 4, 5), y.Shape);
        int[] at = new int[3];
        for (at[0] = 0; at[0] < 3; at[0]++)
        {
            for (at[1] = 0; at[1] < 4; at[1]++)
            {
                for (at[2] = 0; at[2] < 5; at[2]++)
                {
                    for (int axis = 0; axis < 3; axis++)
                    {
                        int[] next = [.. at];
                        next[axis]++;
                        bool out_ = next[axis] == x.Shape[axis];
                        next[axis] %= x.Shape[axis];
                        double expected = out_ && boundary == GridBoundary.Neumann ? 0 : x[next.AsSpan()] - x[at.AsSpan()];
                        Assert.Equal(expected, y[new[] { axis, at[0], at[1], at[2] }.AsSpan()]);
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData(new[] { 100 }, 4)]
    [InlineData(new[] { 40, 31 }, 8)]
    [InlineData(new[] { 8, 6, 10 }, 12)]
    public void The_squared_norm_stays_below_four_an_axis_and_is_reached_by_even_periods(int[] lengths, double bound)
    {
        foreach (GridBoundary boundary in Enum.GetValues<GridBoundary>())
        {
            double norm = new GradientOperator<double>(lengths, boundary).Norm.Bound;
            Assert.True(norm * norm <= bound + 1e-12);
            if (boundary == GridBoundary.Periodic && lengths.All(n => n % 2 == 0))
                Assert.Equal(bound, norm * norm, 1e-12);
        }
    }

    [Fact]
    public void Divergence_is_minus_the_adjoint_and_gives_the_Laplacian()
    {
        var gradient = new GradientOperator<double>([6, 7]);
        var divergence = new DivergenceOperator<double>([6, 7]);
        Tensor<double> u = OperatorRows<double>.Random(2, 6, 7), x = OperatorRows<double>.Random(6, 7);
        double[] a = divergence.Apply(u).ToArray(), b = gradient.ApplyAdjoint(u).ToArray();
        for (int i = 0; i < a.Length; i++)
            Assert.Equal(-b[i], a[i]);
        Tensor<double> laplacian = gradient.Then(divergence).Apply(x);
        Assert.Equal(x[1, 3] + x[3, 3] + x[2, 2] + x[2, 4] - 4 * x[2, 3], laplacian[2, 3], 1e-13);
        Assert.Equal(x[0, 1] + x[1, 0] - 2 * x[0, 0], laplacian[0, 0], 1e-13);
    }

    [Fact]
    public void Empty_grids_are_empty()
    {
        var op = new GradientOperator<double>([3, 0]);
        Assert.Equal(new Shape(2, 3, 0), op.Range);
        Assert.True(op.Apply(Tensor.Zeros<double>(3, 0)).IsEmpty);
        Assert.Equal(0, op.Norm.Bound);
    }

    [Fact]
    public void Ranks_without_a_meaning_are_refused()
    {
        Assert.Equal("shape", Assert.Throws<ShapeMismatchException>(() => new GradientOperator<double>([])).ParamName);
        Assert.Equal("shape", Assert.Throws<ShapeMismatchException>(() => new DivergenceOperator<double>([2, 2, 2, 2])).ParamName);
    }

    [Fact]
    public void The_exact_norm_is_that_of_power_iteration()
    {
        var op = new GradientOperator<double>([5, 9]);
        Assert.Equal(PowerIteration.Norm(op, new() { MaxIterations = 20000, Tolerance = 1e-7 }).Value, op.Norm.Bound, 1e-9);
    }
}
