using MathsIA.LinearAlgebra;

namespace MathsIA.AutoDiff.Tests;

public static partial class Samples
{
    private static IEnumerable<Sample> LinearAlgebra =>
    [
        new("Cholesky", x => x[0].MatMul(x[0].Transpose(-1, -2)).Cholesky(), x => x[0].MatMul(x[0].Transpose(-1, -2)).Cholesky(), Dominant(3)),
        new("Cholesky, batch", x => x[0].MatMul(x[0].Transpose(-1, -2)).Cholesky(), x => x[0].MatMul(x[0].Transpose(-1, -2)).Cholesky(), Dominant(2, 2)),
        new("TriangularSolve", x => x[0].TriangularSolve(x[1], Triangle.Lower), x => x[0].TriangularSolve(x[1], Triangle.Lower), Dominant(3), Any(3, 2)),
        new("TriangularSolve, transposed, broadcast", x => x[0].TriangularSolve(x[1], Triangle.Upper, transpose: true), x => x[0].TriangularSolve(x[1], Triangle.Upper, transpose: true), Dominant(3), Any(2, 3, 2)),
        new("Solve", x => x[0].Solve(x[1]), x => x[0].Solve(x[1]), Dominant(3), Any(3, 2)),
        new("Solve, vector", x => x[0].Solve(x[1]), x => x[0].Solve(x[1]), Dominant(3), Any(3)),
        new("Inverse", x => x[0].Inverse(), x => x[0].Inverse(), Dominant(2, 3)),
        new("LogDeterminant", x => x[0].LogDeterminant(), x => x[0].LogDeterminant(), Dominant(2, 3)),
        new("SymmetricEigen, values", x => x[0].SymmetricEigen().Values, x => x[0].SymmetricEigen().Values, Dominant(3)),
        new("SymmetricEigen, vectors", x => x[0].SymmetricEigen().Vectors.Square(), x => x[0].SymmetricEigen().Vectors.Square(), Spread(3)),
        new("SymmetricEigen, whole", x => Rebuilt(x[0].SymmetricEigen()), x => Rebuilt(x[0].SymmetricEigen()), Spread(3)),
    ];

    private static Variable<T> Rebuilt<T>((Variable<T> Values, Variable<T> Vectors) eigen) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        (eigen.Vectors * eigen.Values.Exp()).MatMul(eigen.Vectors.Transpose());

    /// <summary>Well conditioned square matrices: one of order n, or several.</summary>
    private static Tensor<double> Dominant(params int[] counts) =>
        Any([.. counts, counts[^1]]) * 0.5 + Tensor.Eye<double>(counts[^1]) * 3.0;

    /// <summary>A matrix with eigenvalues far from each other.</summary>
    private static Tensor<double> Spread(int n) => Any(n, n) * 0.3 + Tensor.From([.. Enumerable.Range(1, n).Select(i => 2.0 * i)]).Diag();
}
