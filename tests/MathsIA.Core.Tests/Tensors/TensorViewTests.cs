using CsCheck;

namespace MathsIA.Tests;

/// <summary>Views against the model that knows no strides. Every element holds its own number, so a wrong place shows.</summary>
public class TensorViewTests
{
    private static readonly Gen<(int[] Lengths, int[] Choices)> Chains =
        Gen.Select(Gen.Int[0, 4].Array[0, 4], Gen.Int[0, 1_000_000].Array[1, 7]);

    [Fact]
    public void Chains_of_views_show_the_elements_of_the_model() => Chains.Check(2500, chain =>
    {
        Tensor<int> x = Numbered(chain.Lengths), start = x;
        var model = NaiveTensor<int>.Of(x);
        bool shares = true;
        foreach (int choice in chain.Choices)
        {
            (Tensor<int> next, model) = Apply(choice, x, model);
            shares &= next.Storage.Equals(start.Storage);
            x = next;
        }

        Layouts.SameElements(model, x);
        Assert.Equal(model.ToArray(), Enumerate(x));
        foreach (int[] index in NaiveTensor<int>.AllIndices(model.Lengths))
            Assert.Equal(model[index], x[index.AsSpan()]);
        if (x.IsContiguous)
            Assert.Equal(model.ToArray(), x.AsSpan().ToArray());
        Layouts.SameElements(model, x.Contiguous());
        Layouts.SameElements(model.Reshape([model.ToArray().Length]), x.Flatten());
        if (shares && !x.IsEmpty)
        {
            // Writing through the view is seen at the start.
            int[] last = [.. model.Lengths.Select(static l => l - 1)];
            x[last.AsSpan()] = -7;
            Assert.Equal(-7, start.ToArray()[model[last]]);
        }
    });

    [Fact]
    public void Copies_between_chains_of_views_copy_every_element() => Chains.Check(600, chain =>
    {
        Tensor<int> x = Numbered(chain.Lengths);
        var model = NaiveTensor<int>.Of(x);
        foreach (int choice in chain.Choices)
            (x, model) = Apply(choice, x, model);
        foreach (Tensor<int> destination in Layouts.Destinations<int>(x.Shape))
        {
            x.CopyTo(destination);
            Layouts.SameElements(model, destination);
        }
    });

    [Fact]
    public void A_copy_onto_overlapping_memory_is_as_if_copied_away_first()
    {
        Tensor<int> x = Numbered([10]);
        x[..9].CopyTo(x[1..]);
        Assert.Equal([0, 0, 1, 2, 3, 4, 5, 6, 7, 8], x.ToArray());

        Tensor<int> y = Numbered([10]);
        y.CopyTo(y.Flip());
        Assert.Equal([9, 8, 7, 6, 5, 4, 3, 2, 1, 0], y.ToArray());

        Tensor<int> square = Numbered([3, 3]);
        square.CopyTo(square.Transpose());
        Assert.Equal([0, 3, 6, 1, 4, 7, 2, 5, 8], square.ToArray());

        Tensor<int> rows = Numbered([3, 3]);
        rows[0, ..].CopyTo(rows);
        Assert.Equal([0, 1, 2, 0, 1, 2, 0, 1, 2], rows.ToArray());
    }

    [Fact]
    public void Large_transpositions_go_through_tiles_and_keep_every_element()
    {
        foreach (int[] lengths in (int[][])[[67, 45], [3, 40, 50], [4, 33, 7, 35], [2, 2, 130]])
        {
            Tensor<int> x = Numbered(lengths);
            foreach (int[] order in Permutations(lengths.Length))
            {
                Tensor<int> view = x.Permute(order), copy = view.Clone();
                var expected = new List<int>();
                foreach (int value in view)
                    expected.Add(value);
                Assert.Equal(expected, copy.ToArray());
                Tensor<int> back = Tensor.Zeros<int>(lengths);
                copy.CopyTo(back.Permute(order));
                Assert.Equal(x.ToArray(), back.ToArray());
            }
        }
    }

    [Fact]
    public void Slices_assign()
    {
        Tensor<int> x = Tensor.Zeros<int>(3, 4);
        x[1..3, ^1] = Tensor.From([5, 6]);
        x[0, AxisSlice.Step(.., -2)] = Tensor.Scalar(9);
        Assert.Equal([0, 9, 0, 9, 0, 0, 0, 5, 0, 0, 0, 6], x.ToArray());
        Assert.Throws<ShapeMismatchException>(() => x[0, ..] = Tensor.Zeros<int>(3));
        Assert.Throws<ArgumentNullException>("value", () => x[0, ..] = null!);
    }

    [Fact]
    public void Empty_views_cut_past_the_end_are_usable()
    {
        Tensor<int> empty = Tensor.Zeros<int>(0, 3);
        Assert.Equal(0, empty[.., 2].AsSpan().Length);
        Assert.Empty(empty.Select(1, 2).ToArray());
        Assert.Empty(Numbered([4])[4..].ToArray());
        Assert.Empty(Numbered([4, 2])[4.., 1].Clone().AsSpan().ToArray());
        Assert.Equal(new Shape(0, 2, 3), empty.Unsqueeze(1).BroadcastTo(0, 2, 3).Shape);
        Assert.Equal(new Shape(3, 0), Numbered([4, 3])[4..].Transpose().Shape);
    }

    [Fact]
    public void Steps_of_any_size_are_safe()
    {
        Tensor<int> x = Numbered([5, 2]);
        Assert.Equal([8, 9], x[AxisSlice.Step(.., int.MinValue)].ToArray());
        Assert.Equal([0, 1], x[AxisSlice.Step(.., int.MaxValue)].ToArray());
        Assert.Equal([0, 1], x[AxisSlice.Step(.., int.MaxValue)].Flip(0).Clone().ToArray());
        Assert.Throws<ArgumentOutOfRangeException>("step", () => AxisSlice.Step(.., 0));
    }

    [Fact]
    public void Wrong_slices_name_the_slice_and_the_shape()
    {
        Tensor<int> x = Numbered([3, 4]);
        Assert.Contains("[3, 4]", Assert.Throws<ArgumentOutOfRangeException>("slices", () => x[3, ..]).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("slices", () => x[^4, ..]);
        Assert.Throws<ArgumentOutOfRangeException>("slices", () => x[2..5]);
        Assert.Throws<ArgumentOutOfRangeException>("slices", () => x[2..1]);
        Assert.Throws<ArgumentOutOfRangeException>("index", () => x[-1, ..]);
        Assert.Throws<ArgumentException>("slices", () => x[0, .., ..]);
        Assert.Throws<ArgumentException>("slices", () => x[AxisSlice.Ellipsis, AxisSlice.Ellipsis]);
    }

    [Fact]
    public void Wrong_axes_and_lengths_are_refused()
    {
        Tensor<int> x = Numbered([3, 4]);
        Assert.Throws<ArgumentOutOfRangeException>("axis", () => x.Select(2, 0));
        Assert.Throws<ArgumentOutOfRangeException>("index", () => x.Select(0, 3));
        Assert.Throws<ArgumentOutOfRangeException>("start", () => x.Narrow(0, 4, 0));
        Assert.Throws<ArgumentOutOfRangeException>("length", () => x.Narrow(0, 2, 2));
        Assert.Throws<ArgumentOutOfRangeException>("length", () => x.Narrow(0, 2, -1));
        Assert.Throws<ArgumentException>("order", () => x.Permute(0));
        Assert.Throws<ArgumentException>("order", () => x.Permute(0, -2));
        Assert.Throws<ArgumentOutOfRangeException>("order", () => x.Permute(0, 2));
        Assert.Throws<ArgumentException>("axes", () => x.Flip(0, -2));
        Assert.Throws<ArgumentException>("columnAxis", () => x.Diagonal(0, 1, -1));
        Assert.Throws<ArgumentOutOfRangeException>("size", () => x.Unfold(0, 4));
        Assert.Throws<ArgumentOutOfRangeException>("size", () => x.Unfold(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>("step", () => x.Unfold(0, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("axis", () => x.Unsqueeze(3));
        Assert.Throws<ShapeMismatchException>("axis", () => x.Squeeze(0));
        Assert.Throws<ShapeMismatchException>("lengths", () => x.Reshape(5));
        Assert.Throws<ShapeMismatchException>("lengths", () => x.Reshape(5, -1));
        Assert.Throws<ArgumentOutOfRangeException>("lengths", () => x.Reshape(-1, -1));
        Assert.Throws<ArgumentOutOfRangeException>("lengths", () => x.Reshape(-2, -6));
        Assert.Throws<ShapeMismatchException>("lengths", () => x.BroadcastTo(4));
        Assert.Throws<ShapeMismatchException>("lengths", () => x.BroadcastTo(3, 8));
        Assert.Throws<InvalidOperationException>(() => x.Transpose().AsSpan());
        Assert.Throws<InvalidOperationException>(() => x.Transpose().AsMemory());
    }

    [Fact]
    public void Windows_and_broadcast_views_refuse_to_be_written()
    {
        Tensor<int> x = Numbered([5]);
        Assert.Throws<ArgumentException>("destination", () => Tensor.Zeros<int>(4, 2).CopyTo(x.Unfold(0, 2)));
        Assert.Throws<ArgumentException>("destination", () => Tensor.Zeros<int>(2, 5).CopyTo(x.BroadcastTo(2, 5)));
        // Windows that do not overlap are as good as any other view.
        Tensor.Scalar(1).CopyTo(x.Unfold(0, 2, 2));
        Assert.Equal([1, 1, 1, 1, 4], x.ToArray());
    }

    internal static Tensor<int> Numbered(int[] lengths) => Tensor.Arange<int>(new Shape(lengths).ElementCount).Reshape(lengths);

    private static List<int> Enumerate(Tensor<int> x)
    {
        var list = new List<int>();
        foreach (int value in x)
            list.Add(value);
        return list;
    }

    internal static IEnumerable<int[]> Permutations(int count) =>
        count == 0 ? [[]] : Permutations(count - 1).SelectMany(p => Enumerable.Range(0, count).Select(at => p.ToList().Also(l => l.Insert(at, count - 1)).ToArray()));

    /// <summary>One view, chosen by a number, of a tensor and of its model.</summary>
    private static (Tensor<int>, NaiveTensor<int>) Apply(int choice, Tensor<int> x, NaiveTensor<int> model)
    {
        int Next(int count)
        {
            int digit = choice % count;
            choice /= count;
            return digit;
        }

        int kind = Next(11), rank = x.Rank;
        int[] lengths = model.Lengths;
        if (rank == 0)
            return (x.Unsqueeze(-1), model.Map([1], static _ => []));
        int axis = Next(rank), length = lengths[axis];
        int[] With(int value) => [.. lengths[..axis], value, .. lengths[(axis + 1)..]];
        int[] Put(int[] index, int value) => [.. index[..axis], value, .. index[(axis + 1)..]];
        switch (kind)
        {
            case 0:
                return (x.Transpose(), model.Map([.. lengths.Reverse()], static i => [.. i.Reverse()]));
            case 1:
                int other = Next(rank);
                return (x.Transpose(axis, other - rank), model.Map([.. Swap(lengths, axis, other)], i => Swap(i, axis, other)));
            case 2:
                int start = Next(length + 1), end = start + Next(length - start + 1), step = Next(7) - 3;
                step = step == 0 ? 1 : step;
                int count = (end - start + Math.Abs(step) - 1) / Math.Abs(step);
                AxisSlice[] slices = [.. Enumerable.Repeat(AxisSlice.All, axis), AxisSlice.Step(start..end, step)];
                return (x[slices], model.Map(With(count), i => Put(i, step > 0 ? start + i[axis] * step : end - 1 + i[axis] * step)));
            case 3 when length > 0:
                int at = Next(length);
                return (x[[.. Enumerable.Repeat(AxisSlice.All, axis), (Index)at]], model.Map([.. lengths[..axis], .. lengths[(axis + 1)..]], i => [.. i[..axis], at, .. i[axis..]]));
            case 4 when rank < 5:
                return (x.Unsqueeze(axis), model.Map([.. lengths[..axis], 1, .. lengths[axis..]], i => [.. i[..axis], .. i[(axis + 1)..]]));
            case 5:
                int[] kept = [.. Enumerable.Range(0, rank).Where(a => lengths[a] != 1)];
                return (x.Squeeze(), model.Map([.. kept.Select(a => lengths[a])], i => [.. Enumerable.Range(0, rank).Select(a => lengths[a] == 1 ? 0 : i[Array.IndexOf(kept, a)])]));
            case 6:
                return (x.Flip(axis), model.Map(lengths, i => Put(i, length - 1 - i[axis])));
            case 7 when rank < 5 && length > 0:
                int size = 1 + Next(length), stride = 1 + Next(3);
                return (x.Unfold(axis, size, stride), model.Map([.. With((length - size) / stride + 1), size], i => Put(i[..^1], i[axis] * stride + i[^1])));
            case 8 when rank > 1:
                int column = (axis + 1 + Next(rank - 1)) % rank, offset = Next(5) - 2;
                int r = Math.Max(0, -offset), c = Math.Max(0, offset), n = Math.Max(0, Math.Min(length - r, lengths[column] - c));
                int[] rest = [.. Enumerable.Range(0, rank).Where(a => a != axis && a != column)];
                return (x.Diagonal(offset, axis, column), model.Map([.. rest.Select(a => lengths[a]), n], i =>
                    [.. Enumerable.Range(0, rank).Select(a => a == axis ? i[^1] + r : a == column ? i[^1] + c : i[Array.IndexOf(rest, a)])]));
            case 9:
                int all = lengths.Aggregate(1, static (p, l) => p * l);
                int[] shape = Next(2) == 0 ? [all] : [all / Largest(all), Largest(all)];
                return (x.Reshape(shape), model.Reshape(shape));
            case 10 when length == 1:
                int repeat = Next(4);
                return (x.BroadcastTo(With(repeat)), model.Map(With(repeat), i => Put(i, 0)));
            default:
                int to = Next(rank);
                int[] order = [.. Enumerable.Range(0, rank).Where(a => a != axis)];
                order = [.. order[..to], axis, .. order[to..]];
                return (x.MoveAxis(axis, to), model.Map([.. order.Select(a => lengths[a])], i => [.. Enumerable.Range(0, rank).Select(a => i[Array.IndexOf(order, a)])]));
        }
    }

    private static int Largest(int all) => new[] { 4, 3, 2, 1 }.First(d => all % d == 0);

    private static int[] Swap(int[] values, int first, int second)
    {
        int[] swapped = [.. values];
        (swapped[first], swapped[second]) = (swapped[second], swapped[first]);
        return swapped;
    }
}

internal static class Chaining
{
    public static T Also<T>(this T value, Action<T> action)
    {
        action(value);
        return value;
    }
}
