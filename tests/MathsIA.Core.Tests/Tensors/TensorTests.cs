namespace MathsIA.Tests;

public class TensorTests
{
    [Fact]
    public void Elements_are_read_and_written_by_index()
    {
        Tensor<int> x = TensorViewTests.Numbered([2, 3, 4]);
        Assert.Equal(23, x[1, 2, 3]);
        x[1, 2, 3] = 5;
        Assert.Equal(5, x.AsSpan()[23]);
        x[0, .., ..][2, 3]++;
        Assert.Equal(12, x[0, 2, 3]);
        Assert.Equal(7, TensorViewTests.Numbered([10])[7]);
    }

    [Fact]
    public void Wrong_indices_are_refused()
    {
        Tensor<int> x = TensorViewTests.Numbered([2, 3]);
        Assert.Throws<ArgumentOutOfRangeException>("indices", () => x[2, 0]);
        Assert.Throws<ArgumentOutOfRangeException>("indices", () => x[0, -1]);
        Assert.Throws<ArgumentException>("indices", () => x[0]);
        Assert.Throws<ArgumentException>("indices", () => x[0, 0, 0]);
        Assert.Throws<ArgumentOutOfRangeException>("indices", () => x[0..1, 0..1][1, 0]);
        Assert.Throws<InvalidOperationException>(() => x.ToScalar());
    }

    [Fact]
    public void A_tensor_without_axes_holds_one_element()
    {
        Tensor<double> x = Tensor.Scalar(3.5);
        Assert.Equal(0, x.Rank);
        Assert.Equal(1, x.Length);
        Assert.Equal(3.5, x.ToScalar());
        Assert.Equal(3.5, x[ReadOnlySpan<int>.Empty]);
        Assert.True(x.IsContiguous);
        Assert.Equal([3.5, 3.5], x.BroadcastTo(2).ToArray());
        Assert.Equal([3.5], x.Reshape(1, 1).ToArray());
        Assert.Equal(3.5, x.Transpose().Clone().Squeeze().ToScalar());
    }

    [Fact]
    public void Arrays_and_memory_are_shared_spans_are_copied()
    {
        float[] array = [1, 2, 3, 4, 5, 6];
        Tensor<float> shared = Tensor.From(array, 2, 3), part = Tensor.From(array.AsMemory(1, 4), 2, 2), copied = Tensor.CopyOf<float>(array.AsSpan(), 3, 2);
        array[1] = 20;
        Assert.Equal(20, shared[0, 1]);
        Assert.Equal(20, part[0, 0]);
        Assert.Equal(2, copied[0, 1]);
        part[1, 1] = 50;
        Assert.Equal(50, array[4]);
        Assert.True(part.AsMemory().Span == array.AsSpan(1, 4));
        Assert.Throws<ShapeMismatchException>("memory", () => Tensor.From(array, 4));
        Assert.Throws<ShapeMismatchException>("elements", () => Tensor.CopyOf<float>(array, 4));
        Assert.Throws<ArgumentNullException>("array", () => Tensor.From((float[])null!));
        Assert.Throws<ArgumentOutOfRangeException>("lengths", () => Tensor.From(array, -2, -3));
    }

    [Fact]
    public void Copies_to_spans_need_room()
    {
        Tensor<int> x = TensorViewTests.Numbered([2, 3]).Transpose();
        var span = new int[7];
        x.CopyTo(span);
        Assert.Equal([0, 3, 1, 4, 2, 5, 0], span);
        Assert.Throws<ArgumentException>("destination", () => x.CopyTo(new int[5]));
        Assert.Throws<ArgumentNullException>("destination", () => x.CopyTo((Tensor<int>)null!));
        Assert.Throws<ShapeMismatchException>(() => x.CopyTo(Tensor.Zeros<int>(3, 3)));
    }

    [Fact]
    public void Fill_touches_only_the_view()
    {
        Tensor<int> x = Tensor.Zeros<int>(3, 4);
        x[.., AxisSlice.Step(.., -2)].Fill(1);
        Assert.Equal([0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1], x.ToArray());
        Tensor.Zeros<int>(0, 2).Fill(1);
    }

    [Fact]
    public void Equality_is_identity()
    {
        Tensor<int> x = Tensor.Zeros<int>(2), same = x;
        Assert.True(x.Equals(same));
        Assert.False(x.Equals(x.Clone()));
        Assert.True(x.ElementsEqual(x.Clone()));
    }

    [Fact]
    public void Creation_fills_as_named()
    {
        Assert.Equal([0, 0], Tensor.Zeros<int>(2).ToArray());
        Assert.Equal([1f, 1f], Tensor.Ones<float>(2).ToArray());
        Assert.Equal([7, 7, 7], Tensor.Full([3], 7).ToArray());
        Assert.Equal(new Shape(2, 0), Tensor.Uninitialized<byte>(2, 0).Shape);
        Assert.Equal([1, 0, 0, 0, 1, 0], Tensor.Eye<int>(2, 3).ToArray());
        Assert.Equal([0, 1, 0, 0], Tensor.Eye<int>(2, diagonal: 1).ToArray());
        Assert.Equal([0, 0, 1, 0], Tensor.Eye<int>(2, diagonal: -1).ToArray());
        Assert.Equal([0, 0, 0, 0], Tensor.Eye<int>(2, diagonal: int.MinValue).ToArray());
        Assert.Equal([0, 0, 0, 0], Tensor.Eye<int>(2, diagonal: int.MaxValue).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>("lengths", () => Tensor.Eye<int>(-1));
    }

    [Fact]
    public void Ranges_step_without_running_sums()
    {
        Assert.Equal([0, 1, 2], Tensor.Arange<int>(3).ToArray());
        Assert.Equal([5, 3, 1], Tensor.Arange(5, 0, -2).ToArray());
        Assert.Empty(Tensor.Arange(5, 0, 1).ToArray());
        double[] tenths = Tensor.Arange(0.0, 1.0, 0.1).ToArray();
        Assert.Equal(10, tenths.Length);
        Assert.Equal(9 * 0.1, tenths[9]);
        Assert.Equal([int.MinValue, -1, int.MaxValue - 1], Tensor.Arange(int.MinValue, int.MaxValue, int.MaxValue).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>("step", () => Tensor.Arange(0, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("step", () => Tensor.Arange(0.0, 1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("end", () => Tensor.Arange(0.0, double.PositiveInfinity, 1));
        Assert.Throws<ArgumentOutOfRangeException>("step", () => Tensor.Arange(0.0, 1e300, 1));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => Tensor.Arange<int>(-1));
    }

    [Fact]
    public void Linspace_meets_both_ends()
    {
        float[] values = Tensor.Linspace(-1f, 0.3f, 7).ToArray();
        Assert.Equal(-1f, values[0]);
        Assert.Equal(0.3f, values[^1]);
        Assert.Equal([2.0], Tensor.Linspace(2.0, 3, 1).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>("count", () => Tensor.Linspace(0.0, 1, 0));
    }

    [Fact]
    public void Rows_must_agree()
    {
        Assert.Equal(new Shape(2, 2), Tensor.FromRows([[1, 2], [3, 4]]).Shape);
        Assert.Equal(new Shape(0, 0), Tensor.FromRows<int>([]).Shape);
        Assert.Equal(new Shape(2, 0), Tensor.FromRows<int>([[], []]).Shape);
        Assert.Throws<ShapeMismatchException>("rows", () => Tensor.FromRows([[1, 2], [3]]));
        Assert.Throws<ArgumentNullException>("rows", () => Tensor.FromRows<int>([[1], null!]));
        Assert.Equal([1, 2, 3, 4], Tensor.From(new[,] { { 1, 2 }, { 3, 4 } }).ToArray());
    }

    [Fact]
    public void Nested_collections_of_any_depth_are_read()
    {
        Tensor<int> x = Tensor.FromNested<int>(new int[][][] { [[1, 2, 3], [4, 5, 6]], [[7, 8, 9], [10, 11, 12]] });
        Layouts.SameElements(Tensor.Arange<int>(1, 13, 1).Reshape(2, 2, 3), x);
        Layouts.SameElements(x, Tensor.FromNested<int>(new List<int[,]> { new[,] { { 1, 2, 3 }, { 4, 5, 6 } }, new[,] { { 7, 8, 9 }, { 10, 11, 12 } } }));
        Layouts.SameElements(x, Tensor.FromNested<int>(new[,,] { { { 1, 2, 3 }, { 4, 5, 6 } }, { { 7, 8, 9 }, { 10, 11, 12 } } }));
        Layouts.SameElements(x, Tensor.FromNested<int>(x.ToArray().Chunk(3).Chunk(2).Select(static c => c.Select(static r => r.AsEnumerable()))));
        Assert.Equal(new Shape(3), Tensor.FromNested<int>(new List<int> { 1, 2, 3 }).Shape);
        Assert.Equal(new Shape(0), Tensor.FromNested<int>(Array.Empty<int[]>()).Shape);
        Assert.Equal(new Shape(2, 0), Tensor.FromNested<int>(new int[][] { [], [] }).Shape);
    }

    [Fact]
    public void Ragged_collections_are_refused()
    {
        Assert.Throws<ShapeMismatchException>("nested", () => Tensor.FromNested<int>(new int[][] { [1, 2], [3] }));
        Assert.Throws<ShapeMismatchException>("nested", () => Tensor.FromNested<int>(new int[][][] { [[1], [2]], [[3]] }));
        Assert.Throws<ShapeMismatchException>("nested", () => Tensor.FromNested<int>(new object[] { 1, new[] { 2 } }));
        Assert.Throws<ShapeMismatchException>("nested", () => Tensor.FromNested<int>(new object[] { new[] { 2 }, 1 }));
        Assert.Throws<ShapeMismatchException>("nested", () => Tensor.FromNested<int>(new object[] { new[] { 1, 2 }, new[,] { { 1, 2 } } }));
        Assert.Throws<ArgumentException>("nested", () => Tensor.FromNested<int>(new object[] { "ab" }));
        Assert.Throws<ArgumentException>("nested", () => Tensor.FromNested<int>(new[] { 1.0 }));
        Assert.Throws<ArgumentException>("nested", () => Tensor.FromNested<int>(new double[1, 1]));
        Assert.Throws<ArgumentNullException>("nested", () => Tensor.FromNested<int>(new int[][] { null! }));
        Assert.Throws<ArgumentNullException>("nested", () => Tensor.FromNested<int>(null!));
    }
}
