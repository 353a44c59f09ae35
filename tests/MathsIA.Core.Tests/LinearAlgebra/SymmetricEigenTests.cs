using System.Numerics;
using MathsIA.LinearAlgebra;
using static MathsIA.Tests.LinearAlgebra.MatrixSamples;
using static MathsIA.Tests.LinearAlgebra.SpectralSamples;

namespace MathsIA.Tests.LinearAlgebra;

public sealed class SymmetricEigenDoubleTests : SymmetricEigenTests<double>
{
    [Fact]
    public void Order_512_is_as_accurate()
    {
        Tensor<double> a = Symmetric(Uniform<double>(512, 512));
        SymmetricEigen<double> eigen = Matrix.SymmetricEigen(a);
        IsDecomposition(a, eigen, "512");
        double distance = 0;
        Tensor<double> alone = Matrix.SymmetricEigenvalues(a);
        for (int i = 0; i < 512; i++)
            distance = Math.Max(distance, Math.Abs(alone[i] - eigen.Values[i]));
        Assert.True(distance <= 1e-12, $"{distance}");
    }
}

public sealed class SymmetricEigenSingleTests : SymmetricEigenTests<float>;

public abstract class SymmetricEigenTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [Theory, MemberData(nameof(MatrixSamples.OrderData), MemberType = typeof(MatrixSamples))]
    public void Vectors_are_orthonormal_and_put_the_matrix_together(int n)
    {
        foreach ((string name, Tensor<T> a) in SymmetricKinds<T>(n))
        {
            SymmetricEigen<T> eigen = Matrix.SymmetricEigen(a);
            Assert.Equal(n, eigen.Order);
            IsDecomposition(a, eigen, $"{name} {n}");
        }
    }

    [Theory, MemberData(nameof(SpectralSamples.FewOrders), MemberType = typeof(SpectralSamples))]
    public void Values_alone_are_those_of_the_decomposition_and_keep_trace_and_norm(int n)
    {
        foreach ((string name, Tensor<T> a) in SymmetricKinds<T>(n))
        {
            double[,] values = ToDouble(Matrix.SymmetricEigenvalues(a)), matrix = ToDouble(a);
            double norm = Norm(matrix), bound = Bound<T>(n) * norm, trace = 0, sum = 0;
            Near(ToDouble(Matrix.SymmetricEigen(a).Values), values, Bound<T>(n), norm, $"{name} {n}");
            for (int i = 0; i < n; i++)
            {
                trace += matrix[i, i];
                sum += values[i, 0];
            }

            Assert.True(Math.Abs(trace - sum) <= bound * Math.Sqrt(Math.Max(1, n)), $"{name} {n}: trace {trace}, sum {sum}");
            Assert.True(Math.Abs(norm - Norm(values)) <= bound, $"{name} {n}: norm {norm}, of the values {Norm(values)}");
        }
    }

    [Theory, InlineData(1), InlineData(2), InlineData(7), InlineData(24), InlineData(40)]
    public void Values_and_invariant_spaces_are_those_of_Jacobi(int n)
    {
        foreach ((string name, Tensor<T> a) in SymmetricKinds<T>(n))
        {
            (double[] values, double[,] vectors) = ReferenceSpectra.Eigen(ToDouble(a));
            SymmetricEigen<T> eigen = Matrix.SymmetricEigen(a);
            for (int i = 0; i < n; i++)
                Assert.True(Math.Abs(values[i] - double.CreateTruncating(eigen.Values[i])) <= Bound<T>(n) * Norm(a), $"{name} {n}: value {i}");
            if (name != "random")
                continue;

            // Separate eigenvalues: the vectors agree up to sign.
            double[,] found = ToDouble(eigen.Vectors);
            for (int j = 0; j < n; j++)
            {
                double cosine = 0;
                for (int i = 0; i < n; i++)
                    cosine += found[i, j] * vectors[i, j];
                Assert.True(Math.Abs(Math.Abs(cosine) - 1) <= 10 * Bound<T>(n), $"vector {j}: cosine {cosine}");
            }
        }
    }

    [Theory, InlineData(1), InlineData(10), InlineData(64), InlineData(100), InlineData(127)]
    public void The_second_difference_has_the_eigenvalues_of_the_sine_transform(int n)
    {
        Tensor<T> values = Matrix.SymmetricEigenvalues(Toeplitz<T>(n));
        for (int k = 0; k < n; k++)
            Assert.Equal(2 - 2 * Math.Cos((k + 1) * Math.PI / (n + 1)), double.CreateTruncating(values[k]), Bound<T>(n) * 4);
    }

    [Theory, InlineData(5), InlineData(70)]
    public void Only_the_upper_triangle_is_read(int n)
    {
        Tensor<T> a = Symmetric(Uniform<T>(n, n)), other = a.Clone();
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
                other[i, j] = T.CreateTruncating(17);
        }

        Assert.True(SameBits(Matrix.SymmetricEigen(a).Vectors, Matrix.SymmetricEigen(other).Vectors));
    }

    [Theory, InlineData(1), InlineData(6), InlineData(40)]
    public void The_scale_of_the_matrix_does_not_matter(int n)
    {
        Tensor<T> a = Symmetric(Uniform<T>(n, n));
        Tensor<T> plain = Matrix.SymmetricEigenvalues(a);
        int most = typeof(T) == typeof(double) ? 1015 : 119;
        foreach (int exponent in new[] { most, most / 2, -most / 2, -most })
        {
            Tensor<T> scaled = a.Clone();
            foreach (ref T x in scaled.AsSpan())
                x = T.ScaleB(x, exponent);
            SymmetricEigen<T> eigen = Matrix.SymmetricEigen(scaled);
            Orthonormal(eigen.Vectors, Bound<T>(n), $"2^{exponent}");
            for (int i = 0; i < n; i++)
            {
                double back = double.CreateTruncating(T.ScaleB(eigen.Values[i], -exponent));
                Assert.Equal(double.CreateTruncating(plain[i]), back, 10 * Bound<T>(n));
            }
        }

        // Even where every element is subnormal.
        Tensor<T> smallest = Tensor.Full([3, 3], T.Epsilon);
        Assert.Equal(double.CreateTruncating(T.Epsilon + T.Epsilon + T.Epsilon), double.CreateTruncating(Matrix.SymmetricEigenvalues(smallest)[2]), 0.0);
    }

    [Theory, InlineData(3), InlineData(45), InlineData(230)]
    public void Bits_do_not_depend_on_the_threads(int n)
    {
        Tensor<T> a = Symmetric(Uniform<T>(n, n));
        SameForAnyThreads(context => Matrix.SymmetricEigen(a, context).Vectors);
        SameForAnyThreads(context => Matrix.SymmetricEigen(a, context).Values);
        SameForAnyThreads(context => Matrix.SymmetricEigenvalues(a, context));
    }

    [Fact]
    public void A_batch_gives_what_its_matrices_give()
    {
        Tensor<T> batch = Uniform<T>(6, 81).Reshape(2, 3, 9, 9);
        SymmetricEigen<T> eigen = Matrix.SymmetricEigen(batch);
        Tensor<T> values = Matrix.SymmetricEigenvalues(batch), roots = Matrix.SymmetricFunction(batch, T.Cbrt);
        Assert.Equal(new Shape(2, 3, 9), eigen.Values.Shape);
        Assert.Equal(new Shape(2, 3, 9, 9), eigen.Vectors.Shape);
        for (int i = 0; i < 2; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                SymmetricEigen<T> one = Matrix.SymmetricEigen(batch[i, j, .., ..]);
                Assert.True(SameBits(one.Vectors, eigen.Vectors[i, j, .., ..]));
                Assert.True(SameBits(one.Values, eigen[i, j].Values));
                Assert.True(SameBits(Matrix.SymmetricEigenvalues(batch[i, j, .., ..]), values[i, j, ..]));
                Assert.True(SameBits(one.Function(T.Cbrt), roots[i, j, .., ..]));
            }
        }

        Assert.Throws<InvalidOperationException>(() => eigen.Rank());
        Assert.Throws<InvalidOperationException>(() => eigen.Condition());
        Assert.Throws<InvalidOperationException>(() => eigen.Determinant());
        Assert.Throws<ArgumentException>("indices", () => eigen[1]);
        Assert.Throws<ArgumentOutOfRangeException>("indices", () => eigen[2, 0]);
        Assert.Equal(0, Matrix.SymmetricEigen(Tensor.Zeros<T>(0, 4, 4)).Values.Length);
        Assert.Equal(new Shape(3, 0), Matrix.SymmetricEigen(Tensor.Zeros<T>(3, 0, 0)).Values.Shape);
    }

    [Fact]
    public void Numbers_of_a_decomposition()
    {
        Tensor<T> a = Filled<T>(3, (i, j) => i != j ? 0 : new[] { 2.0, -8, 0.5 }[i]);
        SymmetricEigen<T> eigen = Matrix.SymmetricEigen(a);
        (Tensor<T> values, Tensor<T> vectors) = eigen;
        Assert.Same(eigen.Values, values);
        Assert.Same(eigen.Vectors, vectors);
        Assert.Equal(-8, double.CreateTruncating(values[0]), 1e-6);
        Assert.Equal(-8, double.CreateTruncating(eigen.Determinant()), 1e-5);
        Assert.Equal(16, double.CreateTruncating(eigen.Condition()), 1e-5);
        Assert.Equal(-1, eigen.LogDeterminant().Sign);
        Assert.Equal(Math.Log(8), double.CreateTruncating(eigen.LogDeterminant().LogMagnitude), 1e-6);
        Assert.Equal(3, eigen.Rank());
        Assert.Equal(1, eigen.Rank(T.CreateTruncating(0.3)));
        Assert.Equal(0, Matrix.SymmetricEigen(Tensor.Zeros<T>(4, 4)).Rank());
        Assert.True(T.IsPositiveInfinity(Matrix.SymmetricEigen(Tensor.Zeros<T>(4, 4)).Condition()));
        Assert.Equal(T.One, Matrix.SymmetricEigen(Tensor.Zeros<T>(0, 0)).Condition());
        Assert.Throws<ArgumentOutOfRangeException>("tolerance", () => eigen.Rank(T.NaN));
    }

    [Theory, InlineData(1), InlineData(20), InlineData(65)]
    public void Solve_and_pseudo_inverse_invert(int n)
    {
        Tensor<T> a = PositiveDefinite<T>(n), b = Uniform<T>(n, 3);
        SymmetricEigen<T> eigen = Matrix.SymmetricEigen(a);
        Solves(a, eigen.Solve(b), b, $"{n}");
        Solves(a, eigen.Solve(Vector<T>(n)), Vector<T>(n), $"{n}");
        double condition = double.CreateTruncating(eigen.Condition());
        Near(ToDouble(Tensor.Eye<T>(n)), Multiply(a, eigen.PseudoInverse()), Bound<T>(n), condition, $"{n}");

        // Of a singular system, the answer of least norm: it has no part in the null space.
        Tensor<T> singular = Filled<T>(n, (i, j) => 1);
        Tensor<T> x = Matrix.SymmetricEigen(singular).Solve(Tensor.Ones<T>(n));
        for (int i = 0; i < n; i++)
            Assert.Equal(1.0 / n, double.CreateTruncating(x[i]), Bound<T>(n));
    }

    [Fact]
    public void Wrong_arguments_are_named()
    {
        Assert.Throws<ArgumentNullException>("a", () => Matrix.SymmetricEigen<T>(null!));
        Assert.Throws<ShapeMismatchException>("a", () => Matrix.SymmetricEigen(Tensor.Zeros<T>(3)));
        Assert.Throws<ShapeMismatchException>("a", () => Matrix.SymmetricEigen(Tensor.Zeros<T>(3, 4)));
        Assert.Throws<ShapeMismatchException>("a", () => Matrix.SymmetricEigenvalues(Tensor.Zeros<T>(3, 4)));
        foreach (T bad in new[] { T.NaN, T.PositiveInfinity, T.NegativeInfinity })
        {
            Tensor<T> a = Tensor.Eye<T>(3);
            a[1, 2] = bad;
            Assert.Contains("[1, 2]", Assert.Throws<ArgumentException>("a", () => Matrix.SymmetricEigen(a)).Message, StringComparison.Ordinal);
            Assert.Throws<ArgumentException>("a", () => Matrix.SymmetricEigenvalues(a));
        }

        Tensor<T> square = Tensor.Eye<T>(3);
        Assert.Throws<ShapeMismatchException>("destination", () => Matrix.SymmetricEigenvalues(square, Tensor.Zeros<T>(4)));
        Assert.Throws<ArgumentException>("destination", () => Matrix.SymmetricEigenvalues(square, square[0, ..]));
        Assert.Throws<ShapeMismatchException>("b", () => Matrix.SymmetricEigen(square).Solve(Tensor.Zeros<T>(4)));
    }

    protected static void IsDecomposition(Tensor<T> a, SymmetricEigen<T> eigen, string what)
    {
        int n = a.Shape[0];
        Orthonormal(eigen.Vectors, Bound<T>(n), what);
        for (int i = 1; i < n; i++)
            Assert.True(eigen.Values[i - 1] <= eigen.Values[i], $"{what}: values out of order at {i}");
        double[,] scaled = ToDouble(eigen.Vectors);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
                scaled[i, j] *= double.CreateTruncating(eigen.Values[j]);
        }

        Near(ToDouble(a), Multiply(scaled, ToDouble(eigen.Vectors.Transpose())), Bound<T>(n), Norm(a), what);
    }
}
