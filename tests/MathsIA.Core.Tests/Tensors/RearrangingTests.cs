using CsCheck;

namespace MathsIA.Tests;

/// <summary>Operations that only move elements about, each against its definition on the model.</summary>
public class RearrangingTests
{
    private static readonly Gen<(int[] Lengths, int Axis, int[] Numbers)> Moves =
        Gen.Int[1, 3].SelectMany(rank => Gen.Select(Gen.Int[0, 4].Array[rank], Gen.Int[0, rank - 1], Gen.Int[0, 1000].Array[8]));

    [Fact]
    public void Concatenate_and_split_are_inverse() => Moves.Check(200, c =>
    {
        int[] sizes = [.. c.Numbers[..3].Select(static n => n % 4)];
        Tensor<int> whole = TensorViewTests.Numbered(c.Lengths.With(c.Axis, sizes.Sum()));
        Tensor<int>[] parts = whole.Split(sizes, c.Axis);
        Assert.Equal(sizes, parts.Select(p => p.Shape[c.Axis]));
        Layouts.SameElements(whole, Tensor.Concatenate(c.Axis - c.Lengths.Length, parts));
        foreach (Tensor<int> destination in Layouts.Destinations<int>(whole.Shape))
            Layouts.SameElements(whole, Tensor.Concatenate(c.Axis, parts, destination));
    });

    [Fact]
    public void Stack_and_unstack_are_inverse() => Moves.Check(200, c =>
    {
        Tensor<int> whole = TensorViewTests.Numbered(c.Lengths.With(c.Axis, 1 + c.Numbers[0] % 3));
        foreach (Tensor<int> x in Layouts.Of(whole))
        {
            Layouts.SameElements(whole, Tensor.Stack(c.Axis, x.Unstack(c.Axis)));
            foreach (Tensor<int> destination in Layouts.Destinations<int>(whole.Shape))
                Layouts.SameElements(whole, Tensor.Stack(c.Axis - c.Lengths.Length, x.Unstack(c.Axis), destination));
        }
    });

    [Fact]
    public void Chunks_are_as_equal_as_can_be()
    {
        Assert.Equal([3, 2, 2], TensorViewTests.Numbered([7]).Chunk(3).Select(static p => p.Length));
        Assert.Equal([1, 1, 0], TensorViewTests.Numbered([2]).Chunk(3).Select(static p => p.Length));
        Assert.Equal([[0, 1], [2, 3]], TensorViewTests.Numbered([4]).Split(2).Select(static p => p.ToArray()));
    }

    [Fact]
    public void Repeat_repeats_each_entry() => Moves.Check(200, c =>
    {
        int count = c.Numbers[0] % 4;
        Tensor<int> x = TensorViewTests.Numbered(c.Lengths);
        NaiveTensor<int> expected = NaiveTensor<int>.Of(x).Map(c.Lengths.With(c.Axis, c.Lengths[c.Axis] * count), i => i.With(c.Axis, i[c.Axis] / count));
        foreach (Tensor<int> source in Layouts.Of(x))
            Layouts.SameElements(expected, source.Repeat(count, c.Axis));
        foreach (Tensor<int> destination in Layouts.Destinations<int>(new Shape(expected.Lengths)))
            Layouts.SameElements(expected, x.Repeat(count, c.Axis, destination));
        int[] counts = [.. Enumerable.Repeat(count, c.Lengths[c.Axis])];
        Layouts.SameElements(expected, x.Repeat(counts, c.Axis));
    });

    [Fact]
    public void Entries_repeat_by_counts_of_their_own() =>
        Assert.Equal([1, 1, 3, 3, 3], Tensor.From([1, 2, 3]).Repeat([2, 0, 3], 0).ToArray());

    [Fact]
    public void Tile_repeats_the_whole() => Moves.Check(200, c =>
    {
        int rank = c.Lengths.Length;
        int[] counts = [.. c.Numbers[..(1 + c.Numbers[7] % 4)].Select(static n => n % 3)];
        int[] padded = [.. Enumerable.Repeat(1, Math.Max(0, counts.Length - rank)), .. c.Lengths];
        int[] lengths = [.. padded.Select((l, i) => i >= padded.Length - counts.Length ? l * counts[i - padded.Length + counts.Length] : l)];
        Tensor<int> x = TensorViewTests.Numbered(c.Lengths);
        NaiveTensor<int> expected = NaiveTensor<int>.Of(x).Map(lengths, i => [.. i.Select((v, a) => v % padded[a]).Skip(padded.Length - rank)]);
        foreach (Tensor<int> source in Layouts.Of(x))
            Layouts.SameElements(expected, source.Tile(counts));
        foreach (Tensor<int> destination in Layouts.Destinations<int>(new Shape(lengths)))
            Layouts.SameElements(expected, x.Tile(counts, destination));
    });

    [Fact]
    public void Roll_moves_round() => Moves.Check(200, c =>
    {
        int other = c.Numbers[0] % c.Lengths.Length, shift = c.Numbers[1] - 500, second = c.Numbers[2] % 5;
        Tensor<int> x = TensorViewTests.Numbered(c.Lengths);
        NaiveTensor<int> model = NaiveTensor<int>.Of(x);
        int[] Back(int[] i, int axis, int by) => i.With(axis, Modulo(i[axis] - by, c.Lengths[axis]));
        NaiveTensor<int> one = model.Map(c.Lengths, i => Back(i, c.Axis, shift)), two = one.Map(c.Lengths, i => Back(i, other, second));
        foreach (Tensor<int> source in Layouts.Of(x))
        {
            Layouts.SameElements(one, source.Roll(shift, c.Axis));
            Layouts.SameElements(two, source.Roll([shift, second], [c.Axis, other]));
        }

        foreach (Tensor<int> destination in Layouts.Destinations<int>(x.Shape))
            Layouts.SameElements(two, x.Roll([shift, second], [c.Axis, other], destination));
    });

    [Fact]
    public void Roll_takes_any_shift()
    {
        Assert.Equal([2, 0, 1], TensorViewTests.Numbered([3]).Roll(int.MinValue, 0).ToArray());
        Assert.Equal([2, 0, 1], TensorViewTests.Numbered([3]).Roll(int.MaxValue, 0).ToArray());
    }

    [Theory]
    [InlineData(PadMode.Constant, new[] { 9, 9, 9, 1, 2, 3, 9, 9 })]
    [InlineData(PadMode.Reflect, new[] { 2, 3, 2, 1, 2, 3, 2, 1 })]
    [InlineData(PadMode.Symmetric, new[] { 3, 2, 1, 1, 2, 3, 3, 2 })]
    [InlineData(PadMode.Replicate, new[] { 1, 1, 1, 1, 2, 3, 3, 3 })]
    [InlineData(PadMode.Circular, new[] { 1, 2, 3, 1, 2, 3, 1, 2 })]
    public void Pad_fills_the_border(PadMode mode, int[] expected) =>
        Assert.Equal(expected, Tensor.From([1, 2, 3]).Pad([(3, 2)], mode, 9).ToArray());

    [Fact]
    public void Padding_axes_one_by_one_or_together_is_the_same() => Moves.Check(200, c =>
    {
        Tensor<int> x = TensorViewTests.Numbered([.. c.Lengths.Select(static l => l + 1)]);
        foreach (PadMode mode in Enum.GetValues<PadMode>())
        {
            (int, int)[] widths = [.. c.Lengths.Select((_, i) => (c.Numbers[i] % 6, c.Numbers[i + 3] % 7))];
            Tensor<int> expected = x;
            for (int axis = 0; axis < widths.Length; axis++)
            {
                (int before, int after) = widths[axis];
                int length = x.Shape[axis], at = axis;
                // The definition along one axis: a pick of entries, or a value outside.
                int[] picks = [.. Enumerable.Range(-before, before + length + after).Select(p => Source(p, length, mode))];
                Tensor<int> inner = expected;
                expected = Tensor.Concatenate(axis, [.. picks.Select(p => p < 0 ? Tensor.Full(inner.Shape.With(at, 1), -3) : inner.Narrow(at, p, 1))]);
            }

            foreach (Tensor<int> source in Layouts.Of(x))
                Layouts.SameElements(expected, source.Pad(widths, mode, -3));
            foreach (Tensor<int> destination in Layouts.Destinations<int>(expected.Shape))
                Layouts.SameElements(expected, x.Pad(widths, mode, -3, destination));
        }

        static int Source(int p, int length, PadMode mode)
        {
            // Walk towards the inside by the rule, one fold at a time.
            while (p < 0 || p >= length)
            {
                p = mode switch
                {
                    PadMode.Constant => int.MinValue,
                    PadMode.Replicate => p < 0 ? 0 : length - 1,
                    PadMode.Circular => p < 0 ? p + length : p - length,
                    PadMode.Symmetric => p < 0 ? -1 - p : 2 * length - 1 - p,
                    _ => length == 1 ? 0 : p < 0 ? -p : 2 * (length - 1) - p,
                };
                if (mode == PadMode.Constant)
                    return -1;
            }

            return p;
        }
    });

    [Fact]
    public void Triangles_keep_their_side() => Gen.Select(Gen.Int[0, 3], Gen.Int[0, 5], Gen.Int[0, 5], Gen.Int[-6, 6]).Check(200, c =>
    {
        (int batch, int rows, int columns, int diagonal) = c;
        Tensor<int> x = Tensor.Arange(1, batch * rows * columns + 1, 1).Reshape(batch, rows, columns);
        var model = NaiveTensor<int>.Of(x);
        var lower = new NaiveTensor<int>(model.Lengths, i => i[2] - i[1] <= diagonal ? model[i] : 0);
        var upper = new NaiveTensor<int>(model.Lengths, i => i[2] - i[1] >= diagonal ? model[i] : 0);
        foreach (Tensor<int> source in Layouts.Of(x))
        {
            Layouts.SameElements(lower, source.LowerTriangle(diagonal));
            Layouts.SameElements(upper, source.UpperTriangle(diagonal));
            Layouts.SameElements(lower, source.LowerTriangle(diagonal, source.Clone()));
            Layouts.SameElements(upper, source.UpperTriangle(diagonal, source));
            Layouts.SameElements(upper, source);
        }
    });

    [Fact]
    public void Diagonal_matrices_have_that_diagonal() => Gen.Select(Gen.Int[0, 3], Gen.Int[0, 4], Gen.Int[-3, 3]).Check(200, c =>
    {
        (int batch, int n, int diagonal) = c;
        Tensor<int> x = Tensor.Arange(1, batch * n + 1, 1).Reshape(batch, n);
        Tensor<int> matrices = x.Diag(diagonal);
        Layouts.SameElements(x, matrices.Diagonal(diagonal));
        Assert.Equal(x.ToArray().Sum(), matrices.ToArray().Sum());
        foreach (Tensor<int> destination in Layouts.Destinations<int>(matrices.Shape))
        {
            destination.Fill(5);
            Layouts.SameElements(matrices, x.Diag(diagonal, destination));
        }
    });

    [Fact]
    public void Meshgrids_vary_along_one_axis_each()
    {
        Tensor<int>[] grids = Tensor.Meshgrid(Tensor.From([1, 2]), Tensor.From([3, 4, 5]));
        Assert.Equal([1, 1, 1, 2, 2, 2], grids[0].ToArray());
        Assert.Equal([3, 4, 5, 3, 4, 5], grids[1].ToArray());
        Assert.Empty(Tensor.Meshgrid<int>());
        Assert.Throws<ShapeMismatchException>("vectors", () => Tensor.Meshgrid(Tensor.Scalar(1)));
        Assert.Throws<ArgumentOutOfRangeException>("lengths", () => Tensor.Meshgrid(Tensor.Zeros<int>(65536), Tensor.Zeros<int>(65536)));
    }

    [Fact]
    public void Misuse_is_refused_before_any_work()
    {
        Tensor<int> x = TensorViewTests.Numbered([3, 4]);
        Assert.Throws<ArgumentException>("tensors", () => Tensor.Concatenate<int>(0));
        Assert.Throws<ArgumentNullException>("tensors", () => Tensor.Concatenate(0, x, null!));
        Assert.Throws<ShapeMismatchException>("tensors", () => Tensor.Concatenate(0, x, x.Transpose()));
        Assert.Throws<ShapeMismatchException>("tensors", () => Tensor.Concatenate(0, x, x[0, ..]));
        Assert.Throws<ArgumentOutOfRangeException>("axis", () => Tensor.Concatenate(2, x, x));
        Assert.Throws<ShapeMismatchException>("destination", () => Tensor.Concatenate(0, [x, x], x));
        Tensor<int> wide = Tensor.Zeros<int>(6, 4);
        Assert.Throws<ArgumentException>("destination", () => Tensor.Concatenate(0, [x, wide[..3]], wide));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Concatenate(0, [.. Enumerable.Repeat(Tensor.Scalar(1).BroadcastTo(2_000_000_000), 2)]));
        Assert.Throws<ShapeMismatchException>("tensors", () => Tensor.Stack(0, x, wide));
        Assert.Throws<ArgumentOutOfRangeException>("axis", () => Tensor.Stack(3, x, x));
        Assert.Throws<ShapeMismatchException>("sections", () => x.Split(2));
        Assert.Throws<ArgumentOutOfRangeException>("sections", () => x.Split(0));
        Assert.Throws<ShapeMismatchException>("lengths", () => x.Split([1, 1]));
        Assert.Throws<ArgumentOutOfRangeException>("lengths", () => x.Split([4, -1]));
        Assert.Throws<ArgumentOutOfRangeException>("chunks", () => x.Chunk(0));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => x.Repeat(-1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => x.Repeat(int.MaxValue, 0));
        Assert.Throws<ShapeMismatchException>("counts", () => x.Repeat([1], 0));
        Assert.Throws<ArgumentOutOfRangeException>("counts", () => x.Repeat([1, -1, 1], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.Repeat([int.MaxValue, int.MaxValue, 1], 0));
        Assert.Throws<ArgumentOutOfRangeException>("counts", () => x.Tile(2, -1));
        Assert.Throws<ArgumentOutOfRangeException>("lengths", () => x.Tile(65536, 65536));
        Assert.Throws<ArgumentOutOfRangeException>("widths", () => x.Pad([(-1, 0)]));
        Assert.Throws<ShapeMismatchException>("widths", () => x.Pad([(0, 0), (0, 0), (0, 0)]));
        Assert.Throws<ShapeMismatchException>("x", () => Tensor.Zeros<int>(0).Pad([(1, 0)], PadMode.Replicate));
        Assert.Throws<ArgumentOutOfRangeException>("mode", () => x.Pad([], (PadMode)7));
        Assert.Throws<ArgumentOutOfRangeException>("lengths", () => x.Pad([(int.MaxValue, int.MaxValue)]));
        Assert.Throws<ArgumentException>("shifts", () => x.Roll([1], [0, 1]));
        Assert.Throws<ArgumentException>("destination", () => x.Roll([1], [0], x));
        Assert.Throws<ArgumentOutOfRangeException>("axis", () => x.Roll(1, 2));
        Assert.Throws<ShapeMismatchException>("x", () => x[0, ..].LowerTriangle());
        Assert.Throws<ArgumentException>("destination", () => x[..2].LowerTriangle(0, x[1..]));
        Assert.Throws<ShapeMismatchException>("x", () => Tensor.Scalar(1).Diag());
        Assert.Throws<ArgumentOutOfRangeException>("lengths", () => x.Diag(int.MinValue));
        Assert.Equal(Enumerable.Range(0, 12), x.ToArray());
    }

    private static int Modulo(int value, int length) => ((value % length) + length) % length;
}

internal static class IndexChanges
{
    public static int[] With(this int[] index, int axis, int value) => [.. index[..axis], value, .. index[(axis + 1)..]];
}
