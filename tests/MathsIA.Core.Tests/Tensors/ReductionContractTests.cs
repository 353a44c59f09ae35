using System.Numerics;

namespace MathsIA.Tests;

/// <summary>What every reduction to the element type promises, one row an operation: the naive result, any layout, any threads,
/// kept axes, destinations.</summary>
public abstract class ReductionContractTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    protected abstract double Tolerance { get; }

    public delegate Tensor<T> Reduction(Tensor<T> x, Axes axes, bool keep, ComputeContext? context);

    public delegate Tensor<T> Into(Tensor<T> x, Axes axes, Tensor<T> destination);

    private static readonly Dictionary<string, (Reduction Run, Into Into, Func<Tensor<T>, ComputeContext?, T> Whole, Func<double[], double> Naive)> Rows = new(StringComparer.Ordinal)
    {
        ["Sum"] = ((x, a, k, c) => x.Sum(a, k, c), (x, a, d) => x.Sum(a, d), (x, c) => x.Sum(c), x => x.Sum()),
        ["Mean"] = ((x, a, k, c) => x.Mean(a, k, c), (x, a, d) => x.Mean(a, d), (x, c) => x.Mean(c), x => x.Average()),
        ["Product"] = ((x, a, k, c) => x.Product(a, k, c), (x, a, d) => x.Product(a, d), (x, c) => x.Product(c), x => x.Aggregate(1.0, (p, v) => p * v)),
        ["Max"] = ((x, a, k, c) => x.Max(a, k, c), (x, a, d) => x.Max(a, d), (x, c) => x.Max(c), x => x.Max()),
        ["Min"] = ((x, a, k, c) => x.Min(a, k, c), (x, a, d) => x.Min(a, d), (x, c) => x.Min(c), x => x.Min()),
        ["Variance"] = ((x, a, k, c) => x.Variance(a, 0, k, c), (x, a, d) => x.Variance(a, 0, d), (x, c) => x.Variance(0, c), x => ReferenceReductions.Variance(x, 0)),
        ["StandardDeviation"] = ((x, a, k, c) => x.StandardDeviation(a, 0, k, c), (x, a, d) => x.StandardDeviation(a, 0, d), (x, c) => x.StandardDeviation(0, c), x => Math.Sqrt(ReferenceReductions.Variance(x, 0))),
        ["Norm1"] = ((x, a, k, c) => x.Norm(1, a, k, c), (x, a, d) => x.Norm(1, a, d), (x, c) => x.Norm(1, c), x => ReferenceReductions.Norm(x, 1)),
        ["Norm2"] = ((x, a, k, c) => x.Norm(2, a, k, c), (x, a, d) => x.Norm(2, a, d), (x, c) => x.Norm(2, c), x => ReferenceReductions.Norm(x, 2)),
        ["NormInfinity"] = ((x, a, k, c) => x.Norm(double.PositiveInfinity, a, k, c), (x, a, d) => x.Norm(double.PositiveInfinity, a, d), (x, c) => x.Norm(double.PositiveInfinity, c), x => ReferenceReductions.Norm(x, double.PositiveInfinity)),
        ["Norm3"] = ((x, a, k, c) => x.Norm(3, a, k, c), (x, a, d) => x.Norm(3, a, d), (x, c) => x.Norm(3, c), x => ReferenceReductions.Norm(x, 3)),
        ["NormHalf"] = ((x, a, k, c) => x.Norm(0.5, a, k, c), (x, a, d) => x.Norm(0.5, a, d), (x, c) => x.Norm(0.5, c), x => ReferenceReductions.Norm(x, 0.5)),
        ["LogSumExp"] = ((x, a, k, c) => x.LogSumExp(a, k, c), (x, a, d) => x.LogSumExp(a, d), (x, c) => x.LogSumExp(c), ReferenceReductions.LogSumExp),
    };

    public static TheoryData<string> Names => [.. Rows.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Agrees_with_the_naive_twin_on_every_layout_and_set_of_axes(string name)
    {
        T[] numbers = TestNumbers.Uniform<T>(5 * 9 * 14, 0.5, 1.9);
        foreach (Tensor<T> x in TestNumbers.Layouts(numbers, 5, 9, 14))
        {
            foreach (int[] axes in TestNumbers.AxisSets())
            {
                Tensor<T> fast = Rows[name].Run(x, axes, false, null);
                double[] naive = ReferenceReductions.Reduce(x, axes, Rows[name].Naive);
                Assert.Equal(naive.Length, fast.Length);
                T[] result = fast.ToArray();
                for (int i = 0; i < naive.Length; i++)
                    Assert.True(Math.Abs(naive[i] - double.CreateTruncating(result[i])) <= Tolerance * (Math.Abs(naive[i]) + 0.1), $"{name} [{string.Join(",", axes)}] of {x.Shape}: {naive[i]} is not {result[i]}");
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void A_view_gives_the_bits_of_its_contiguous_copy(string name)
    {
        // Wide enough for panels of columns with a tail, long enough for several blocks and lanes.
        foreach ((int a, int b, int c) in new[] { (2, 1030, 9), (1, 40, 140) })
        {
            T[] numbers = TestNumbers.Uniform<T>(a * b * c, -1, 1.5, 7);
            foreach (Tensor<T> x in TestNumbers.Layouts(numbers, a, b, c))
            {
                if (x.IsEmpty)
                    continue;
                foreach (int[] axes in TestNumbers.AxisSets())
                    Assert.Equal(Rows[name].Run(x.Clone(), axes, false, null).ToArray(), Rows[name].Run(x, axes, false, null).ToArray());
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Columns_give_the_bits_of_rows(string name)
    {
        foreach (int rows in Lengths.AroundEveryTail.Where(n => n > 0))
        {
            Tensor<T> x = Tensor.From(TestNumbers.Uniform<T>(rows * 67, -1, 1.5, 3), rows, 67);
            Assert.Equal(Rows[name].Run(x.Transpose().Clone(), 1, false, null).ToArray(), Rows[name].Run(x, 0, false, null).ToArray());
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Bits_do_not_depend_on_the_number_of_threads(string name)
    {
        Tensor<T> x = Tensor.From(TestNumbers.Uniform<T>(300_000, -1, 1.5, 11), 100, 3000);
        foreach (Axes axes in new Axes[] { 0, 1, Axes.All })
        {
            T[] alone = Rows[name].Run(x, axes, false, ComputeContext.SingleThread).ToArray();
            foreach (int threads in new[] { 2, 3, 7 })
            {
                var context = new ComputeContext { DegreeOfParallelism = threads };
                Assert.Equal(alone, Rows[name].Run(x, axes, false, context).ToArray());
                if (axes.IsAll)
                    Assert.Equal(alone[0], Rows[name].Whole(x, context));
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Kept_axes_and_destinations_hold_the_same_numbers(string name)
    {
        Tensor<T> x = Tensor.From(TestNumbers.Uniform<T>(4 * 5 * 6, 0.5, 2), 4, 5, 6);
        foreach (int[] axes in TestNumbers.AxisSets())
        {
            Tensor<T> dropped = Rows[name].Run(x, axes, false, null), kept = Rows[name].Run(x, axes, true, null);
            Assert.Equal(3, kept.Rank);
            Assert.Equal(3 - axes.Length, dropped.Rank);
            for (int axis = 0; axis < 3; axis++)
                Assert.Equal(axes.Contains(axis) ? 1 : x.Shape[axis], kept.Shape[axis]);
            Assert.Equal(dropped.ToArray(), kept.ToArray());

            foreach (Shape shape in new[] { dropped.Shape, kept.Shape })
            {
                // A destination with gaps between its elements: they must stay as they are.
                Tensor<T> wide = Tensor.Full(shape.Insert(shape.Rank, 2), T.CreateChecked(-77));
                Tensor<T> destination = wide[AxisSlice.Ellipsis, 0];
                Assert.Same(destination, Rows[name].Into(x, axes, destination));
                Assert.Equal(dropped.ToArray(), destination.ToArray());
                Assert.All(wide[AxisSlice.Ellipsis, 1].ToArray(), v => Assert.Equal(T.CreateChecked(-77), v));
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void A_tensor_of_rank_0_is_reduced_to_its_element(string name)
    {
        Tensor<T> x = Tensor.Scalar(T.CreateChecked(1.5));
        double expected = Rows[name].Naive([1.5]);
        Assert.Equal(expected, double.CreateTruncating(Rows[name].Run(x, Axes.All, false, null).AsSpan()[0]), Tolerance);
        Assert.Equal(expected, double.CreateTruncating(Rows[name].Whole(x, null)), Tolerance);
    }

    [Theory, MemberData(nameof(Names))]
    public void Not_a_number_reaches_the_result(string name)
    {
        foreach (int place in new[] { 0, 1, 500, 1999 })
        {
            T[] numbers = TestNumbers.Uniform<T>(2000, 0.5, 1.5);
            numbers[place] = T.NaN;
            Assert.True(T.IsNaN(Rows[name].Whole(Tensor.From(numbers), null)));
            Tensor<T> columns = Rows[name].Run(Tensor.From(numbers, 100, 20), 0, false, null);
            for (int j = 0; j < 20; j++)
                Assert.Equal(j == place % 20, T.IsNaN(columns[j]));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Bad_arguments_are_named_before_any_work(string name)
    {
        Tensor<T> x = Tensor.Ones<T>(3, 4);
        Assert.Throws<ArgumentNullException>("x", () => Rows[name].Run(null!, 0, false, null));
        Assert.Throws<ArgumentNullException>("x", () => Rows[name].Whole(null!, null));
        Assert.Throws<ArgumentNullException>("destination", () => Rows[name].Into(x, 0, null!));
        Assert.Throws<ArgumentOutOfRangeException>("axes", () => Rows[name].Run(x, 2, false, null));
        Assert.Throws<ArgumentOutOfRangeException>("axes", () => Rows[name].Run(x, -3, false, null));
        Assert.Throws<ArgumentException>("axes", () => Rows[name].Run(x, new[] { 1, -1 }, false, null));
        Assert.Throws<ShapeMismatchException>("destination", () => Rows[name].Into(x, 0, Tensor.Zeros<T>(3)));
        Assert.Throws<ArgumentException>("destination", () => Rows[name].Into(x, 0, Tensor.Zeros<T>(1).BroadcastTo(4)));
        Assert.Throws<ArgumentException>("destination", () => Rows[name].Into(x, 0, x[(AxisSlice)0]));
    }
}

public sealed class SingleReductionContractTests : ReductionContractTests<float>
{
    protected override double Tolerance => 4e-6;
}

public sealed class DoubleReductionContractTests : ReductionContractTests<double>
{
    protected override double Tolerance => 1e-14;
}
