using CsCheck;

namespace MathsIA.Tests;

public class StridedOverlapTests
{
    private static readonly Gen<(int Offset, int[] Lengths, int[] Strides)> Windows =
        Gen.Int[0, 3].SelectMany(rank => Gen.Select(Gen.Int[70, 110], Gen.Int[1, 4].Array[rank], Gen.Int[-7, 7].Array[rank]));

    [Fact]
    public void Two_windows_meet_when_they_have_a_place_in_common() => Gen.Select(Windows, Windows).Check(5000, pair =>
    {
        var storage = new int[200];
        (var first, var second) = pair;
        var expected = Places(first).Intersect(Places(second)).Any();
        Assert.Equal(expected, Make(storage, first).Overlaps(Make(storage, second)));
        Assert.False(Make(storage, first).Overlaps(Make(new int[200], second)));
    });

    [Fact]
    public void A_window_repeats_when_two_indices_share_a_place() => Windows.Check(5000, window =>
    {
        List<int> places = [.. Places(window)];
        Assert.Equal(places.Distinct().Count() < places.Count, StridedOverlap.Repeats(new Shape(window.Lengths), window.Strides));
    });

    [Fact]
    public void Columns_blocks_and_interleaved_rows_do_not_meet()
    {
        Tensor<float> x = Tensor.Zeros<float>(100, 100);
        Assert.False(x[.., 0].Overlaps(x[.., 1]));
        Assert.False(x[..50, ..50].Overlaps(x[..50, 50..]));
        Assert.False(x[AxisSlice.Step(.., 2)].Overlaps(x[AxisSlice.Step(1.., 2)]));
        Assert.False(x[..50].Overlaps(x[50..]));
        Assert.True(x[..51, ..51].Overlaps(x[50.., 50..]));
        Assert.True(x.Overlaps(x.Transpose()));
        Assert.False(x[0..0].Overlaps(x));
    }

    private static Tensor<int> Make(int[] storage, (int Offset, int[] Lengths, int[] Strides) w) => new(storage, w.Offset, new Shape(w.Lengths), w.Strides);

    private static IEnumerable<int> Places((int Offset, int[] Lengths, int[] Strides) w) =>
        NaiveTensor<int>.AllIndices(w.Lengths).Select(index => w.Offset + index.Zip(w.Strides, static (i, s) => i * s).Sum());
}
