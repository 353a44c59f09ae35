using System.Numerics;
using MathsIA.LinearAlgebra;
using static MathsIA.Tests.LinearAlgebra.MatrixSamples;

namespace MathsIA.Tests.LinearAlgebra;

public sealed class LuFactorizationDoubleTests : LuFactorizationTests<double>;

public sealed class LuFactorizationSingleTests : LuFactorizationTests<float>;

public abstract class LuFactorizationTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static T Of(double value) => T.CreateTruncating(value);

    [Theory, MemberData(nameof(MatrixSamples.ShapeData), MemberType = typeof(MatrixSamples))]
    public void The_factors_give_the_permuted_matrix_back(int m, int n)
    {
        foreach ((string name, Tensor<T> a) in Kinds<T>(m, n))
        {
            LuFactorization<T> lu = Matrix.Lu(a);
            int k = Math.Min(m, n);
            Tensor<T> l = lu.Lower(), u = lu.Upper();
            Assert.Equal(new Shape(m, k), l.Shape);
            Assert.Equal(new Shape(k, n), u.Shape);
            int[] rows = lu.Permutation();
            Assert.Equal(Enumerable.Range(0, m), rows.Order());
            var permuted = new double[m, n];
            for (int i = 0; i < m; i++)
            {
                for (int j = 0; j < n; j++)
                    permuted[i, j] = double.CreateTruncating(a[rows[i], j]);
                for (int j = 0; j < k; j++)
                    Assert.True(T.Abs(l[i, j]) <= T.One + Of(4) * Epsilon<T>(), $"{name}: a multiplier exceeds one");
            }

            Near(permuted, Multiply(l, u), Bound<T>(Math.Max(m, n)), Norm(a), $"{name} {m} x {n}");
        }
    }

    [Theory, InlineData(1), InlineData(8), InlineData(33), InlineData(100)]
    public void The_pivots_are_those_of_the_naive_elimination(int n)
    {
        Tensor<T> a = Uniform<T>(n, n);
        (double[,] factors, int[] permutation) = ReferenceFactorizations.Lu(ToDouble(a));
        LuFactorization<T> lu = Matrix.Lu(a);
        Assert.Equal(permutation, lu.Permutation());
        Tensor<T> u = lu.Upper();
        for (int i = 0; i < n; i++)
            Assert.Equal(factors[i, i], double.CreateTruncating(u[i, i]), Math.Abs(factors[i, i]) * 1000 * Bound<T>(n));
    }

    [Theory, MemberData(nameof(MatrixSamples.OrderData), MemberType = typeof(MatrixSamples))]
    public void Solutions_satisfy_the_system(int n)
    {
        foreach ((string name, Tensor<T> a) in Kinds<T>(n, n))
        {
            LuFactorization<T> lu = Matrix.Lu(a);
            if (lu.IsSingular || name is "rank-deficient")
                continue;
            Tensor<T> vector = Vector<T>(n), b = Uniform<T>(n, 37, 6);
            Solves(a, lu.Solve(vector), vector, $"{name}, one right side, n = {n}");
            Solves(a, lu.Solve(b), b, $"{name}, n = {n}");
            Solves(a.Transpose(), lu.Solve(vector, transpose: true), vector, $"{name}, transposed, one right side, n = {n}");
            Solves(a.Transpose(), lu.Solve(b, transpose: true), b, $"{name}, transposed, n = {n}");
            Solves(a, Matrix.Solve(a, b), b, $"{name}, at once, n = {n}");
            Assert.True(SameBits(lu.Solve(b), Matrix.Solve(a, b)));
        }
    }

    [Theory, InlineData(1), InlineData(20), InlineData(70)]
    public void The_inverse_inverts(int n)
    {
        Tensor<T> a = Uniform<T>(n, n);
        Tensor<T> inverse = Matrix.Lu(a).Inverse();
        Near(ToDouble(Tensor.Eye<T>(n)), Multiply(a, inverse), Bound<T>(n), Norm(a) * Norm(inverse), "A A⁻¹");
        Assert.True(SameBits(inverse, Matrix.Inverse(a)));
    }

    [Fact]
    public void Determinants_have_sign_size_and_range()
    {
        Assert.Equal(-2, double.CreateTruncating(Matrix.Determinant(Tensor.From(new[] { T.One, Of(2), Of(3), Of(4) }, 2, 2))), 1e-5);
        Tensor<T> exchange = Tensor.From(new[] { T.Zero, T.One, T.One, T.Zero }, 2, 2);
        Assert.Equal(T.NegativeOne, Matrix.Determinant(exchange));
        Assert.Equal(new LogDeterminant<T>(-1, T.Zero), Matrix.LogDeterminant(exchange));
        Assert.Equal(T.One, Matrix.Determinant(Tensor.Zeros<T>(0, 0)));
        Assert.Equal(T.Zero, Matrix.Determinant(Tensor.Zeros<T>(3, 3)));
        Assert.Equal(new LogDeterminant<T>(0, T.NegativeInfinity), Matrix.LogDeterminant(Tensor.Zeros<T>(3, 3)));

        // Half of the factors huge, half tiny: partial products leave the range, the determinant does not.
        Tensor<T> d = Tensor.Zeros<T>(80, 80);
        for (int i = 0; i < 80; i++)
            d[i, i] = Of(i < 40 ? 1e12 : 1e-12);
        Assert.Equal(1, double.CreateTruncating(Matrix.Determinant(d)), 1e-4);
        Assert.Equal(0, double.CreateTruncating(Matrix.LogDeterminant(d).LogMagnitude), 1e-3);

        foreach (int n in new[] { 3, 12 })
        {
            Tensor<T> a = Uniform<T>(n, n, 21), b = Uniform<T>(n, n, 22);
            double product = double.CreateTruncating(Matrix.Determinant(a)) * double.CreateTruncating(Matrix.Determinant(b));
            Assert.Equal(product, double.CreateTruncating(Matrix.Determinant(From<T>(Multiply(a, b)))), Math.Abs(product) * 1e-3);
            Assert.Equal(double.CreateTruncating(Matrix.Determinant(a)), double.CreateTruncating(Matrix.LogDeterminant(a).ToDeterminant()), 1e-4);
        }
    }

    [Fact]
    public void A_singular_matrix_is_flagged_and_only_the_inverse_throws()
    {
        foreach (int n in new[] { 1, 5, 40, 100 })
        {
            int dead = n / 2;
            Tensor<T> a = Uniform<T>(n, n);
            for (int i = 0; i < n; i++)
                a[i, dead] = T.Zero;
            LuFactorization<T> lu = Matrix.Lu(a);
            Assert.True(lu.IsSingular);
            Assert.Equal(dead, lu.ZeroPivot);
            Assert.Equal(T.Zero, lu.ReciprocalCondition());
            Assert.Equal(T.Zero, lu.Determinant());
            Assert.Equal(dead, Assert.Throws<SingularMatrixException>(() => lu.Solve(Vector<T>(n))).Pivot);
            Assert.Equal(dead, Assert.Throws<SingularMatrixException>(() => Matrix.Solve(a, Vector<T>(n))).Pivot);
            Assert.Throws<SingularMatrixException>(() => lu.Inverse());
            Assert.Throws<SingularMatrixException>(() => Matrix.Inverse(a));
        }
    }

    [Fact]
    public void The_condition_estimate_is_within_a_factor_of_three()
    {
        foreach (Tensor<T> a in new[] { Uniform<T>(1, 1), Uniform<T>(2, 2), Uniform<T>(50, 50), Hilbert<T>(4, 4), Graded<T>(30, 30) })
        {
            LuFactorization<T> lu = Matrix.Lu(a);
            double exact = 1 / (OneNorm(a) * OneNorm(lu.Inverse()));
            Assert.InRange(double.CreateTruncating(lu.ReciprocalCondition()), 0.99 * exact, 3 * exact);
        }
    }

    [Fact]
    public void Tiny_and_huge_pivots_do_not_spoil_the_solution()
    {
        foreach (double scale in new[] { 1e-36, 1e30 })
        {
            Tensor<T> a = Uniform<T>(20, 20);
            foreach (ref T value in a.AsSpan())
                value *= Of(scale);
            Tensor<T> x = Matrix.Solve(a, Tensor.Ones<T>(20));
            foreach (ref T value in x.AsSpan())
                value *= Of(scale);
            Solves(Uniform<T>(20, 20), x, Tensor.Ones<T>(20), $"scale {scale}");
        }

        // A pivot so small that its reciprocal overflows must be divided by.
        Tensor<T> smallest = Tensor.From(new[] { T.Epsilon * Of(4) }, 1, 1);
        Assert.Equal(Of(2), Matrix.Solve(smallest, Tensor.From(new[] { T.Epsilon * Of(8) }))[0]);
    }

    [Fact]
    public void A_solution_out_of_range_throws_instead_of_handing_out_infinities()
    {
        Tensor<T> tiny = Tensor.From(new[] { T.Epsilon }, 1, 1), one = Tensor.Ones<T>(1);
        Assert.Throws<OverflowException>(() => Matrix.Solve(tiny, one));
        Assert.Throws<OverflowException>(() => Matrix.Inverse(tiny));
        Assert.Throws<OverflowException>(() => Matrix.Lu(tiny).Solve(one));
        Assert.Throws<OverflowException>(() => Matrix.Lu(tiny).Inverse());
        Assert.Throws<OverflowException>(() => Matrix.Qr(tiny).Solve(one));
        Assert.Throws<OverflowException>(() => Matrix.LeastSquares(tiny, one));
        Assert.Throws<OverflowException>(() => Matrix.TriangularSolve(tiny, one, Triangle.Lower));
        Assert.Throws<OverflowException>(() => Matrix.Cholesky(tiny).Inverse());
        Assert.Equal(T.Zero, Matrix.Lu(tiny).ReciprocalCondition());
    }

    [Fact]
    public void Bits_do_not_depend_on_the_number_of_threads()
    {
        Tensor<T> a = Uniform<T>(300, 300), b = Uniform<T>(300, 290);
        SameForAnyThreads(context => Matrix.Lu(a, context).Upper());
        SameForAnyThreads(context => Matrix.Solve(a, b, context));
        SameForAnyThreads(context => Matrix.Solve(Uniform<T>(60, 20).Reshape(3, 20, 20), Uniform<T>(20, 4), context));
    }

    [Fact]
    public void Bad_input_is_refused_by_name()
    {
        Assert.Throws<ArgumentNullException>("a", () => Matrix.Lu<T>(null!));
        Assert.Throws<ShapeMismatchException>("a", () => Matrix.Lu(Tensor.Zeros<T>(2)));
        Assert.Throws<ShapeMismatchException>("a", () => Matrix.Solve(Tensor.Zeros<T>(2, 3), Tensor.Zeros<T>(2)));
        Assert.Throws<ShapeMismatchException>("b", () => Matrix.Solve(Tensor.Eye<T>(3), Tensor.Zeros<T>(2)));
        Assert.Throws<ShapeMismatchException>("a", () => Matrix.Determinant(Tensor.Zeros<T>(2, 3)));
        LuFactorization<T> rectangular = Matrix.Lu(Uniform<T>(3, 2));
        Assert.Throws<ShapeMismatchException>(() => rectangular.Solve(Tensor.Zeros<T>(3)));
        Assert.Throws<ShapeMismatchException>(() => rectangular.Determinant());
        Tensor<T> bad = Tensor.Eye<T>(3);
        bad[2, 0] = T.NaN;
        Assert.Throws<ArgumentException>("a", () => Matrix.Lu(bad));
        Assert.Throws<ArgumentException>("a", () => Matrix.Solve(bad, Tensor.Zeros<T>(3)));
        Assert.Throws<ArgumentException>("b", () => Matrix.Solve(Tensor.Eye<T>(3), bad));
        Tensor<T> memory = Tensor.Eye<T>(4);
        Assert.Throws<ArgumentException>("destination", () => Matrix.Solve(Tensor.Eye<T>(3), memory[..3], memory[1..]));
        Assert.Throws<ArgumentException>("destination", () => Matrix.Inverse(memory[..3, ..3], memory[1.., 1..]));
    }

    private static double OneNorm(Tensor<T> a)
    {
        double largest = 0;
        for (int j = 0; j < a.Shape[1]; j++)
            largest = Math.Max(largest, Enumerable.Range(0, a.Shape[0]).Sum(i => Math.Abs(double.CreateTruncating(a[i, j]))));
        return largest;
    }
}
