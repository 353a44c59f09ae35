using System.Numerics;
using MathsIA.LinearAlgebra;
using static MathsIA.Tests.LinearAlgebra.MatrixSamples;

namespace MathsIA.Tests.LinearAlgebra;

public sealed class QrFactorizationDoubleTests : QrFactorizationTests<double>;

public sealed class QrFactorizationSingleTests : QrFactorizationTests<float>;

public abstract class QrFactorizationTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static T Of(double value) => T.CreateTruncating(value);

    [Theory, MemberData(nameof(MatrixSamples.ShapeData), MemberType = typeof(MatrixSamples))]
    public void Q_is_orthogonal_R_triangular_and_their_product_the_matrix(int m, int n)
    {
        int k = Math.Min(m, n);
        double bound = Bound<T>(Math.Max(m, n));
        foreach ((string name, Tensor<T> a) in Kinds<T>(m, n))
        {
            foreach (bool pivot in new[] { false, true })
            {
                string what = $"{name} {m} x {n}{(pivot ? " pivoted" : "")}";
                QrFactorization<T> qr = Matrix.Qr(a, pivot);
                Tensor<T> q = qr.Q(), r = qr.R();
                Assert.Equal(new Shape(m, k), q.Shape);
                Assert.Equal(new Shape(k, n), r.Shape);
                Assert.Equal(pivot, qr.IsPivoted);
                Orthonormal(q, bound, what);
                for (int i = 0; i < k; i++)
                {
                    for (int j = 0; j < i; j++)
                        Assert.Equal(T.Zero, r[i, j]);
                }

                int[] columns = qr.Permutation();
                Assert.Equal(Enumerable.Range(0, n), columns.Order());
                var permuted = new double[m, n];
                for (int i = 0; i < m; i++)
                {
                    for (int j = 0; j < n; j++)
                        permuted[i, j] = double.CreateTruncating(a[i, columns[j]]);
                }

                Near(permuted, Multiply(q, r), bound, Norm(a), what);
            }
        }
    }

    [Theory, InlineData(1, 1), InlineData(9, 9), InlineData(40, 33), InlineData(33, 70), InlineData(100, 90)]
    public void R_is_that_of_the_naive_reflectors(int m, int n)
    {
        Tensor<T> a = Uniform<T>(m, n);
        Near(ReferenceFactorizations.R(ToDouble(a)), ToDouble(Matrix.Qr(a).R()), 100 * Bound<T>(m), Norm(a), $"R {m} x {n}");
    }

    [Theory, InlineData(1, 1), InlineData(30, 7), InlineData(7, 30), InlineData(70, 70)]
    public void The_full_Q_is_orthogonal_and_applies_as_a_matrix(int m, int n)
    {
        QrFactorization<T> qr = Matrix.Qr(Uniform<T>(m, n));
        Tensor<T> q = qr.Q(full: true), b = Uniform<T>(m, 5, 8), v = Vector<T>(m);
        Assert.Equal(new Shape(m, m), q.Shape);
        Orthonormal(q, Bound<T>(m), "full Q");
        Near(Multiply(q, b), ToDouble(qr.ApplyQ(b)), Bound<T>(m), Norm(b), "Q B");
        Near(Multiply(q.Transpose(), b), ToDouble(qr.ApplyQ(b, transpose: true)), Bound<T>(m), Norm(b), "Qᵀ B");
        Near(Multiply(q, v), ToDouble(qr.ApplyQ(v)), Bound<T>(m), Norm(v), "Q v");
    }

    [Theory, InlineData(5, 5), InlineData(40, 30), InlineData(30, 40), InlineData(120, 100)]
    public void Pivoting_orders_the_diagonal_and_reveals_the_rank(int m, int n)
    {
        int k = Math.Min(m, n);
        Tensor<T> diagonal = Matrix.Qr(Graded<T>(m, n), pivot: true).R();
        for (int i = 1; i < k; i++)
            Assert.True(T.Abs(diagonal[i, i]) <= T.Abs(diagonal[i - 1, i - 1]) * (T.One + Of(100) * Epsilon<T>()));

        for (int rank = 1; rank <= k; rank += Math.Max(1, k / 4))
        {
            Assert.Equal(rank, Matrix.Rank(Deficient<T>(m, n, rank), Of(1e-4)));
            Assert.Equal(rank, Matrix.Qr(Deficient<T>(m, n, rank), pivot: true).Rank(Of(1e-4)));
        }

        Assert.Equal(0, Matrix.Rank(Tensor.Zeros<T>(m, n)));
        Assert.Equal(0, Matrix.Rank(Tensor.Zeros<T>(0, n)));
        Assert.Equal(k, Matrix.Rank(Uniform<T>(m, n)));
    }

    [Fact]
    public void The_matrix_of_Kahan_keeps_its_norms_through_cancellation()
    {
        // Every trailing column keeps nearly the same norm: the case that breaks careless norm updates.
        int n = 90;
        double c = Math.Cos(1.2), s = Math.Sin(1.2);
        Tensor<T> a = Tensor.Zeros<T>(n, n);
        for (int i = 0; i < n; i++)
        {
            for (int j = i; j < n; j++)
                a[i, j] = Of(Math.Pow(s, i) * (i == j ? 1 : -c));
        }

        QrFactorization<T> qr = Matrix.Qr(a, pivot: true);
        Tensor<T> r = qr.R();
        for (int i = 1; i < n; i++)
            Assert.True(T.Abs(r[i, i]) <= T.Abs(r[i - 1, i - 1]) * Of(1.001));
        Orthonormal(qr.Q(), Bound<T>(n), "Kahan");
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Determinants_agree_with_elimination(bool pivot)
    {
        foreach (int n in new[] { 0, 1, 2, 3, 4, 9, 20, 35 })
        {
            Tensor<T> a = Uniform<T>(n, n, 31);
            LogDeterminant<T> expected = Matrix.LogDeterminant(a), found = Matrix.Qr(a, pivot).LogDeterminant();
            Assert.Equal(expected.Sign, found.Sign);
            Assert.Equal(double.CreateTruncating(expected.LogMagnitude), double.CreateTruncating(found.LogMagnitude), 1e-2);
            if (n < 10)
                Assert.Equal(double.CreateTruncating(Matrix.Determinant(a)), double.CreateTruncating(Matrix.Qr(a, pivot).Determinant()), 1e-3);
        }

        Assert.Equal(T.One, Matrix.Qr(Tensor.Eye<T>(6), pivot).Determinant());
        Assert.Throws<ShapeMismatchException>(() => Matrix.Qr(Uniform<T>(3, 2), pivot).Determinant());
    }

    [Fact]
    public void Columns_of_any_magnitude_factor_without_overflow()
    {
        foreach (int n in new[] { 3, 20 })
        {
            Tensor<T> a = Uniform<T>(30, n);
            T[] scales = [Of(1e30), Of(1e-30), T.One];
            for (int j = 0; j < n; j++)
            {
                for (int i = 0; i < 30; i++)
                    a[i, j] *= scales[j % 3];
            }

            QrFactorization<T> qr = Matrix.Qr(a);
            Tensor<T> q = qr.Q(), r = qr.R();
            Orthonormal(q, Bound<T>(30), "scaled columns");
            double[,] product = Multiply(q, r);
            for (int j = 0; j < n; j++)
            {
                // Column by column: each is as exact as its own size allows.
                double error = 0, size = 0;
                for (int i = 0; i < 30; i++)
                {
                    double exact = double.CreateTruncating(a[i, j]);
                    error = Math.Max(error, Math.Abs(exact - product[i, j]));
                    size = Math.Max(size, Math.Abs(exact));
                }

                Assert.True(error <= Bound<T>(30) * size, $"column {j} of {n}: {error:E2} against {size:E2}");
            }
        }
    }

    [Fact]
    public void The_condition_estimate_follows_the_triangle()
    {
        Assert.Equal(T.One, Matrix.Qr(Tensor.Eye<T>(7)).ReciprocalCondition());
        Assert.Equal(T.Zero, Matrix.Qr(Tensor.Zeros<T>(4, 3)).ReciprocalCondition());
        Assert.Equal(T.One, Matrix.Qr(Tensor.Zeros<T>(0, 3)).ReciprocalCondition());
        double condition = double.CreateTruncating(Matrix.Qr(Hilbert<T>(4, 4)).ReciprocalCondition());
        Assert.InRange(condition, 1 / 1.6e5, 1 / 5e3);
    }

    [Fact]
    public void Bits_do_not_depend_on_the_number_of_threads()
    {
        Tensor<T> a = Uniform<T>(300, 200);
        foreach (bool pivot in new[] { false, true })
        {
            SameForAnyThreads(context => Matrix.Qr(a, pivot, context).R());
            SameForAnyThreads(context => Matrix.Qr(a, pivot).Q(context: context));
        }
    }

    [Fact]
    public void Bad_input_is_refused_by_name()
    {
        Assert.Throws<ArgumentNullException>("a", () => Matrix.Qr<T>(null!));
        Assert.Throws<ShapeMismatchException>("a", () => Matrix.Qr(Tensor.Zeros<T>(2, 2, 2)));
        Tensor<T> bad = Tensor.Zeros<T>(4, 4);
        bad[3, 0] = T.PositiveInfinity;
        Assert.Throws<ArgumentException>("a", () => Matrix.Qr(bad));
        QrFactorization<T> qr = Matrix.Qr(Uniform<T>(4, 3));
        Assert.Throws<ShapeMismatchException>("b", () => qr.ApplyQ(Tensor.Zeros<T>(3)));
        Assert.Throws<ShapeMismatchException>("b", () => qr.Solve(Tensor.Zeros<T>(3)));
        Assert.Throws<ArgumentException>("b", () => qr.Solve(bad));
        Assert.Throws<ShapeMismatchException>("b", () => Matrix.Qr(Uniform<T>(3, 4)).Solve(Tensor.Zeros<T>(3)));
        Assert.Throws<SingularMatrixException>(() => Matrix.Qr(Tensor.Zeros<T>(4, 3)).Solve(Tensor.Zeros<T>(4)));
        Assert.Throws<ArgumentOutOfRangeException>("tolerance", () => qr.Rank(T.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("tolerance", () => qr.Rank(Of(-1)));
    }
}
