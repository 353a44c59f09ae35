namespace MathsIA.AutoDiff.Tests;

public static partial class Samples
{
    private static readonly Tensor<int> NoPicks = Tensor.From(Array.Empty<int>(), 0);
    private static readonly Tensor<int> NoPlaces = Tensor.From(Array.Empty<int>(), 2, 0);

    private static IEnumerable<Sample> Indexing =>
    [
        .. Along("Sort", (x, axis) => x.Sort(axis).CumulativeSum(axis), (x, axis) => x.Sort(axis).CumulativeSum(axis)),
        .. Along("Sort, descending", (x, axis) => x.Sort(axis, descending: true).CumulativeSum(axis), (x, axis) => x.Sort(axis, descending: true).CumulativeSum(axis)),
        .. Along("TopK", (x, axis) => x.TopK(Math.Min(2, x.Shape[axis]), axis).Values.Square(), (x, axis) => x.TopK(Math.Min(2, x.Shape[axis]), axis).Values.Square()).Select(row => row with { LeavesOut = true }),
        .. Along("TopK, smallest", (x, axis) => x.TopK(1, axis, largest: false).Values, (x, axis) => x.TopK(1, axis, largest: false).Values).Select(row => row with { LeavesOut = true }),
        new("TopK, none", x => x[0].TopK(0).Values, x => x[0].TopK(0).Values, Any(2, 4)),
        new("Embedding", x => x[0].Embedding(Picks).Square(), x => x[0].Embedding(Picks).Square(), Any(3, 2)),
        new("Embedding, matrix of ids", x => x[0].Embedding(Places).Square(), x => x[0].Embedding(Places).Square(), Any(4, 3)),
        new("Embedding, padding", x => x[0].StopGradient().Embedding(Picks) * 0.0 + x[0].Embedding(Picks, paddingId: 1), x => x[0].StopGradient().Embedding(Picks) * 0f + x[0].Embedding(Picks, paddingId: 1), Any(3, 2)),
        new("Embedding, no ids", x => x[0].Embedding(NoPicks), x => x[0].Embedding(NoPicks), Any(3, 2)),
        new("Take, no indices", x => x[0].Take(NoPicks, 0), x => x[0].Take(NoPicks, 0), Any(3, 2)),
        new("Slice, rank 0", x => x[0].Slice().Square(), x => x[0].Slice().Square(), Any()),
        new("Slice, nothing", x => x[0].Narrow(0, 1, 0), x => x[0].Narrow(0, 1, 0), Any(3, 2)),
        new("Concatenate with nothing", x => Variable.Concatenate(0, x[0], x[1]).Square(), x => Variable.Concatenate(0, x[0], x[1]).Square(), Any(0, 2), Any(3, 2)),
        new("Stack, rank 0", x => Variable.Stack(0, x[0], x[1]).Square(), x => Variable.Stack(0, x[0], x[1]).Square(), Any(), Any()),
        new("Gather, empty", x => x[0].Gather(NoPlaces, 1), x => x[0].Gather(NoPlaces, 1), Any(2, 3)),
        new("ScatterAdd, empty", x => x[0].ScatterAdd(NoPlaces, x[1], 1).Square(), x => x[0].ScatterAdd(NoPlaces, x[1], 1).Square(), Any(2, 3), Any(2, 0)),
        new("Slice", x => x[0][1, AxisSlice.Step(.., 2)].Square(), x => x[0][1, AxisSlice.Step(.., 2)].Square(), Any(2, 5)),
        new("Select", x => x[0].Select(-1, 1), x => x[0].Select(-1, 1), Any(2, 3)),
        new("Narrow", x => x[0].Narrow(0, 1, 2).Square(), x => x[0].Narrow(0, 1, 2).Square(), Any(4, 2)),
        new("Split", x => x[0].Split([1, 2], 1)[1] * x[0].Split(3, 1)[0], x => x[0].Split([1, 2], 1)[1] * x[0].Split(3, 1)[0], Any(2, 3)),
        new("Diagonal", x => x[0].Diagonal(1).Square(), x => x[0].Diagonal(1).Square(), Any(3, 4)),
        new("Trace", x => x[0].Trace(), x => x[0].Trace(), Any(2, 3, 3)),
        new("Diag", x => x[0].Diag().MatMul(x[1]), x => x[0].Diag().MatMul(x[1]), Any(2), Any(2, 3)),
        new("LowerTriangle", x => x[0].LowerTriangle(-1), x => x[0].LowerTriangle(-1), Any(3, 3)),
        new("UpperTriangle", x => x[0].UpperTriangle(), x => x[0].UpperTriangle(), Any(2, 3, 3)),
        new("Concatenate", x => Variable.Concatenate(1, x[0], x[1], x[0]).Square(), x => Variable.Concatenate(1, x[0], x[1], x[0]).Square(), Any(2, 2), Any(2, 1)),
        new("Stack", x => Variable.Stack(-1, x[0], x[1]).Square(), x => Variable.Stack(-1, x[0], x[1]).Square(), Any(2, 2), Any(2, 2)),
        new("Take", x => x[0].Take(Picks, 0).Square(), x => x[0].Take(Picks, 0).Square(), Any(3, 2)),
        new("Take, matrix of indices", x => x[0].Take(Places, -1), x => x[0].Take(Places, -1), Any(2, 3)),
        new("IndexAdd", x => x[0].IndexAdd(Picks, x[1], 0).Square(), x => x[0].IndexAdd(Picks, x[1], 0).Square(), Any(3, 2), Any(3, 2)),
        new("Gather", x => x[0].Gather(Places, 1).Square(), x => x[0].Gather(Places, 1).Square(), Any(2, 3)),
        new("ScatterAdd", x => x[0].ScatterAdd(Places, x[1], 1).Square(), x => x[0].ScatterAdd(Places, x[1], 1).Square(), Any(2, 3), Any(2, 3)),
    ];
}
