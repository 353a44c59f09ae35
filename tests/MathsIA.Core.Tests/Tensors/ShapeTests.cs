namespace MathsIA.Tests;

public class ShapeTests
{
    [Fact]
    public void The_empty_shape_has_one_element_and_equals_the_default()
    {
        var shape = new Shape();
        Assert.Equal(0, shape.Rank);
        Assert.Equal(1, shape.ElementCount);
        Assert.Equal(default, shape);
        Assert.Equal(default(Shape).GetHashCode(), shape.GetHashCode());
        Assert.Equal("[]", shape.ToString());
    }

    [Fact]
    public void Shapes_are_equal_by_their_lengths()
    {
        var shape = new Shape(2, 3);
        Assert.True(shape == new Shape(2, 3));
        Assert.True(shape != new Shape(3, 2));
        Assert.False(shape.Equals("[2, 3]"));
        Assert.Equal("[2, 3]", shape.ToString());
        Assert.Equal([2, 3], shape.ToArray());
    }

    [Fact]
    public void A_shape_does_not_follow_the_array_it_was_made_from()
    {
        int[] lengths = [2, 3];
        var shape = new Shape(lengths);
        lengths[0] = 100;
        Assert.Equal(6, shape.ElementCount);
        Assert.Equal(2, shape[0]);
    }

    [Theory]
    [InlineData(new[] { 2, -1 })]
    [InlineData(new[] { 65536, 65536 })]
    [InlineData(new[] { int.MaxValue })]
    [InlineData(new[] { 0, 65536, 65536 })]
    [InlineData(new[] { int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue })]
    public void Lengths_out_of_range_are_refused(int[] lengths) =>
        Assert.Throws<ArgumentOutOfRangeException>(nameof(lengths), () => new Shape(lengths));

    [Fact]
    public void Too_many_axes_are_refused_before_anything_is_kept_for_them()
    {
        var lengths = new int[Shape.MaxRank + 1];
        lengths.AsSpan().Fill(1);
        Assert.Throws<ArgumentOutOfRangeException>(nameof(lengths), () => new Shape(lengths));
        Assert.Equal(Shape.MaxRank, Tensor.Zeros<float>(lengths.AsSpan(1..)).Transpose().Rank);
        Assert.Throws<ArgumentOutOfRangeException>("lengths", () => Tensor.Zeros<float>(lengths.AsSpan(1..)).Unsqueeze(0));
    }

    [Theory]
    [InlineData(new int[0], new[] { 2, 3 }, new[] { 2, 3 })]
    [InlineData(new[] { 3 }, new[] { 2, 1 }, new[] { 2, 3 })]
    [InlineData(new[] { 1 }, new[] { 0 }, new[] { 0 })]
    [InlineData(new[] { 0 }, new[] { 1 }, new[] { 0 })]
    [InlineData(new[] { 4, 1, 3 }, new[] { 2, 1 }, new[] { 4, 2, 3 })]
    public void Shapes_broadcast(int[] left, int[] right, int[] expected)
    {
        Assert.Equal(new Shape(expected), Shape.Broadcast(new Shape(left), new Shape(right)));
        Assert.Equal(new Shape(expected), Shape.Broadcast(new Shape(right), new Shape(left)));
    }

    [Fact]
    public void Shapes_that_do_not_broadcast_say_why()
    {
        var failure = Assert.Throws<ShapeMismatchException>("right", () => Shape.Broadcast(new Shape(2, 3), new Shape(2, 4), "Add"));
        Assert.StartsWith("Add: left [2, 3], right [2, 4]: lengths 3 and 4 of axis -1", failure.Message, StringComparison.Ordinal);
        Assert.Equal("Add", failure.Operation);
        Assert.Throws<ShapeMismatchException>(() => Shape.Broadcast(new Shape(0), new Shape(2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Shape.Broadcast(new Shape(65536, 1), new Shape(1, 65536)));
    }

    [Fact]
    public void Axes_count_from_either_end()
    {
        var shape = new Shape(2, 3, 4);
        Assert.Equal(4, shape[-1]);
        Assert.Equal(2, shape[-3]);
        Assert.Throws<ArgumentOutOfRangeException>("axis", () => shape[3]);
        Assert.Throws<ArgumentOutOfRangeException>("axis", () => shape[-4]);
        Assert.Equal(new Shape(2, 4), shape.RemoveAt(1));
        Assert.Equal(new Shape(2, 3, 4, 5), shape.Insert(3, 5));
        Assert.Equal(new Shape(2, 3, 9), shape.With(-1, 9));
        Assert.Throws<ArgumentOutOfRangeException>("axis", () => shape.Insert(4, 1));
    }

    [Fact]
    public void Strides_are_row_major()
    {
        Assert.Equal([12, 4, 1], new Shape(2, 3, 4).ContiguousStrides());
        Assert.Equal(3, new Shape(0, 65536, 2).ContiguousStrides().Length);
    }
}
