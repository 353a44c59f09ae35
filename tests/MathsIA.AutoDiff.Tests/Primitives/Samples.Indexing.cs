namespace MathsIA.AutoDiff.Tests;

public static partial class Samples
{
    private static IEnumerable<Sample> Indexing =>
    [
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
        new("Sort", x => x[0].Sort().CumulativeSum(), x => x[0].Sort().CumulativeSum(), Any(2, 4)),
        new("Sort, first axis, descending", x => x[0].Sort(0, descending: true).CumulativeSum(0), x => x[0].Sort(0, descending: true).CumulativeSum(0), Any(4, 2)),
        new("TopK", x => x[0].TopK(2).Values.Square(), x => x[0].TopK(2).Values.Square(), Any(2, 4)),
        new("ScatterAdd", x => x[0].ScatterAdd(Places, x[1], 1).Square(), x => x[0].ScatterAdd(Places, x[1], 1).Square(), Any(2, 3), Any(2, 3)),
    ];
}
