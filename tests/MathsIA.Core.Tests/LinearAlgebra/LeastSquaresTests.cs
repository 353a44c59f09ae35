using System.Numerics;
using MathsIA.LinearAlgebra;
using static MathsIA.Tests.LinearAlgebra.MatrixSamples;

namespace MathsIA.Tests.LinearAlgebra;

public sealed class LeastSquaresDoubleTests : LeastSquaresTests<double>;

public sealed class LeastSquaresSingleTests : LeastSquaresTests<float>;

public abstract class LeastSquaresTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static TheoryData<int, int, int> Cases => new()
    {
        { 1, 1, 1 }, { 5, 2, 2 }, { 40, 30, 30 }, { 70, 70, 70 }, { 30, 45, 30 }, { 3, 20, 3 },
        { 40, 30, 17 }, { 30, 40, 12 }, { 60, 60, 33 }, { 5, 5, 1 },
    };

    [Theory, MemberData(nameof(Cases))]
    public void The_solution_meets_the_normal_equations_and_has_no_part_in_the_null_space(int m, int n, int rank)
    {
        Tensor<T> a = rank == Math.Min(m, n) ? Uniform<T>(m, n, 41) : Deficient<T>(m, n, rank);
        foreach (Tensor<T> b in new[] { Vector<T>(m), Uniform<T>(m, 6, 42) })
        {
            LeastSquaresSolution<T> found = Matrix.LeastSquares(a, b);
            Assert.Equal(rank, found.Rank);
            Assert.InRange(found.ReciprocalCondition, T.Epsilon, T.One);
            Assert.Equal(b.Rank == 1 ? new Shape(n) : new Shape(n, 6), found.Solution.Shape);

            double[,] x = ToDouble(found.Solution), residual = Multiply(ToDouble(a), x), sides = ToDouble(b);
            for (int i = 0; i < residual.GetLength(0); i++)
            {
                for (int j = 0; j < residual.GetLength(1); j++)
                    residual[i, j] = sides[i, j] - residual[i, j];
            }

            // Optimality: Aᵀ (B - A X) = 0, to the accuracy that a backward stable method owes.
            double scale = Norm(a) * (Norm(b) + Norm(a) * Norm(x));
            double[,] gradient = Multiply(ToDouble(a.Transpose()), residual);
            Near(new double[n, x.GetLength(1)], gradient, Bound<T>(Math.Max(m, n)), scale, $"gradient {m} x {n}, rank {rank}");

            // Least norm: X lies in the row space, so projecting it there changes nothing.
            QrFactorization<T> rows = Matrix.Qr(a.Transpose(), pivot: true);
            Tensor<T> basis = rows.Q()[.., ..rank];
            double[,] projected = Multiply(ToDouble(basis), Multiply(ToDouble(basis.Transpose()), x));
            Near(x, projected, 1000 * Bound<T>(Math.Max(m, n)), Norm(x), $"row space {m} x {n}, rank {rank}");

            Tensor<T> norms = found.ResidualNorms.Reshape(x.GetLength(1));
            for (int j = 0; j < x.GetLength(1); j++)
            {
                double sum = 0;
                for (int i = 0; i < m; i++)
                    sum += residual[i, j] * residual[i, j];
                Assert.Equal(Math.Sqrt(sum), double.CreateTruncating(norms[j]), 100 * Bound<T>(n) * (1 + Norm(b)));
            }
        }
    }

    [Fact]
    public void A_line_through_points_is_the_known_one()
    {
        Tensor<T> a = Tensor.From(new double[,] { { 1, 0 }, { 1, 1 }, { 1, 2 } }) is var d ? From<T>(ToDouble(d)) : null!;
        LeastSquaresSolution<T> line = Matrix.LeastSquares(a, Tensor.From(new[] { T.CreateTruncating(6), T.Zero, T.Zero }));
        Assert.Equal(5, double.CreateTruncating(line.Solution[0]), 1e-5);
        Assert.Equal(-3, double.CreateTruncating(line.Solution[1]), 1e-5);
        Assert.Equal(Math.Sqrt(6), double.CreateTruncating(line.ResidualNorms.ToScalar()), 1e-5);
    }

    [Theory, InlineData(0, 3), InlineData(3, 0), InlineData(0, 0)]
    public void Empty_problems_have_the_zero_solution(int m, int n)
    {
        LeastSquaresSolution<T> found = Matrix.LeastSquares(Tensor.Zeros<T>(m, n), Tensor.Ones<T>(m));
        Assert.Equal(0, found.Rank);
        Assert.Equal(new Shape(n), found.Solution.Shape);
        Assert.All(found.Solution.ToArray(), x => Assert.Equal(T.Zero, x));
        Assert.Equal(Math.Sqrt(m), double.CreateTruncating(found.ResidualNorms.ToScalar()), 1e-6);
    }

    [Fact]
    public void The_zero_matrix_has_the_zero_solution()
    {
        LeastSquaresSolution<T> found = Matrix.LeastSquares(Tensor.Zeros<T>(4, 3), Tensor.Ones<T>(4));
        Assert.Equal(0, found.Rank);
        Assert.All(found.Solution.ToArray(), x => Assert.Equal(T.Zero, x));
    }

    [Fact]
    public void Bits_do_not_depend_on_the_number_of_threads() =>
        SameForAnyThreads(context => Matrix.LeastSquares(Deficient<T>(150, 120, 60), Uniform<T>(150, 9), context).Solution);

    [Fact]
    public void Bad_input_is_refused_by_name()
    {
        Assert.Throws<ArgumentNullException>("a", () => Matrix.LeastSquares(null!, Vector<T>(2)));
        Assert.Throws<ArgumentNullException>("b", () => Matrix.LeastSquares(Uniform<T>(2, 2), null!));
        Assert.Throws<ShapeMismatchException>("b", () => Matrix.LeastSquares(Uniform<T>(3, 2), Vector<T>(2)));
        Tensor<T> bad = Vector<T>(3);
        bad[1] = T.NaN;
        Assert.Throws<ArgumentException>("b", () => Matrix.LeastSquares(Uniform<T>(3, 2), bad));
        Assert.Throws<ArgumentException>("a", () => Matrix.LeastSquares(bad.Unsqueeze(1), Vector<T>(3)));
    }
}
