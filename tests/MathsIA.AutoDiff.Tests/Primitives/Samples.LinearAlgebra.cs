using MathsIA.LinearAlgebra;

namespace MathsIA.AutoDiff.Tests;

public static partial class Samples
{
    private static IEnumerable<Sample> LinearAlgebra =>
    [
        .. Squares("Cholesky", x => x.MatMul(x.Transpose(-1, -2)).Cholesky(), x => x.MatMul(x.Transpose(-1, -2)).Cholesky()),
        .. Squares("Inverse", x => x.Inverse(), x => x.Inverse()),
        .. Squares("LogDeterminant", x => x.LogDeterminant(), x => x.LogDeterminant()),
        .. Squares("SymmetricEigen, values", x => x.SymmetricEigen().Values, x => x.SymmetricEigen().Values),
        .. Systems("Solve", (a, b) => a.Solve(b), (a, b) => a.Solve(b)),
        .. Systems("Solve, transposed", (a, b) => a.Transpose(-1, -2).Solve(b), (a, b) => a.Transpose(-1, -2).Solve(b)),
        .. Systems("TriangularSolve", (a, b) => a.TriangularSolve(b, Triangle.Lower), (a, b) => a.TriangularSolve(b, Triangle.Lower)),
        .. Systems("TriangularSolve, transposed", (a, b) => a.TriangularSolve(b, Triangle.Upper, true), (a, b) => a.TriangularSolve(b, Triangle.Upper, true)),
        .. Systems("Factor, solution and determinant", (a, b) => Both(a.Factor(), b), (a, b) => Both(a.Factor(), b)),
        .. Systems("Factor, transposed", (a, b) => a.Factor().Solve(b, transpose: true), (a, b) => a.Factor().Solve(b, transpose: true)),
        new("Solve, vector", x => x[0].Solve(x[1]), x => x[0].Solve(x[1]), Dominant(3), Any(3)),
        new("SymmetricEigen, vectors", x => x[0].SymmetricEigen().Vectors.Square(), x => x[0].SymmetricEigen().Vectors.Square(), Spread(3)),
        new("SymmetricEigen, whole", x => Rebuilt(x[0].SymmetricEigen()), x => Rebuilt(x[0].SymmetricEigen()), Spread(3)),
        .. Matrices("Svd, values", x => x.Svd().Values, x => x.Svd().Values),
        .. Matrices("Svd, left vectors", x => x.Svd().U.Square(), x => x.Svd().U.Square()),
        .. Matrices("Svd, right vectors", x => x.Svd().Vt.Square(), x => x.Svd().Vt.Square()),
        .. Matrices("Svd, whole", x => Rebuilt(x.Svd()), x => Rebuilt(x.Svd())),
        .. Matrices("NuclearNorm", x => x.NuclearNorm(), x => x.NuclearNorm()),
        .. Matrices("SpectralNorm", x => x.SpectralNorm(), x => x.SpectralNorm()),
        .. Matrices("Qr, orthogonal factor", x => x.Qr().Q, x => x.Qr().Q),
        .. Matrices("Qr, triangular factor", x => x.Qr().R, x => x.Qr().R),
        .. Matrices("Qr, both", x => x.Qr().Q.MatMul(x.Qr().R.Square()), x => x.Qr().Q.MatMul(x.Qr().R.Square())),
    ];

    private static Variable<T> Both<T>(FactoredMatrix<T> a, Variable<T> b) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        a.Solve(b) * a.LogDeterminant().Unsqueeze(-1).Unsqueeze(-1);

    private static Variable<T> Rebuilt<T>((Variable<T> Values, Variable<T> Vectors) eigen) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        (eigen.Vectors * eigen.Values.Exp()).MatMul(eigen.Vectors.Transpose());

    private static Variable<T> Rebuilt<T>((Variable<T> U, Variable<T> Values, Variable<T> Vt) parts) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        (parts.U * parts.Values.Exp().Unsqueeze(-2)).MatMul(parts.Vt);

    /// <summary>The rows of an operation on square matrices: one, a batch, order 1, no matrices, order 0.</summary>
    private static IEnumerable<Sample> Squares(string name, Func<Variable<double>, Variable<double>> function, Func<Variable<float>, Variable<float>> single)
    {
        foreach ((string use, int[] counts) in new (string, int[])[] { ("", [4]), (", batch", [2, 3]), (", order 1", [1]), (", no matrices", [0, 2]), (", order 0", [0]) })
            yield return new(name + use, x => function(x[0]), x => single(x[0]), Dominant(counts));
    }

    /// <summary>The rows of an operation on any matrices: tall, wide, square, a batch of each, one column, no matrices.</summary>
    private static IEnumerable<Sample> Matrices(string name, Func<Variable<double>, Variable<double>> function, Func<Variable<float>, Variable<float>> single)
    {
        (string, Tensor<double>)[] uses =
        [
            ("", Spread(3)), (", tall", Concat(Spread(3), Any(2, 3))), (", wide", Concat(Spread(3), Any(2, 3)).Transpose().Clone()),
            (", batch of tall", Tensor.Stack(0, Concat(Spread(2), Any(1, 2)), Concat(Spread(2) * 1.3, Any(1, 2) * -0.5))),
            (", batch of wide", Tensor.Stack(0, Concat(Spread(2), Any(1, 2)), Concat(Spread(2) * 1.3, Any(1, 2) * -0.5)).Transpose(-1, -2).Clone()),
            (", column", Positive(3, 1)), (", no matrices", Any(0, 3, 2)),
        ];
        foreach ((string use, Tensor<double> x) in uses)
            yield return new(name + use, y => function(y[0]), y => single(y[0]), x);
    }

    /// <summary>The rows of the solution of systems: one matrix, a batch, broadcasting each way, no right sides.</summary>
    private static IEnumerable<Sample> Systems(string name, Func<Variable<double>, Variable<double>, Variable<double>> function, Func<Variable<float>, Variable<float>, Variable<float>> single)
    {
        (string, Tensor<double>, Tensor<double>)[] uses =
        [
            ("", Dominant(3), Any(3, 2)), (", batch", Dominant(2, 3), Any(2, 3, 1)), (", one matrix", Dominant(3), Any(2, 3, 2)),
            (", one right side", Dominant(2, 3), Any(3, 2)), (", no right sides", Dominant(3), Any(3, 0)),
        ];
        foreach ((string use, Tensor<double> a, Tensor<double> b) in uses)
            yield return new(name + use, x => function(x[0], x[1]), x => single(x[0], x[1]), a, b);
    }

    private static Tensor<double> Concat(Tensor<double> upper, Tensor<double> lower) => Tensor.Concatenate(0, upper, lower);

    /// <summary>Well conditioned square matrices: one of order n, or several.</summary>
    private static Tensor<double> Dominant(params int[] counts) =>
        Any([.. counts, counts[^1]]) * 0.5 + Tensor.Eye<double>(counts[^1]) * 3.0;

    /// <summary>A matrix with eigenvalues far from each other.</summary>
    private static Tensor<double> Spread(int n) => Any(n, n) * 0.3 + Tensor.From([.. Enumerable.Range(1, n).Select(i => 2.0 * i)]).Diag();
}
