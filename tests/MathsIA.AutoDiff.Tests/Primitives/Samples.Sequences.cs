namespace MathsIA.AutoDiff.Tests;

public static partial class Samples
{
    private static IEnumerable<Sample> Sequences =>
    [
        .. Along("CumulativeProduct", (x, axis) => x.CumulativeProduct(axis), (x, axis) => x.CumulativeProduct(axis)),
        new("CumulativeProduct with zeros", x => x[0].CumulativeProduct(), x => x[0].CumulativeProduct(), Tensor.From([1.5, 0, 2, -1, 0.5, 0, 3, 0, 1.2, 2], 2, 5)),
        .. Along("AssociativeScan, maximum", (x, axis) => x.AssociativeScan((a, b) => a.Maximum(b), axis), (x, axis) => x.AssociativeScan((a, b) => a.Maximum(b), axis)),
        .. Along("AssociativeScan, backwards", (x, axis) => x.AssociativeScan((a, b) => a * b, axis, backwards: true), (x, axis) => x.AssociativeScan((a, b) => a * b, axis, backwards: true)),
        new("AssociativeScan, pairs", x => Recurrence(x[0], x[1]), x => Recurrence(x[0], x[1]), Any(6, 2), Any(6, 2)),
        new("LinearRecurrence", x => x[0].LinearRecurrence(x[1], 0), x => x[0].LinearRecurrence(x[1], 0), Any(5, 3), Any(5, 3)),
        new("LinearRecurrence, last axis", x => x[0].LinearRecurrence(x[1], -1), x => x[0].LinearRecurrence(x[1], -1), Any(2, 6), Any(2, 6)),
        new("LinearRecurrence, middle axis", x => x[0].LinearRecurrence(x[1], 1), x => x[0].LinearRecurrence(x[1], 1), Any(2, 3, 2), Any(2, 3, 2)),
        new("LinearRecurrence, backwards", x => x[0].LinearRecurrence(x[1], 1, backwards: true), x => x[0].LinearRecurrence(x[1], 1, backwards: true), Any(2, 4), Any(2, 4)),
        new("LinearRecurrence, initial", x => x[0].LinearRecurrence(x[1], 0, x[2]), x => x[0].LinearRecurrence(x[1], 0, x[2]), Any(4, 2), Any(4, 2), Any(2)),
        new("LinearRecurrence, initial, backwards", x => x[0].LinearRecurrence(x[1], 0, x[2], true), x => x[0].LinearRecurrence(x[1], 0, x[2], true), Any(4, 2), Any(4, 2), Any(2)),
        new("LinearRecurrence, broadcast", x => x[0].LinearRecurrence(x[1], 1), x => x[0].LinearRecurrence(x[1], 1), Any(3), Any(2, 4, 3)),
        new("LinearRecurrence, one step", x => x[0].LinearRecurrence(x[1], 0), x => x[0].LinearRecurrence(x[1], 0), Any(1, 3), Any(1, 3)),
        new("LinearRecurrence, no steps", x => x[0].LinearRecurrence(x[1], 0), x => x[0].LinearRecurrence(x[1], 0), Any(0, 3), Any(0, 3)),
        new("LinearRecurrence, no columns", x => x[0].LinearRecurrence(x[1], 0), x => x[0].LinearRecurrence(x[1], 0), Any(3, 0), Any(3, 0)),
    ];

    /// <summary><c>h_t = a_t h_(t−1) + b_t</c> as a scan of pairs.</summary>
    public static Variable<T> Recurrence<T>(Variable<T> a, Variable<T> b) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        Variable.AssociativeScan<T>([a, b], (earlier, later) => [earlier[0] * later[0], later[0] * earlier[1] + later[1]], 0)[1];
}
