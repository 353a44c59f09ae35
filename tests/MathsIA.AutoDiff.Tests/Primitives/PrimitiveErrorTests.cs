using MathsIA.LinearAlgebra;

namespace MathsIA.AutoDiff.Tests;

/// <summary>Wrong arguments are named before any work.</summary>
public sealed class PrimitiveErrorTests
{
    private static Variable<double> Of(params int[] lengths) => Tensor.Ones<double>(lengths);

    [Fact]
    public void Decompositions()
    {
        Assert.Throws<ShapeMismatchException>("a", () => Of(3).Svd());
        Assert.Throws<ShapeMismatchException>("a", () => Of(3).Qr());
        Assert.Throws<ShapeMismatchException>("a", () => Of(2, 3).Solve(Of(3, 1)));
        Assert.Throws<ShapeMismatchException>("b", () => Of(3, 3).Solve(Of(2, 1)));
        Assert.Throws<ShapeMismatchException>("a", () => Of(2, 3).LogDeterminant());
        Assert.Throws<SingularMatrixException>(() => Of(2, 2).Solve(Of(2, 1)));
        Assert.Equal(double.NegativeInfinity, Of(2, 2).LogDeterminant().ToScalar());
        Assert.Throws<SingularMatrixException>(() => Differentiate.Gradient<double>(a => a.LogDeterminant(), Of(2, 2)));
        Assert.Throws<SingularMatrixException>(() => Differentiate.Gradient<double>(a => a.Qr().R.Sum(), Tensor.Zeros<double>(3, 2)));
        Assert.Throws<ArgumentException>("a", () => (Of(2, 2) * double.NaN).Solve(Of(2, 1)));
        Assert.Throws<ArgumentException>("b", () => ((Variable<double>)Tensor.Eye<double>(2)).Solve(Of(2, 1) * double.NaN));
    }

    [Fact]
    public void Normalizations()
    {
        Assert.Throws<ShapeMismatchException>("x", () => Of().LayerNormalize());
        Assert.Throws<ShapeMismatchException>("scale", () => Of(2, 3).LayerNormalize(Of(2)));
        Assert.Throws<ShapeMismatchException>("shift", () => Of(2, 3).LayerNormalize(shift: Of(1, 3)));
        Assert.Throws<ShapeMismatchException>("scale", () => Of(2, 3).RmsNormalize(Of(2)));
        Assert.Throws<ArgumentOutOfRangeException>("epsilon", () => Of(2, 3).LayerNormalize(epsilon: -1));
        Assert.Throws<ArgumentOutOfRangeException>("epsilon", () => Of(2, 3).BatchNormalize(Of(3), Of(3), double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("channelAxis", () => Of(2, 3).BatchNormalize(Of(3), Of(3), channelAxis: 2));
        Assert.Throws<ShapeMismatchException>("scale", () => Of(2, 3).BatchNormalize(Of(2), Of(3)));
        Assert.Throws<ShapeMismatchException>("variance", () => Of(2, 3).BatchNormalize(Of(3), Of(2), Of(3), Of(3)));
        Assert.Throws<ShapeMismatchException>("x", () => Of(2, 3).GroupNormalize(2));
        Assert.Throws<ArgumentOutOfRangeException>("groups", () => Of(2, 3).GroupNormalize(0));
        Assert.Throws<ShapeMismatchException>("shift", () => Of(2, 4).GroupNormalize(2, Of(4), Of(3)));
        Tensor<double> three = Tensor.Ones<double>(3);
        Assert.Throws<ArgumentOutOfRangeException>("count", () => RunningMoments.Update(three, three, three, three, 1));
        Assert.Throws<ArgumentOutOfRangeException>("momentum", () => RunningMoments.Update(three, three, three, three, 4, 1.5));
        Assert.Throws<ShapeMismatchException>("variance", () => RunningMoments.Update(three, three, three, Tensor.Ones<double>(2), 4));
        Assert.Throws<ArgumentNullException>("mean", () => RunningMoments.Update(three, three, null!, three, 4));
    }

    [Fact]
    public void Lookups_and_losses()
    {
        Tensor<int> ids = Tensor.From([0, 3]);
        Assert.Throws<ArgumentNullException>("ids", () => Of(3, 2).Embedding(null!));
        Assert.Throws<ArgumentOutOfRangeException>("ids", () => Of(3, 2).Embedding(ids));
        Assert.Throws<ArgumentOutOfRangeException>("paddingId", () => Of(4, 2).Embedding(ids, paddingId: 4));
        Assert.Throws<ShapeMismatchException>("table", () => Of(4).Embedding(ids));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => Of(4).TopK(5));
        Assert.Throws<ArgumentOutOfRangeException>("labels", () => Of(2, 3).SoftmaxCrossEntropy(ids));
        Assert.Throws<ArgumentOutOfRangeException>("labels", () => Of(2, 3).SoftmaxCrossEntropy(ids, new() { IgnoredLabel = 5 }));
        Assert.Throws<ShapeMismatchException>("labels", () => Of(3, 3).SoftmaxCrossEntropy(ids));
        Assert.Throws<ShapeMismatchException>("targets", () => Of(3, 3).SoftmaxCrossEntropy(Of(3)));
        Assert.Throws<ArgumentException>("options", () => Of(3, 3).SoftmaxCrossEntropy(Of(3, 3), new() { IgnoredLabel = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>("LabelSmoothing", () => new CrossEntropyOptions { LabelSmoothing = 1.5 });
    }

    [Fact]
    public void Sequences()
    {
        Assert.Throws<ShapeMismatchException>(() => Of(3, 2).LinearRecurrence(Of(2, 3), 0));
        Assert.Throws<ShapeMismatchException>("initial", () => Of(3, 2).LinearRecurrence(Of(3, 2), 0, Of(3)));
        Assert.Throws<ArgumentOutOfRangeException>("axis", () => Of(3, 2).LinearRecurrence(Of(3, 2), 2));
        Assert.Throws<ArgumentNullException>("combine", () => Of(3).AssociativeScan(null!, 0));
        Assert.Throws<ArgumentException>("x", () => Variable.AssociativeScan<double>([], (a, _) => a, 0));
        Assert.Throws<ShapeMismatchException>("x", () => Variable.AssociativeScan<double>([Of(3), Of(2)], (a, _) => a, 0));
        Assert.Throws<ArgumentException>("combine", () => Variable.AssociativeScan<double>([Of(3)], (_, _) => [], 0));
        Assert.Throws<ShapeMismatchException>("combine", () => Of(3).AssociativeScan((a, _) => a.Sum(), 0));
    }

    [Fact]
    public void Shapes()
    {
        Assert.Throws<ShapeMismatchException>("widths", () => Of(3).Pad([(1, 1), (1, 1)]));
        Assert.Throws<ArgumentOutOfRangeException>("widths", () => Of(3).Pad([(-1, 1)]));
        Assert.Throws<ArgumentOutOfRangeException>("mode", () => Of(3).Pad([(1, 1)], (PadMode)9));
        Assert.Throws<ShapeMismatchException>("x", () => Of(0).Pad([(1, 1)], PadMode.Reflect));
        Assert.Throws<ArgumentOutOfRangeException>("axis", () => Of(3).Roll(1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("axis", () => Of(3).Repeat(2, 1));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => Of(3).Repeat(-2, 0));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => Of(3).Repeat(int.MaxValue, 0));
        Assert.Throws<ArgumentOutOfRangeException>("counts", () => Of(3).Tile(2, -1));
        Assert.Throws<ArgumentOutOfRangeException>("axes", () => Of(3).Flip(1));
    }

    [Fact]
    public void Rearranged_variables_hold_what_rearranged_tensors_hold()
    {
        Tensor<double> x = Samples.Any(2, 3, 4);
        foreach (PadMode mode in Enum.GetValues<PadMode>())
            Assert.Equal(x.Pad([(2, 1), (0, 5)], mode, 7).ToArray(), ((Variable<double>)x).Pad([(2, 1), (0, 5)], mode, 7).Value.ToArray());
        foreach (int shift in new[] { 0, 1, -1, 3, 11, int.MinValue, int.MaxValue })
            Assert.Equal(x.Roll(shift, 1).ToArray(), ((Variable<double>)x).Roll(shift, 1).Value.ToArray());
        Assert.Equal(x.Repeat(3, 1).ToArray(), ((Variable<double>)x).Repeat(3, 1).Value.ToArray());
        Assert.Equal(x.Tile(2, 1, 3).ToArray(), ((Variable<double>)x).Tile(2, 1, 3).Value.ToArray());
        Assert.Equal(x.Tile(2, 1, 1, 2).Shape, ((Variable<double>)x).Tile(2, 1, 1, 2).Shape);
        Assert.Equal(x.Flip().ToArray(), ((Variable<double>)x).Flip().Value.ToArray());
    }
}
