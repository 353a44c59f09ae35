using MathsIA.LinearAlgebra;
using MathsIA.RandomNumbers;

namespace MathsIA.Optimization.Tests;

public sealed class RestrictedIsometryTests
{
    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(12)]
    public void Exact_constants_are_those_of_all_supports(int k)
    {
        Tensor<double> a = Planted<double>.Unit(Draw.Normal<double>(1, 8, 12));
        double lower = double.NegativeInfinity, upper = double.NegativeInfinity;
        for (int mask = 0; mask < 1 << 12; mask++)
        {
            if (System.Numerics.BitOperations.PopCount((uint)mask) != k)
                continue;
            Tensor<double> part = Tensor.Stack(1, [.. Enumerable.Range(0, 12).Where(j => (mask >> j & 1) == 1).Select(j => a[.., j].Contiguous())]);
            double[] values = Matrix.SymmetricEigenvalues(part.Transpose().MatMul(part)).ToArray();
            (lower, upper) = (Math.Max(lower, 1 - values.Min()), Math.Max(upper, values.Max() - 1));
        }

        IsometryConstants<double> constants = RestrictedIsometry.Exact(a, k);
        Assert.Equal(lower, constants.Lower, 1e-12);
        Assert.Equal(upper, constants.Upper, 1e-12);
        Assert.Equal(Math.Max(lower, upper), constants.Constant, 1e-12);
    }

    [Fact]
    public void The_constant_of_two_columns_is_the_coherence_and_constants_grow()
    {
        Tensor<double> a = Planted<double>.Unit(Draw.Normal<double>(2, 20, 30));
        Assert.Equal(RecoveryCriteria.Coherence(a), RestrictedIsometry.Exact(a, 2).Constant, 1e-12);
        Assert.True(RestrictedIsometry.Exact(a, 2).Constant <= RestrictedIsometry.Exact(a, 3).Constant);
        Assert.Equal(0, RestrictedIsometry.Exact(a, 1).Constant, 1e-12);
    }

    [Fact]
    public void Random_supports_bound_it_from_below_and_more_of_them_more_closely()
    {
        Tensor<double> a = Planted<double>.Unit(Draw.Normal<double>(3, 20, 24));
        IsometryConstants<double> exact = RestrictedIsometry.Exact(a, 3);
        IsometryConstants<double> few = RestrictedIsometry.MonteCarlo(a, 3, 20, new Philox(1)), many = RestrictedIsometry.MonteCarlo(a, 3, 2000, new Philox(1));
        Assert.True(few.Lower <= many.Lower && many.Lower <= exact.Lower + 1e-12);
        Assert.True(few.Upper <= many.Upper && many.Upper <= exact.Upper + 1e-12);
        Assert.InRange(many.Constant, 0.9 * exact.Constant, exact.Constant + 1e-12);
    }

    [Fact]
    public void Threads_do_not_change_the_bits()
    {
        Tensor<float> a = Draw.Normal<float>(4, 15, 30);
        var four = new ComputeContext { DegreeOfParallelism = 4 };
        Assert.Equal(RestrictedIsometry.Exact(a, 3, ComputeContext.SingleThread), RestrictedIsometry.Exact(a, 3, four));
        Assert.Equal(RestrictedIsometry.SampleEigenvalues(a, 5, 50, new Philox(1), ComputeContext.SingleThread).ToArray(), RestrictedIsometry.SampleEigenvalues(a, 5, 50, new Philox(1), four).ToArray());
    }

    [Fact]
    public void Subsets_come_in_order_whatever_the_place_they_start_from()
    {
        Assert.Equal(1, Combinations.Count(5, 0, 100));
        Assert.Equal(252, Combinations.Count(10, 5, 1000));
        Assert.Equal(101, Combinations.Count(10, 5, 100));
        Assert.Equal(137846528820, Combinations.Count(40, 20, long.MaxValue - 1));
        int[] walking = [0, 1, 2], direct = new int[3];
        for (int rank = 0; rank < 35; rank++, Combinations.Advance(7, walking))
        {
            Combinations.Unrank(rank, 7, direct);
            Assert.Equal(walking, direct);
        }

        Assert.Equal([4, 5, 6], walking);
    }

    [Fact]
    public void Arguments_are_checked()
    {
        Tensor<double> a = Draw.Normal<double>(1, 10, 60);
        var random = new Philox(1);
        Assert.Throws<ArgumentOutOfRangeException>("sparsity", () => RestrictedIsometry.Exact(a, 0));
        Assert.Throws<ArgumentOutOfRangeException>("sparsity", () => RestrictedIsometry.Exact(a, 61));
        Assert.Throws<ArgumentOutOfRangeException>("sparsity", () => RestrictedIsometry.Exact(a, 30));
        Assert.Throws<ArgumentOutOfRangeException>("trials", () => RestrictedIsometry.MonteCarlo(a, 3, 0, random));
        Assert.Throws<ArgumentNullException>("random", () => RestrictedIsometry.MonteCarlo(a, 3, 5, null!));
        Assert.Throws<ArgumentNullException>("sensing", () => RestrictedIsometry.Exact<double>(null!, 1));
        Assert.Throws<ShapeMismatchException>("sensing", () => RestrictedIsometry.Exact(Tensor.Zeros<double>(3), 1));
        Assert.Throws<ArgumentOutOfRangeException>("sensing", () => RestrictedIsometry.Exact(Tensor.Full([2, 2], double.NaN), 1));
        Assert.Throws<OperationCanceledException>(() => RestrictedIsometry.Exact(a, 2, cancellationToken: new CancellationToken(true)));
        Assert.Throws<OperationCanceledException>(() => RestrictedIsometry.MonteCarlo(a, 2, 5, random, cancellationToken: new CancellationToken(true)));
    }
}
