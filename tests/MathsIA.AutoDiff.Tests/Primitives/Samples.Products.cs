namespace MathsIA.AutoDiff.Tests;

public static partial class Samples
{
    private static IEnumerable<Sample> Products =>
    [
        new("MatMul", x => x[0].MatMul(x[1]), x => x[0].MatMul(x[1]), Any(2, 3), Any(3, 4)),
        new("MatMul, vectors", x => x[0].MatMul(x[1]), x => x[0].MatMul(x[1]), Any(3), Any(3)),
        new("MatMul, row", x => x[0].MatMul(x[1]), x => x[0].MatMul(x[1]), Any(3), Any(3, 2)),
        new("MatMul, column", x => x[0].MatMul(x[1]), x => x[0].MatMul(x[1]), Any(2, 3), Any(3)),
        new("MatMul, batch", x => x[0].MatMul(x[1]), x => x[0].MatMul(x[1]), Any(2, 2, 3), Any(2, 3, 2)),
        new("MatMul, batch by one", x => x[0].MatMul(x[1]), x => x[0].MatMul(x[1]), Any(2, 2, 3), Any(3, 2)),
        new("MatMul, one by batch", x => x[0].MatMul(x[1]), x => x[0].MatMul(x[1]), Any(2, 3), Any(2, 1, 3, 2)),
        new("MatMul, Gram", x => x[0].Transpose().MatMul(x[0]), x => x[0].Transpose().MatMul(x[0]), Any(3, 2)),
        new("Dot", x => x[0].Dot(x[1]), x => x[0].Dot(x[1]), Any(4), Any(4)),
        new("Outer", x => x[0].Outer(x[1]), x => x[0].Outer(x[1]), Any(2), Any(3)),
        .. Contractions("Einsum, matrices", "...ij,...jk->...ik"),
        .. Contractions("Einsum, transposed", "...ji,...kj->...ki", transposed: true),
        new("Einsum, numbers", x => Variable.Einsum(",->", x[0], x[1]), x => Variable.Einsum(",->", x[0], x[1]), Any(), Any()),
        new("Einsum, number and matrix", x => Variable.Einsum(",ij->ji", x[0], x[1]), x => Variable.Einsum(",ij->ji", x[0], x[1]), Any(), Any(2, 3)),
        new("Einsum, product", x => Variable.Einsum("ij,jk->ki", x[0], x[1]), x => Variable.Einsum("ij,jk->ki", x[0], x[1]), Any(2, 3), Any(3, 2)),
        new("Einsum, form", x => Variable.Einsum("i,ij,j->", x[0], x[1], x[2]), x => Variable.Einsum("i,ij,j->", x[0], x[1], x[2]), Any(2), Any(2, 3), Any(3)),
        new("Einsum, summed label", x => Variable.Einsum("ij,kl->k", x[0], x[1]), x => Variable.Einsum("ij,kl->k", x[0], x[1]), Any(2, 3), Any(3, 2)),
        new("Einsum, trace", x => Variable.Einsum("ii->", x[0]), x => Variable.Einsum("ii->", x[0]), Any(3, 3)),
        new("Einsum, ellipsis", x => Variable.Einsum("...ij,...jk", x[0], x[1]), x => Variable.Einsum("...ij,...jk", x[0], x[1]), Any(2, 2, 3), Any(3, 2)),
        new("Einsum, length 1", x => Variable.Einsum("ij,ij->i", x[0], x[1]), x => Variable.Einsum("ij,ij->i", x[0], x[1]), Any(2, 1), Any(2, 3)),
        new("MatMul, vector by batch", x => x[0].MatMul(x[1]), x => x[0].MatMul(x[1]), Any(3), Any(2, 3, 2)),
        new("MatMul, batch by vector", x => x[0].MatMul(x[1]), x => x[0].MatMul(x[1]), Any(2, 2, 3), Any(3)),
        new("Dot, empty", x => x[0].Dot(x[1]), x => x[0].Dot(x[1]), Any(0), Any(0)),
        new("Outer, empty", x => x[0].Outer(x[1]), x => x[0].Outer(x[1]), Any(0), Any(3)),
        new("MatMul, no inner", x => x[0].MatMul(x[1]), x => x[0].MatMul(x[1]), Any(2, 0), Any(0, 3)),
        new("MatMul, no rows", x => x[0].MatMul(x[1]), x => x[0].MatMul(x[1]), Any(0, 2), Any(2, 3)),
        new("MatMul, no batch", x => x[0].MatMul(x[1]), x => x[0].MatMul(x[1]), Any(0, 2, 3), Any(3, 2)),
        new("Outer, rank 0", x => x[0].Outer(x[1]), x => x[0].Outer(x[1]), Any(), Any(3)),
        new("Einsum, empty", x => Variable.Einsum("ij,jk->ik", x[0], x[1]), x => Variable.Einsum("ij,jk->ik", x[0], x[1]), Any(2, 0), Any(0, 2)),
    ];

    /// <summary>The rows of a product of matrices as a contraction: one, batches that broadcast each way, no inner length, no rows, no batch.</summary>
    private static IEnumerable<Sample> Contractions(string name, string equation, bool transposed = false)
    {
        (string, int[], int[])[] shapes =
        [
            ("", [2, 3], [3, 2]), (", right broadcast", [2, 2, 3], [3, 2]), (", left broadcast", [2, 3], [2, 3, 1]), (", both broadcast", [2, 1, 2, 3], [3, 3, 2]),
            (", no inner", [2, 0], [0, 2]), (", no rows", [0, 3], [3, 2]), (", no batch", [0, 2, 3], [3, 2]),
        ];
        foreach ((string shape, int[] left, int[] right) in shapes)
            yield return new(name + shape, x => Variable.Einsum(equation, x[0], x[1]), x => Variable.Einsum(equation, x[0], x[1]), Any(Turned(left)), Any(Turned(right)));

        int[] Turned(int[] lengths) => transposed ? [.. lengths[..^2], lengths[^1], lengths[^2]] : lengths;
    }
}
