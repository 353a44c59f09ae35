using System.Numerics;
using MathsIA.LinearAlgebra;
using static MathsIA.Tests.LinearAlgebra.MatrixSamples;
using static MathsIA.Tests.LinearAlgebra.SpectralSamples;

namespace MathsIA.Tests.LinearAlgebra;

public sealed class SingularValueDoubleTests : SingularValueTests<double>
{
    [Fact]
    public void Order_512_is_as_accurate()
    {
        Tensor<double> a = Uniform<double>(512, 512);
        IsDecomposition(a, Matrix.Svd(a), "512");
    }
}

public sealed class SingularValueSingleTests : SingularValueTests<float>;

public abstract class SingularValueTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static T Of(double value) => T.CreateTruncating(value);

    [Theory, MemberData(nameof(MatrixSamples.ShapeData), MemberType = typeof(MatrixSamples))]
    public void Vectors_are_orthonormal_and_put_the_matrix_together(int m, int n)
    {
        foreach ((string name, Tensor<T> a) in Kinds<T>(m, n))
            IsDecomposition(a, Matrix.Svd(a), $"{name} {m} x {n}");
    }

    [Theory, MemberData(nameof(SpectralSamples.FewOrders), MemberType = typeof(SpectralSamples))]
    public void Symmetric_matrices_have_the_magnitudes_of_their_eigenvalues(int n)
    {
        foreach ((string name, Tensor<T> a) in SymmetricKinds<T>(n))
        {
            SingularValueDecomposition<T> svd = Matrix.Svd(a);
            IsDecomposition(a, svd, $"{name} {n}");
            double[] magnitudes = [.. Matrix.SymmetricEigenvalues(a).ToArray().Select(x => Math.Abs(double.CreateTruncating(x))).OrderDescending()];
            Tensor<T> alone = Matrix.SingularValues(a);
            for (int i = 0; i < n; i++)
            {
                Assert.Equal(magnitudes[i], double.CreateTruncating(svd.Values[i]), Bound<T>(n) * Norm(a) + 1e-300);
                Assert.Equal(magnitudes[i], double.CreateTruncating(alone[i]), Bound<T>(n) * Norm(a) + 1e-300);
            }
        }
    }

    [Theory, InlineData(1, 1), InlineData(9, 9), InlineData(30, 7), InlineData(7, 30), InlineData(40, 40)]
    public void Values_are_those_of_Jacobi(int m, int n)
    {
        foreach ((string name, Tensor<T> a) in Kinds<T>(m, n))
        {
            double[] expected = ReferenceSpectra.SingularValues(ToDouble(a));
            Tensor<T> values = Matrix.SingularValues(a);
            for (int i = 0; i < expected.Length; i++)
                Assert.True(Math.Abs(expected[i] - double.CreateTruncating(values[i])) <= Bound<T>(Math.Max(m, n)) * Norm(a), $"{name} {m} x {n}: value {i}");
        }
    }

    [Theory, InlineData(1), InlineData(2), InlineData(40), InlineData(129)]
    public void Bidiagonal_matrices_with_zeros_and_ties(int n)
    {
        // A shift has the singular values 1 and one 0; blocks of equal elements make ties; a zero on the diagonal splits.
        Tensor<T> shift = Filled<T>(n, (i, j) => j == i + 1 ? 1 : 0);
        SingularValueDecomposition<T> svd = Matrix.Svd(shift);
        IsDecomposition(shift, svd, $"shift {n}");
        Assert.Equal(n - 1, svd.Rank());
        Tensor<T> ties = Filled<T>(n, (i, j) => j == i ? i % 3 : j == i + 1 ? i % 5 == 0 ? 0 : 1e-3 : 0);
        IsDecomposition(ties, Matrix.Svd(ties), $"ties {n}");
    }

    [Theory, InlineData(1, 1), InlineData(12, 6), InlineData(6, 12), InlineData(30, 30)]
    public void The_scale_of_the_matrix_does_not_matter(int m, int n)
    {
        Tensor<T> a = Uniform<T>(m, n), plain = Matrix.SingularValues(a);
        int most = typeof(T) == typeof(double) ? 1015 : 119;
        foreach (int exponent in new[] { most, most / 2, -most / 2, -most })
        {
            Tensor<T> scaled = a.Clone();
            foreach (ref T x in scaled.AsSpan())
                x = T.ScaleB(x, exponent);
            SingularValueDecomposition<T> svd = Matrix.Svd(scaled);
            Orthonormal(svd.U, Bound<T>(m), $"2^{exponent}");
            for (int i = 0; i < plain.Length; i++)
                Assert.Equal(double.CreateTruncating(plain[i]), double.CreateTruncating(T.ScaleB(svd.Values[i], -exponent)), 10 * Bound<T>(Math.Max(m, n)));
        }
    }

    [Theory, InlineData(5, 3), InlineData(60, 60), InlineData(300, 150), InlineData(150, 260)]
    public void Bits_do_not_depend_on_the_threads(int m, int n)
    {
        Tensor<T> a = Uniform<T>(m, n);
        SameForAnyThreads(context => Matrix.Svd(a, context).U);
        SameForAnyThreads(context => Matrix.Svd(a, context).Vt);
        SameForAnyThreads(context => Matrix.SingularValues(a, context));
    }

    [Fact]
    public void A_batch_gives_what_its_matrices_give()
    {
        Tensor<T> batch = Uniform<T>(6, 70).Reshape(2, 3, 10, 7);
        SingularValueDecomposition<T> svd = Matrix.Svd(batch);
        Tensor<T> values = Matrix.SingularValues(batch), inverse = Matrix.PseudoInverse(batch), together = svd.Reconstruct(2);
        Tensor<T> sides = Uniform<T>(6, 20, 3).Reshape(2, 3, 10, 2), solution = svd.Solve(sides);
        Assert.Equal(new Shape(2, 3, 10, 7), svd.U.Shape);
        Assert.Equal(new Shape(2, 3, 7, 7), svd.Vt.Shape);
        Assert.Equal(new Shape(2, 3, 7, 10), inverse.Shape);
        for (int i = 0; i < 2; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                SingularValueDecomposition<T> one = Matrix.Svd(batch[i, j, .., ..]);
                Assert.True(SameBits(one.U, svd[i, j].U));
                Assert.True(SameBits(one.Vt, svd.Vt[i, j, .., ..]));
                Assert.True(SameBits(Matrix.SingularValues(batch[i, j, .., ..]), values[i, j, ..]));
                Assert.True(SameBits(one.PseudoInverse(), inverse[i, j, .., ..]));
                Assert.True(SameBits(one.Reconstruct(2), together[i, j, .., ..]));
                Assert.True(SameBits(one.Solve(sides[i, j, .., ..]), solution[i, j, .., ..]));
            }
        }

        Assert.Throws<InvalidOperationException>(() => svd.Rank());
        Assert.Throws<InvalidOperationException>(() => svd.Condition());
        Assert.Throws<InvalidOperationException>(() => svd.NuclearNorm());
        Assert.Throws<InvalidOperationException>(() => svd.SpectralNorm());
        Assert.Throws<ShapeMismatchException>("b", () => svd.Solve(Tensor.Zeros<T>(10)));
        Assert.Equal(new Shape(0, 2), Matrix.SingularValues(Tensor.Zeros<T>(0, 3, 2)).Shape);
    }

    [Theory, InlineData(1, 1), InlineData(20, 8), InlineData(8, 20), InlineData(65, 65), InlineData(3, 0)]
    public void The_pseudo_inverse_meets_the_four_conditions_of_Penrose(int m, int n)
    {
        foreach ((string name, Tensor<T> a) in new[] { ("random", Uniform<T>(m, n)), ("deficient", Deficient<T>(m, n, Math.Max(1, Math.Min(m, n) / 2))), ("zero", Tensor.Zeros<T>(m, n)) })
        {
            Tensor<T> inverse = Matrix.PseudoInverse(a);
            double[,] left = Multiply(inverse, a), right = Multiply(a, inverse);
            double condition = Norm(a) * Norm(inverse), bound = Bound<T>(Math.Max(m, n)) * Math.Max(1, condition);
            Near(ToDouble(a), Multiply(right, ToDouble(a)), bound, Norm(a), $"A X A, {name}");
            Near(ToDouble(inverse), Multiply(left, ToDouble(inverse)), bound, Norm(inverse), $"X A X, {name}");
            Near(Transposed(left), left, bound, 1, $"X A symmetric, {name}");
            Near(Transposed(right), right, bound, 1, $"A X symmetric, {name}");
        }
    }

    [Theory, InlineData(30, 12), InlineData(12, 30), InlineData(64, 64)]
    public void Least_squares_agree_with_the_QR_route(int m, int n)
    {
        Tensor<T> a = Uniform<T>(m, n), b = Uniform<T>(m, 2, 8);
        SingularValueDecomposition<T> svd = Matrix.Svd(a);
        double condition = double.CreateTruncating(svd.Condition());
        Tensor<T> expected = Matrix.LeastSquares(a, b).Solution;
        Near(ToDouble(expected), ToDouble(svd.Solve(b)), Bound<T>(Math.Max(m, n)) * condition * condition, Norm(expected), "full rank");

        Tensor<T> deficient = Deficient<T>(m, n, 5), x = Matrix.Svd(deficient).Solve(b);
        Tensor<T> inverse = Matrix.PseudoInverse(deficient);
        Near(Multiply(inverse, b), ToDouble(x), Bound<T>(Math.Max(m, n)) * 100, Norm(inverse) * Norm(b), "of least norm");
    }

    [Fact]
    public void Rank_condition_and_norms()
    {
        Tensor<T> a = Filled<T>(4, (i, j) => j == 3 - i ? new[] { 3.0, -0.5, 0, 8 }[i] : 0);
        SingularValueDecomposition<T> svd = Matrix.Svd(a);
        (Tensor<T> u, Tensor<T> values, Tensor<T> vt) = svd;
        Assert.Same(svd.U, u);
        Assert.Same(svd.Values, values);
        Assert.Same(svd.Vt, vt);
        Assert.Equal(3, svd.Rank());
        Assert.Equal(2, svd.Rank(Of(0.1)));
        Assert.True(T.IsPositiveInfinity(svd.Condition()) || svd.Condition() > Of(1e6));
        Assert.Equal(11.5, double.CreateTruncating(svd.NuclearNorm()), 1e-5);
        Assert.Equal(11.5, double.CreateTruncating(Matrix.NuclearNorm(a)), 1e-5);
        Assert.Equal(8, double.CreateTruncating(svd.SpectralNorm()), 1e-5);
        Assert.Equal(8, double.CreateTruncating(Matrix.SpectralNorm(a)), 1e-5);
        Assert.Equal(16, double.CreateTruncating(Matrix.ConditionNumber(Filled<T>(2, (i, j) => i == j ? 4 - 3.75 * i : 0))), 1e-4);
        Assert.True(T.IsPositiveInfinity(Matrix.ConditionNumber(Tensor.Zeros<T>(3, 2))));
        Assert.Equal(T.One, Matrix.ConditionNumber(Tensor.Zeros<T>(3, 0)));
        Assert.Equal(T.Zero, Matrix.SpectralNorm(Tensor.Zeros<T>(0, 3)));
        Assert.Equal(T.Zero, Matrix.NuclearNorm(Tensor.Zeros<T>(2, 3)));
        foreach (int rank in new[] { 1, 4, 12 })
            Assert.Equal(rank, Matrix.Svd(Deficient<T>(20, 15, rank)).Rank());
    }

    [Fact]
    public void The_truncated_product_misses_by_the_next_singular_value()
    {
        Tensor<T> a = Uniform<T>(30, 20);
        SingularValueDecomposition<T> svd = Matrix.Svd(a);
        foreach (int rank in new[] { 0, 1, 7, 20 })
        {
            double[,] rest = ToDouble(a), near = ToDouble(svd.Reconstruct(rank));
            for (int i = 0; i < 30; i++)
            {
                for (int j = 0; j < 20; j++)
                    rest[i, j] -= near[i, j];
            }

            double expected = rank < 20 ? double.CreateTruncating(svd.Values[rank]) : 0;
            Assert.Equal(expected, double.CreateTruncating(Matrix.SpectralNorm(From<T>(rest))), Bound<T>(30) * Norm(a));
        }

        Assert.Throws<ArgumentOutOfRangeException>("rank", () => svd.Reconstruct(21));
        Assert.Throws<ArgumentOutOfRangeException>("rank", () => svd.Reconstruct(-1));
    }

    [Fact]
    public void Wrong_arguments_are_named()
    {
        Assert.Throws<ArgumentNullException>("a", () => Matrix.Svd<T>(null!));
        Assert.Throws<ShapeMismatchException>("a", () => Matrix.Svd(Tensor.Zeros<T>(3)));
        Assert.Throws<ShapeMismatchException>("a", () => Matrix.SpectralNorm(Tensor.Zeros<T>(2, 3, 3)));
        Tensor<T> bad = Tensor.Zeros<T>(2, 3);
        bad[1, 0] = T.NaN;
        Assert.Contains("[1, 0]", Assert.Throws<ArgumentException>("a", () => Matrix.Svd(bad)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("a", () => Matrix.SingularValues(bad));
        Tensor<T> a = Uniform<T>(4, 4), inverse = Matrix.PseudoInverse(a);
        Assert.Throws<ShapeMismatchException>("destination", () => Matrix.SingularValues(a, Tensor.Zeros<T>(3)));
        Assert.Throws<ArgumentException>("destination", () => Matrix.SingularValues(a, a[.., 0]));
        Assert.Throws<ShapeMismatchException>("destination", () => Matrix.PseudoInverse(a, Tensor.Zeros<T>(4, 3)));
        Assert.Throws<ArgumentOutOfRangeException>("tolerance", () => Matrix.PseudoInverse(a, tolerance: Of(-1)));
        Assert.Throws<ArgumentOutOfRangeException>("tolerance", () => Matrix.Svd(a).Solve(Vector<T>(4), T.NaN));
        Assert.Throws<ShapeMismatchException>("b", () => Matrix.Svd(a).Solve(Vector<T>(5)));
        Assert.Throws<ArgumentException>("b", () => Matrix.Svd(a).Solve(Tensor.Full([4], T.NaN)));
        Assert.Same(a, Matrix.PseudoInverse(a, a));
        Assert.True(SameBits(inverse, a));
    }

    protected static void IsDecomposition(Tensor<T> a, SingularValueDecomposition<T> svd, string what)
    {
        int m = a.Shape[0], n = a.Shape[1], k = Math.Min(m, n);
        double bound = Bound<T>(Math.Max(m, n));
        Assert.Equal(new Shape(m, k), svd.U.Shape);
        Assert.Equal(new Shape(k), svd.Values.Shape);
        Assert.Equal(new Shape(k, n), svd.Vt.Shape);
        Orthonormal(svd.U, bound, what);
        Orthonormal(svd.Vt.Transpose(), bound, what);
        for (int i = 0; i < k; i++)
            Assert.True(svd.Values[i] >= (i + 1 < k ? svd.Values[i + 1] : T.Zero), $"{what}: values out of order at {i}");
        double[,] scaled = ToDouble(svd.U);
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < k; j++)
                scaled[i, j] *= double.CreateTruncating(svd.Values[j]);
        }

        Near(ToDouble(a), Multiply(scaled, ToDouble(svd.Vt)), bound, Norm(a), what);
    }

    private static double[,] Transposed(double[,] a)
    {
        var result = new double[a.GetLength(1), a.GetLength(0)];
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < a.GetLength(1); j++)
                result[j, i] = a[i, j];
        }

        return result;
    }
}
