using System.Numerics;
using MathsIA.LinearAlgebra;
using static MathsIA.Tests.LinearAlgebra.MatrixSamples;

namespace MathsIA.Tests.LinearAlgebra;

public sealed class TriangularSolveDoubleTests : TriangularSolveTests<double>;

public sealed class TriangularSolveSingleTests : TriangularSolveTests<float>;

public abstract class TriangularSolveTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A well conditioned matrix of which only one triangle is finite.</summary>
    private static Tensor<T> Triangle(int n, bool upper, bool unit)
    {
        Tensor<T> a = Uniform<T>(n, n, 51);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
                a[i, j] = i == j ? (unit ? T.NaN : a[i, j] + T.CreateTruncating(2)) : upper == j > i ? a[i, j] / T.CreateTruncating(n) : T.NaN;
        }

        return a;
    }

    /// <summary>The same with its zeros and ones written out.</summary>
    private static Tensor<T> Whole(Tensor<T> triangle, bool unit)
    {
        Tensor<T> whole = triangle.Clone();
        for (int i = 0; i < whole.Shape[0]; i++)
        {
            for (int j = 0; j < whole.Shape[0]; j++)
                whole[i, j] = T.IsNaN(whole[i, j]) ? (i == j && unit ? T.One : T.Zero) : whole[i, j];
        }

        return whole;
    }

    [Theory, MemberData(nameof(MatrixSamples.OrderData), MemberType = typeof(MatrixSamples))]
    public void Every_triangle_side_and_transpose_solves_its_equation(int n)
    {
        foreach (bool upper in new[] { false, true })
        {
            foreach (bool unit in new[] { false, true })
            {
                Tensor<T> triangle = Triangle(n, upper, unit), whole = Whole(triangle, unit);
                foreach (bool transpose in new[] { false, true })
                {
                    Tensor<T> op = transpose ? whole.Transpose() : whole;
                    string what = $"n = {n}, upper {upper}, unit {unit}, transpose {transpose}";
                    Triangle named = upper ? MathsIA.LinearAlgebra.Triangle.Upper : MathsIA.LinearAlgebra.Triangle.Lower;
                    foreach (int k in new[] { 1, 7, 40 })
                    {
                        Tensor<T> b = Uniform<T>(n, k, 52);
                        Solves(op, Matrix.TriangularSolve(triangle, b, named, Side.Left, transpose, unit), b, what);
                        Tensor<T> c = Uniform<T>(k, n, 53);
                        Tensor<T> x = Matrix.TriangularSolve(triangle, c, named, Side.Right, transpose, unit);
                        Solves(op.Transpose(), x.Transpose(), c.Transpose(), $"right, {what}");
                    }

                    Tensor<T> v = Vector<T>(n);
                    Solves(op, Matrix.TriangularSolve(triangle, v, named, Side.Left, transpose, unit), v, $"vector, {what}");
                    Solves(op.Transpose(), Matrix.TriangularSolve(triangle, v, named, Side.Right, transpose, unit), v, $"row vector, {what}");
                }
            }
        }
    }

    [Theory, InlineData(1), InlineData(31), InlineData(100)]
    public void The_solution_is_that_of_the_naive_substitution(int n)
    {
        Tensor<T> l = Whole(Triangle(n, upper: false, unit: false), unit: false), b = Uniform<T>(n, 50, 54);
        double[,] expected = ReferenceFactorizations.SolveLower(ToDouble(l), ToDouble(b));
        Near(expected, ToDouble(Matrix.TriangularSolve(l, b, MathsIA.LinearAlgebra.Triangle.Lower)), Bound<T>(n), Norm(expected), $"n = {n}");
    }

    [Fact]
    public void A_column_has_the_same_bits_alone_and_among_others()
    {
        foreach (int n in new[] { 5, 32 })
        {
            Tensor<T> l = Triangle(n, upper: false, unit: false), b = Uniform<T>(n, 50, 55);
            Tensor<T> together = Matrix.TriangularSolve(l, b, MathsIA.LinearAlgebra.Triangle.Lower);
            for (int j = 0; j < 50; j += 7)
                Assert.True(SameBits(together[.., j].Clone(), Matrix.TriangularSolve(l, b[.., j], MathsIA.LinearAlgebra.Triangle.Lower)));
        }
    }

    [Fact]
    public void Batches_broadcast()
    {
        Tensor<T> triangles = Tensor.Zeros<T>(3, 1, 6, 6), b = Uniform<T>(2 * 6, 4, 56).Reshape(2, 6, 4);
        for (int i = 0; i < 3; i++)
            Triangle(6 , upper: true, unit: false).CopyTo(triangles[[(AxisSlice)i, 0]]);
        for (int i = 0; i < 3; i++)
            triangles[i, 0, 0, 0] = T.CreateTruncating(i + 1);
        Tensor<T> x = Matrix.TriangularSolve(triangles, b, MathsIA.LinearAlgebra.Triangle.Upper);
        Assert.Equal(new Shape(3, 2, 6, 4), x.Shape);
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 2; j++)
                Solves(Whole(triangles[[(AxisSlice)i, 0]], unit: false), x[[(AxisSlice)i, j]], b[[(AxisSlice)j]], $"{i}, {j}");
        }
    }

    [Fact]
    public void Bits_do_not_depend_on_the_number_of_threads() =>
        SameForAnyThreads(context => Matrix.TriangularSolve(Triangle(200, upper: true, unit: false), Uniform<T>(200, 700), MathsIA.LinearAlgebra.Triangle.Upper, context: context));

    [Fact]
    public void A_zero_on_the_diagonal_throws_and_bad_input_is_refused()
    {
        Tensor<T> l = Tensor.Eye<T>(4);
        l[2, 2] = T.Zero;
        Assert.Equal(2, Assert.Throws<SingularMatrixException>(() => Matrix.TriangularSolve(l, Vector<T>(4), MathsIA.LinearAlgebra.Triangle.Lower)).Pivot);
        Matrix.TriangularSolve(l, Vector<T>(4), MathsIA.LinearAlgebra.Triangle.Lower, unitDiagonal: true);
        Assert.Throws<ShapeMismatchException>("b", () => Matrix.TriangularSolve(l, Vector<T>(3), MathsIA.LinearAlgebra.Triangle.Lower));
        Assert.Throws<ShapeMismatchException>("b", () => Matrix.TriangularSolve(l, Uniform<T>(4, 3), MathsIA.LinearAlgebra.Triangle.Lower, Side.Right));
        Assert.Throws<ArgumentOutOfRangeException>("triangle", () => Matrix.TriangularSolve(l, Vector<T>(4), (Triangle)9));
        Assert.Throws<ArgumentOutOfRangeException>("side", () => Matrix.TriangularSolve(l, Vector<T>(4), MathsIA.LinearAlgebra.Triangle.Lower, (Side)9));
        l[3, 1] = T.NaN;
        Assert.Throws<ArgumentException>("a", () => Matrix.TriangularSolve(l, Vector<T>(4), MathsIA.LinearAlgebra.Triangle.Lower, unitDiagonal: true));
    }
}
