using CsCheck;

namespace MathsIA.Tests;

public class GatherTests
{
    private static readonly Gen<(int[] Lengths, int Axis, int[] Other, int[] Picks)> Picking =
        Gen.Int[1, 3].SelectMany(rank => Gen.Select(Gen.Int[1, 4].Array[rank], Gen.Int[0, rank - 1], Gen.Int[0, 4].Array[rank], Gen.Int[0, 1000].Array[64]));

    [Fact]
    public void Take_puts_the_axes_of_the_indices_in_place_of_the_axis() => Picking.Check(200, c =>
    {
        Tensor<int> x = TensorViewTests.Numbered(c.Lengths);
        Tensor<int> indices = Indices(c.Other, c.Picks, c.Lengths[c.Axis]);
        int[] lengths = [.. c.Lengths[..c.Axis], .. c.Other, .. c.Lengths[(c.Axis + 1)..]];
        NaiveTensor<int> expected = NaiveTensor<int>.Of(x).Map(lengths, i =>
            [.. i[..c.Axis], indices[i.AsSpan(c.Axis, c.Other.Length)], .. i[(c.Axis + c.Other.Length)..]]);
        foreach (Tensor<int> source in Layouts.Of(x))
        {
            foreach (Tensor<int> picks in Layouts.Of(indices))
                Layouts.SameElements(expected, source.Take(picks, c.Axis));
        }

        foreach (Tensor<int> destination in Layouts.Destinations<int>(new Shape(lengths)))
            Layouts.SameElements(expected, x.Take(Convert(indices), c.Axis - c.Lengths.Length, destination));
    });

    [Fact]
    public void Gather_takes_the_other_coordinates_from_the_index() => Picking.Check(200, c =>
    {
        Tensor<int> x = TensorViewTests.Numbered(c.Lengths);
        int[] lengths = [.. c.Other.Select((l, i) => i == c.Axis ? l : Math.Min(l, c.Lengths[i]))];
        Tensor<int> indices = Indices(lengths, c.Picks, c.Lengths[c.Axis]);
        NaiveTensor<int> expected = NaiveTensor<int>.Of(x).Map(lengths, i => [.. i[..c.Axis], indices[i.AsSpan()], .. i[(c.Axis + 1)..]]);
        foreach (Tensor<int> source in Layouts.Of(x))
        {
            foreach (Tensor<int> picks in Layouts.Of(indices))
                Layouts.SameElements(expected, source.Gather(picks, c.Axis));
        }

        foreach (Tensor<int> destination in Layouts.Destinations<int>(indices.Shape))
            Layouts.SameElements(expected, x.Gather(Convert(indices), c.Axis, destination));
    });

    [Fact]
    public void Take_along_an_axis_broadcasts_the_others()
    {
        Tensor<int> x = TensorViewTests.Numbered([3, 4]);
        Layouts.SameElements(Tensor.From([1, 0, 5, 4, 9, 8], 3, 2), x.TakeAlongAxis(Tensor.From([1, 0], 1, 2), 1));
        Layouts.SameElements(Tensor.From([11, 10], 1, 2), Tensor.From([10, 11], 1, 2).TakeAlongAxis(Tensor.From([1L, 0], 1, 2), 1));
        Layouts.SameElements(Tensor.From([10, 10, 11, 11], 2, 2), Tensor.From([10, 11], 1, 2).TakeAlongAxis(Tensor.From([0, 0, 1, 1], 2, 2), 1));
        Tensor<int> destination = Tensor.Zeros<int>(2, 3).Transpose();
        Layouts.SameElements(Tensor.From([1, 0, 5, 4, 9, 8], 3, 2), x.TakeAlongAxis(Tensor.From([1, 0], 1, 2), 1, destination));
    }

    [Fact]
    public void A_list_of_indices_is_enough() =>
        Assert.Equal([4, 5, 0, 1, 4, 5], TensorViewTests.Numbered([3, 2]).Take([2, 0, 2], 0).ToArray());

    [Fact]
    public void Bad_indices_and_shapes_are_refused_before_any_work()
    {
        Tensor<int> x = TensorViewTests.Numbered([3, 4]), destination = Tensor.Full([2, 4], -1);
        Assert.Throws<ArgumentOutOfRangeException>("indices", () => x.Take(Tensor.From([0, 3]), 0, destination));
        Assert.Throws<ArgumentOutOfRangeException>("indices", () => x.Take(Tensor.From([0, -1]), 0, destination));
        Assert.Throws<ArgumentOutOfRangeException>("indices", () => x.Take(Tensor.From([0, 1L << 32]), 0, destination));
        Assert.All(destination.ToArray(), static v => Assert.Equal(-1, v));
        Assert.Throws<ShapeMismatchException>("destination", () => x.Take(Tensor.From([0]), 0, destination));
        Assert.Throws<ArgumentException>("destination", () => x.Take(Tensor.From([0, 1]), 0, x[..2]));
        Assert.Throws<ArgumentException>("destination", () => x.Take(destination[0, ..2], 0, destination));
        Assert.Throws<ArgumentOutOfRangeException>("axis", () => x.Take(Tensor.From([0]), 2));
        Assert.Throws<ArgumentNullException>("indices", () => x.Take((Tensor<int>)null!, 0));
        Assert.Throws<ArgumentNullException>("x", () => Tensor.Take((Tensor<int>)null!, Tensor.From([0]), 0));
        Assert.Throws<ShapeMismatchException>("indices", () => x.Gather(Tensor.From([0]), 0));
        Assert.Throws<ShapeMismatchException>("indices", () => x.Gather(Tensor.Zeros<int>(1, 5), 0));
        Assert.Throws<ShapeMismatchException>("right", () => x.TakeAlongAxis(Tensor.Zeros<int>(2, 1), 1));
        Assert.Throws<ArgumentOutOfRangeException>("indices", () => Tensor.Zeros<int>(0, 2).Take(Tensor.From([0]), 0));
        Assert.Empty(Tensor.Zeros<int>(0, 2).Take(Tensor.Zeros<int>(0), 0).ToArray());
    }

    internal static Tensor<int> Indices(int[] lengths, int[] picks, int bound) =>
        Tensor.From([.. Enumerable.Range(0, new Shape(lengths).ElementCount).Select(i => picks[i % picks.Length] % bound)], lengths);

    internal static Tensor<long> Convert(Tensor<int> indices) => Tensor.From([.. indices.ToArray().Select(static i => (long)i)], indices.Shape.Lengths);
}
