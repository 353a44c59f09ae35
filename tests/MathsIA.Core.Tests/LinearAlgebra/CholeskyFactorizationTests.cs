using System.Numerics;
using MathsIA.LinearAlgebra;
using static MathsIA.Tests.LinearAlgebra.MatrixSamples;

namespace MathsIA.Tests.LinearAlgebra;

public sealed class CholeskyFactorizationDoubleTests : CholeskyFactorizationTests<double>;

public sealed class CholeskyFactorizationSingleTests : CholeskyFactorizationTests<float>;

public abstract class CholeskyFactorizationTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static T Of(double value) => T.CreateTruncating(value);

    [Theory, MemberData(nameof(MatrixSamples.OrderData), MemberType = typeof(MatrixSamples))]
    public void The_factor_is_lower_triangular_and_gives_the_matrix_back(int n)
    {
        Tensor<T> a = PositiveDefinite<T>(n), strided = Tensor.Zeros<T>(2 * n, 2 * n);
        a.CopyTo(strided[AxisSlice.Step(.., 2), AxisSlice.Step(.., 2)]);
        foreach (Tensor<T> input in new[] { a, a.Transpose(), strided[AxisSlice.Step(.., 2), AxisSlice.Step(.., 2)] })
        {
            Tensor<T> l = Matrix.Cholesky(input).Lower();
            for (int i = 0; i < n; i++)
            {
                Assert.True(l[i, i] > T.Zero);
                for (int j = i + 1; j < n; j++)
                    Assert.Equal(T.Zero, l[i, j]);
            }

            Near(ToDouble(a), Multiply(l, l.Transpose()), Bound<T>(n), Norm(a), $"L Lᵀ, n = {n}");
            Near(ReferenceFactorizations.Cholesky(ToDouble(a)), ToDouble(l), 100 * Bound<T>(n), Norm(l), $"the naive factor, n = {n}");
        }
    }

    [Theory, MemberData(nameof(MatrixSamples.OrderData), MemberType = typeof(MatrixSamples))]
    public void Solutions_satisfy_the_system(int n)
    {
        Tensor<T> a = PositiveDefinite<T>(n);
        CholeskyFactorization<T> factorization = Matrix.Cholesky(a);
        Tensor<T> vector = Vector<T>(n);
        Solves(a, factorization.Solve(vector), vector, $"one right side, n = {n}");
        foreach (int k in new[] { 0, 1, 3, 16, 33 })
        {
            Tensor<T> b = Uniform<T>(n, k, 6);
            Solves(a, factorization.Solve(b), b, $"{k} right sides, n = {n}");
            Tensor<T> inPlace = Uniform<T>(k, n, 6).Transpose();
            Tensor<T> copy = inPlace.Clone();
            Assert.Same(inPlace, factorization.Solve(inPlace, inPlace));
            Solves(a, inPlace, copy, $"{k} right sides by columns, n = {n}");
        }
    }

    [Fact]
    public void Graded_and_Hilbert_matrices_factor_within_the_bound()
    {
        foreach (int n in new[] { 5, 40, 100 })
        {
            Tensor<T> graded = PositiveDefinite<T>(n);
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                    graded[i, j] *= Of(Math.Pow(10, -6.0 * (i + j) / n));
            }

            Tensor<T> l = Matrix.Cholesky(graded).Lower();
            Near(ToDouble(graded), Multiply(l, l.Transpose()), Bound<T>(n), Norm(graded), $"graded, n = {n}");
        }

        Tensor<T> hilbert = Hilbert<T>(4, 4);
        Tensor<T> factor = Matrix.Cholesky(hilbert).Lower();
        Near(ToDouble(hilbert), Multiply(factor, factor.Transpose()), Bound<T>(4), Norm(hilbert), "Hilbert");
    }

    [Theory, InlineData(1), InlineData(20), InlineData(70)]
    public void The_inverse_is_symmetric_and_inverts(int n)
    {
        Tensor<T> a = PositiveDefinite<T>(n);
        CholeskyFactorization<T> factorization = Matrix.Cholesky(a);
        Tensor<T> inverse = factorization.Inverse();
        Assert.True(SameBits(inverse, inverse.Transpose().Clone()));
        Near(ToDouble(Tensor.Eye<T>(n)), Multiply(a, inverse), Bound<T>(n), Norm(a) * Norm(inverse), "A A⁻¹");
    }

    [Fact]
    public void Determinant_and_its_logarithm_agree_with_the_diagonal_and_outlive_overflow()
    {
        Tensor<T> a = Tensor.From(new T[] { Of(4), Of(2), Of(2), Of(3) }, 2, 2);
        CholeskyFactorization<T> factorization = Matrix.Cholesky(a);
        Assert.Equal(8, double.CreateTruncating(factorization.Determinant()), 1e-5);
        Assert.Equal(Math.Log(8), double.CreateTruncating(factorization.LogDeterminant()), 1e-6);

        int n = 400;
        CholeskyFactorization<T> large = Matrix.Cholesky(From<T>(Scaled(n, 1e9)));
        Assert.True(T.IsPositiveInfinity(large.Determinant()));
        Assert.Equal(n * Math.Log(1e9), double.CreateTruncating(large.LogDeterminant()), n * 1e-3);
        Assert.Equal(T.One, Matrix.Cholesky(Tensor.Zeros<T>(0, 0)).Determinant());

        static double[,] Scaled(int n, double value)
        {
            var d = new double[n, n];
            for (int i = 0; i < n; i++)
                d[i, i] = value;
            return d;
        }
    }

    [Theory, InlineData(1), InlineData(33), InlineData(100)]
    public void An_indefinite_matrix_throws_and_names_the_pivot(int n)
    {
        for (int bad = 0; bad < n; bad += 7)
        {
            Tensor<T> a = Tensor.Eye<T>(n);
            a[bad, bad] = bad % 2 == 0 ? Of(-1) : T.Zero;
            NotPositiveDefiniteException exception = Assert.Throws<NotPositiveDefiniteException>(() => Matrix.Cholesky(a));
            Assert.Equal(bad, exception.Pivot);
            Assert.Contains($"pivot {bad}", exception.Message, StringComparison.Ordinal);
            Assert.False(Matrix.TryCholesky(a, out _));
        }

        Assert.True(Matrix.TryCholesky(Tensor.Eye<T>(n), out CholeskyFactorization<T>? factorization));
        Assert.Equal(T.Zero, factorization.Shift);
    }

    [Theory, InlineData(1), InlineData(10), InlineData(50)]
    public void The_modified_factorization_shifts_an_indefinite_matrix_by_about_its_most_negative_eigenvalue(int n)
    {
        Tensor<T> definite = PositiveDefinite<T>(n);
        Assert.Equal(T.Zero, Matrix.ModifiedCholesky(definite).Shift);

        Tensor<T> a = definite.Clone();
        for (int i = 0; i < n; i++)
            a[i, i] -= Of(3);
        CholeskyFactorization<T> factorization = Matrix.ModifiedCholesky(a);
        Assert.True(Matrix.TryCholesky(a, out _) || factorization.Shift > T.Zero);
        // The least eigenvalue of A lies above -3 + 1/2, and a doubling overshoots by less than a factor of two.
        Assert.InRange(factorization.Shift, T.Zero, Of(6));
        Tensor<T> shifted = a.Clone(), l = factorization.Lower();
        for (int i = 0; i < n; i++)
            shifted[i, i] += factorization.Shift;
        Near(ToDouble(shifted), Multiply(l, l.Transpose()), Bound<T>(n), Norm(shifted), "L Lᵀ = A + τ I");
    }

    [Fact]
    public void The_condition_estimate_is_within_a_factor_of_three()
    {
        foreach (int n in new[] { 1, 2, 10, 60 })
        {
            Tensor<T> a = PositiveDefinite<T>(n);
            CholeskyFactorization<T> factorization = Matrix.Cholesky(a);
            double exact = 1 / (OneNorm(ToDouble(a)) * OneNorm(ToDouble(factorization.Inverse())));
            Assert.InRange(double.CreateTruncating(factorization.ReciprocalCondition()), 0.99 * exact, 3 * exact);
        }

        Assert.Equal(T.One, Matrix.Cholesky(Tensor.Zeros<T>(0, 0)).ReciprocalCondition());
    }

    [Fact]
    public void Only_the_upper_triangle_is_read()
    {
        Tensor<T> a = PositiveDefinite<T>(40), spoiled = a.Clone();
        for (int i = 0; i < 40; i++)
        {
            for (int j = 0; j < i; j++)
                spoiled[i, j] = T.NaN;
        }

        Assert.True(SameBits(Matrix.Cholesky(a).Lower(), Matrix.Cholesky(spoiled).Lower()));
    }

    [Fact]
    public void Bits_do_not_depend_on_the_number_of_threads()
    {
        Tensor<T> a = PositiveDefinite<T>(300), b = Uniform<T>(300, 280);
        SameForAnyThreads(context => Matrix.Cholesky(a, context).Lower());
        SameForAnyThreads(context => Matrix.Cholesky(a).Solve(b, context));
    }

    [Fact]
    public void Bad_input_is_refused_by_name()
    {
        Assert.Throws<ArgumentNullException>("a", () => Matrix.Cholesky<T>(null!));
        Assert.Throws<ShapeMismatchException>("a", () => Matrix.Cholesky(Tensor.Zeros<T>(2, 3)));
        Assert.Throws<ShapeMismatchException>("a", () => Matrix.Cholesky(Tensor.Zeros<T>(4)));
        foreach (T bad in new[] { T.NaN, T.PositiveInfinity, T.NegativeInfinity })
        {
            Tensor<T> a = Tensor.Eye<T>(5);
            a[1, 3] = bad;
            ArgumentException exception = Assert.Throws<ArgumentException>("a", () => Matrix.Cholesky(a));
            Assert.Contains("[1, 3]", exception.Message, StringComparison.Ordinal);
            Assert.Throws<ArgumentException>("b", () => Matrix.Cholesky(Tensor.Eye<T>(5)).Solve(a));
        }

        CholeskyFactorization<T> factorization = Matrix.Cholesky(Tensor.Eye<T>(3));
        Assert.Throws<ShapeMismatchException>("b", () => factorization.Solve(Tensor.Zeros<T>(4)));
        Assert.Throws<ShapeMismatchException>("destination", () => factorization.Solve(Tensor.Zeros<T>(3), Tensor.Zeros<T>(3, 1)));
        Tensor<T> memory = Tensor.Zeros<T>(4, 3);
        Assert.Throws<ArgumentException>("destination", () => factorization.Solve(memory[..3], memory[1..]));
        Assert.Throws<ArgumentException>("destination", () => factorization.Solve(Tensor.Zeros<T>(3, 2), Tensor.Zeros<T>(3, 1).BroadcastTo(3, 2)));
    }

    private static double OneNorm(double[,] a)
    {
        double largest = 0;
        for (int j = 0; j < a.GetLength(1); j++)
        {
            double sum = 0;
            for (int i = 0; i < a.GetLength(0); i++)
                sum += Math.Abs(a[i, j]);
            largest = Math.Max(largest, sum);
        }

        return largest;
    }
}
