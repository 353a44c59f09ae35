namespace MathsIA.AutoDiff.Tests;

public static partial class Samples
{
    private static IEnumerable<Sample> Shapes =>
    [
        new("Reshape", x => x[0].Reshape(3, -1).Square(), x => x[0].Reshape(3, -1).Square(), Any(2, 3)),
        new("Flatten, Unsqueeze, Squeeze", x => x[0].Flatten().Unsqueeze(0).Unsqueeze(-1).Squeeze(0), x => x[0].Flatten().Unsqueeze(0).Unsqueeze(-1).Squeeze(0), Any(2, 2)),
        new("BroadcastTo", x => x[0].BroadcastTo(2, 3, 2).Square(), x => x[0].BroadcastTo(2, 3, 2).Square(), Any(3, 1)),
        new("SumTo", x => x[0].SumTo(3, 1), x => x[0].SumTo(3, 1), Any(2, 3, 2)),
        new("Permute", x => x[0].Permute(2, 0, 1).Square(), x => x[0].Permute(2, 0, 1).Square(), Any(2, 3, 2)),
        new("Transpose", x => x[0].Transpose().Square(), x => x[0].Transpose().Square(), Any(2, 3)),
        new("Transpose of two axes", x => x[0].Transpose(0, -1), x => x[0].Transpose(0, -1), Any(2, 3, 2)),
        new("MoveAxis", x => x[0].MoveAxis(0, -1), x => x[0].MoveAxis(0, -1), Any(2, 3, 2)),
        new("Flip", x => x[0].Flip(0, -1).CumulativeSum(), x => x[0].Flip(0, -1).CumulativeSum(), Any(2, 3)),
        new("Reshape, rank 0", x => x[0].Reshape(1, 1).Square(), x => x[0].Reshape(1, 1).Square(), Any()),
        new("Reshape, empty", x => x[0].Reshape(3, 0), x => x[0].Reshape(3, 0), Any(0, 2)),
        new("BroadcastTo, rank 0", x => x[0].BroadcastTo(2, 3), x => x[0].BroadcastTo(2, 3), Any()),
        new("BroadcastTo, to nothing", x => x[0].BroadcastTo(0, 3), x => x[0].BroadcastTo(0, 3), Any(3)),
        new("SumTo, rank 0", x => x[0].SumTo(), x => x[0].SumTo(), Any(2, 3)),
        new("Permute, empty", x => x[0].Permute(1, 0), x => x[0].Permute(1, 0), Any(0, 2)),
        new("Flip, empty", x => x[0].Flip(0), x => x[0].Flip(0), Any(0, 2)),
        new("Unsqueeze, rank 0", x => x[0].Unsqueeze(0).Square(), x => x[0].Unsqueeze(0).Square(), Any()),
        new("Transpose, rank 0", x => x[0].Transpose(), x => x[0].Transpose(), Any()),
        new("Transpose, empty", x => x[0].Transpose(0, 2), x => x[0].Transpose(0, 2), Any(2, 0, 3)),
        new("MoveAxis, empty", x => x[0].MoveAxis(-1, 0), x => x[0].MoveAxis(-1, 0), Any(2, 0)),
        new("SumTo, of nothing", x => x[0].SumTo(3), x => x[0].SumTo(3), Any(0, 3)),
        new("Flip, rank 0", x => x[0].Flip(), x => x[0].Flip(), Any()),
    ];
}
