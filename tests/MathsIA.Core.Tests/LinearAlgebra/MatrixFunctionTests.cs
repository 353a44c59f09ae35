using System.Numerics;
using MathsIA.LinearAlgebra;
using static MathsIA.Tests.LinearAlgebra.MatrixSamples;

namespace MathsIA.Tests.LinearAlgebra;

public sealed class MatrixFunctionDoubleTests : MatrixFunctionTests<double>;

public sealed class MatrixFunctionSingleTests : MatrixFunctionTests<float>;

public abstract class MatrixFunctionTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static T Of(double value) => T.CreateTruncating(value);

    private static Tensor<T> Times(Tensor<T> a, double factor)
    {
        Tensor<T> result = a.Clone();
        foreach (ref T value in result.AsSpan())
            value *= Of(factor);
        return result;
    }

    [Theory, InlineData(1e-3), InlineData(0.1), InlineData(0.7), InlineData(2), InlineData(5), InlineData(30)]
    public void The_exponential_is_that_of_the_series_at_every_degree(double norm)
    {
        foreach (int n in new[] { 1, 2, 7, 20, 40 })
        {
            Tensor<T> a = Uniform<T>(n, n, 61);
            a = Times(a, norm / Norm(a));
            double[,] expected = ReferenceFactorizations.Exponential(ToDouble(a));
            Near(expected, ToDouble(Matrix.Exp(a)), Bound<T>(n) * Math.Max(1, norm), Norm(expected), $"norm {norm}, n = {n}");
        }
    }

    [Fact]
    public void The_exponential_of_known_matrices_is_exact()
    {
        Assert.True(SameBits(Tensor.Eye<T>(5), Matrix.Exp(Tensor.Zeros<T>(5, 5))));
        Assert.Equal(new Shape(0, 0), Matrix.Exp(Tensor.Zeros<T>(0, 0)).Shape);
        Tensor<T> nilpotent = Tensor.Zeros<T>(3, 3);
        nilpotent[0, 1] = Of(100);
        nilpotent[1, 2] = Of(200);
        Near(new double[,] { { 1, 100, 10000 }, { 0, 1, 200 }, { 0, 0, 1 } }, ToDouble(Matrix.Exp(nilpotent)), Bound<T>(3), 1e4, "nilpotent");
        double angle = 10;
        Tensor<T> rotation = From<T>(new[,] { { 0, -angle }, { angle, 0 } });
        Near(new[,] { { Math.Cos(angle), -Math.Sin(angle) }, { Math.Sin(angle), Math.Cos(angle) } }, ToDouble(Matrix.Exp(rotation)), Bound<T>(2) * 10, 1, "rotation");
    }

    [Fact]
    public void The_exponential_of_a_matrix_and_of_its_negative_are_inverse()
    {
        Tensor<T> a = Uniform<T>(60, 60, 62), e = Matrix.Exp(a), inverse = Matrix.Exp(Times(a, -1));
        Near(ToDouble(Tensor.Eye<T>(60)), Multiply(e, inverse), 100 * Bound<T>(60), Norm(e) * Norm(inverse), "exp(A) exp(-A)");
        Assert.Equal(Math.Exp(Enumerable.Range(0, 60).Sum(i => double.CreateTruncating(a[i, i]))),
            double.CreateTruncating(Matrix.Determinant(e)), 0.1 * Math.Abs(double.CreateTruncating(Matrix.Determinant(e))));
    }

    [Fact]
    public void Batches_are_taken_matrix_by_matrix()
    {
        Tensor<T> a = Uniform<T>(12, 3, 63).Reshape(2, 2, 3, 3).Transpose();
        Tensor<T> all = Matrix.Exp(a);
        for (int i = 0; i < 2; i++)
        {
            for (int j = 0; j < 2; j++)
                Assert.True(SameBits(Matrix.Exp(a[[(AxisSlice)i, j]]), all[[(AxisSlice)i, j]]));
        }

        Tensor<T> inPlace = a.Clone();
        Assert.True(SameBits(all, Matrix.Exp(inPlace, inPlace)));
    }

    [Fact]
    public void Overflow_throws_and_bad_input_is_refused()
    {
        Assert.Throws<OverflowException>(() => Matrix.Exp(Times(Tensor.Eye<T>(2), 1e4)));
        Assert.Throws<ShapeMismatchException>("a", () => Matrix.Exp(Tensor.Zeros<T>(2, 3)));
        Assert.Throws<ArgumentException>("a", () => Matrix.Exp(Tensor.Full([2, 2], T.NaN)));
        Tensor<T> memory = Tensor.Zeros<T>(3, 3);
        Assert.Throws<ArgumentException>("destination", () => Matrix.Exp(memory[..2, ..2], memory[1.., 1..]));
    }

    [Fact]
    public void Bits_do_not_depend_on_the_number_of_threads() =>
        SameForAnyThreads(context => Matrix.Exp(Times(Uniform<T>(150, 150), 3), context));

    [Fact]
    public void Solve_and_inverse_take_batches_that_broadcast()
    {
        Tensor<T> a = Uniform<T>(4 * 9, 9, 64).Reshape(4, 1, 9, 9), b = Uniform<T>(3 * 9, 5, 65).Reshape(3, 9, 5);
        Tensor<T> x = Matrix.Solve(a, b);
        Assert.Equal(new Shape(4, 3, 9, 5), x.Shape);
        Tensor<T> inverse = Matrix.Inverse(a);
        for (int i = 0; i < 4; i++)
        {
            Tensor<T> matrix = a[[(AxisSlice)i, 0]];
            Near(ToDouble(Tensor.Eye<T>(9)), Multiply(matrix, inverse[[(AxisSlice)i, 0]]), Bound<T>(9), Norm(matrix) * Norm(inverse[[(AxisSlice)i, 0]]), "inverse");
            for (int j = 0; j < 3; j++)
                Solves(matrix, x[[(AxisSlice)i, j]], b[[(AxisSlice)j]], $"{i}, {j}");
        }

        Assert.Equal(new Shape(0, 2, 2), Matrix.Inverse(Tensor.Zeros<T>(0, 2, 2)).Shape);
        Assert.Throws<ShapeMismatchException>(() => Matrix.Solve(a, Tensor.Zeros<T>(9)));
        a[2, 0, 0, 0] = T.NaN;
        Assert.Throws<ArgumentException>("a", () => Matrix.Solve(a, b));
    }

    [Theory, InlineData(3, 0), InlineData(0, 3), InlineData(7, 3), InlineData(3, 7), InlineData(40, 21)]
    public void Batched_factors_of_matrices_that_are_not_square_multiply_to_their_rows_in_order(int m, int n)
    {
        Tensor<T> a = Tensor.Stack(0, Uniform<T>(m, n), Tensor.Zeros<T>(m, n), Uniform<T>(m, n, 5));
        (Tensor<T> lower, Tensor<T> upper, Tensor<int> permutation) = Matrix.LuFactors(a);
        Assert.Equal(new Shape(3, m, Math.Min(m, n)), lower.Shape);
        Assert.Equal(new Shape(3, Math.Min(m, n), n), upper.Shape);
        for (int i = 0; i < 3; i++)
            Near(ToDouble(a.Select(0, i).Take(permutation.Select(0, i), 0)), Multiply(lower.Select(0, i), upper.Select(0, i)), Bound<T>(m + n), 1, $"matrix {i}");
        Assert.Throws<ShapeMismatchException>("a", () => Matrix.LuFactors(Tensor.Zeros<T>(3)));
    }

    [Theory, InlineData(0, 3), InlineData(1, 1), InlineData(3, 0), InlineData(5, 9), InlineData(70, 33), InlineData(150, 200)]
    public void Symmetric_products_are_the_product_with_the_transpose_and_symmetric_to_the_bit(int n, int k)
    {
        Tensor<T> a = Uniform<T>(n, k), product = Matrix.SymmetricProduct(a);
        Near(ToDouble(a.MatMul(a.Transpose())), ToDouble(product), Bound<T>(k), Math.Max(1, k), "product");
        Assert.True(SameBits(product, product.Transpose()));
        Assert.True(SameBits(product, Matrix.SymmetricProduct(Tensor.Stack(0, a, a), new ComputeContext { DegreeOfParallelism = 2 }).Select(0, 1)));
        Tensor<T> destination = Tensor.Full([n, n], T.NaN).Transpose();
        Assert.True(SameBits(product, Matrix.SymmetricProduct(a, destination, ComputeContext.SingleThread)));
        Assert.Throws<ShapeMismatchException>("destination", () => Matrix.SymmetricProduct(a, Tensor.Zeros<T>(n, n + 1)));
        if (n == 5)
            Assert.Throws<ArgumentException>("destination", () => Matrix.SymmetricProduct(a, a[.., ..n]));
    }

    [Theory, InlineData(1), InlineData(4), InlineData(33)]
    public void Batched_factors_have_the_bits_of_single_ones(int n)
    {
        Tensor<T> a = Tensor.Zeros<T>(3, 2, n, n);
        for (int i = 0; i < 6; i++)
        {
            Tensor<T> definite = PositiveDefinite<T>(n);
            definite[0, 0] += Of(i);
            definite.CopyTo(a[[(AxisSlice)(i / 2), i % 2]]);
        }

        a = a.Permute(1, 0, 3, 2);
        Tensor<T> determinants = Matrix.Determinants(a), lower = Matrix.CholeskyFactors(a), inPlace = a.Clone();
        Tensor<LogDeterminant<T>> logarithms = Matrix.LogDeterminants(a);
        (Tensor<T> q, Tensor<T> r) = Matrix.QrFactors(a);
        (Tensor<T> l, Tensor<T> u, Tensor<int> permutation) = Matrix.LuFactors(a);
        Assert.Equal(new Shape(2, 3), determinants.Shape);
        Assert.Equal(new Shape(2, 3), logarithms.Shape);
        Assert.True(SameBits(lower, Matrix.CholeskyFactors(inPlace, inPlace)));
        for (int i = 0; i < 6; i++)
        {
            Tensor<T> one = a[[(AxisSlice)(i / 3), i % 3]];
            Assert.Equal(Matrix.Determinant(one), determinants[i / 3, i % 3]);
            Assert.Equal(Matrix.LogDeterminant(one), logarithms[i / 3, i % 3]);
            Assert.True(SameBits(Matrix.Cholesky(one).Lower(), lower[[(AxisSlice)(i / 3), i % 3]]));
            Assert.True(SameBits(Matrix.Qr(one).Q(), q[[(AxisSlice)(i / 3), i % 3]]));
            Assert.True(SameBits(Matrix.Qr(one).R(), r[[(AxisSlice)(i / 3), i % 3]]));
            LuFactorization<T> lu = Matrix.Lu(one);
            Assert.True(SameBits(lu.Lower(), l[[(AxisSlice)(i / 3), i % 3]]));
            Assert.True(SameBits(lu.Upper(), u[[(AxisSlice)(i / 3), i % 3]]));
            Assert.Equal(lu.Permutation(), permutation[[(AxisSlice)(i / 3), i % 3]].ToArray());
        }

        a[1, 2, n - 1, n - 1] = Of(-1);
        Assert.Equal(n - 1, Assert.Throws<NotPositiveDefiniteException>(() => Matrix.CholeskyFactors(a)).Pivot);
        a[0, 0, 0, 0] = T.NaN;
        Assert.Throws<ArgumentException>("a", () => Matrix.CholeskyFactors(a));
        Assert.Throws<ArgumentException>("a", () => Matrix.QrFactors(a));
        Assert.Throws<ArgumentException>("a", () => Matrix.Determinants(a));
        Assert.Throws<ShapeMismatchException>("a", () => Matrix.Determinants(Tensor.Zeros<T>(2, 2, 3)));
        Assert.Throws<ShapeMismatchException>("a", () => Matrix.QrFactors(Tensor.Zeros<T>(3)));
    }

    [Fact]
    public void General_eigenvalues_and_vectors_satisfy_their_equation()
    {
        foreach (int n in new[] { 0, 1, 2, 3, 12, 25 })
        {
            Tensor<T> a = Uniform<T>(n, n, 66);
            GeneralEigen eigen = Matrix.GeneralEigen(a);
            double[,] matrix = ToDouble(a);
            for (int k = 0; k < n; k++)
            {
                double size = 0;
                for (int i = 0; i < n; i++)
                {
                    Complex sum = 0;
                    for (int j = 0; j < n; j++)
                        sum += matrix[i, j] * eigen.Vectors[j, k];
                    Assert.True((sum - eigen.Values[k] * eigen.Vectors[i, k]).Magnitude < 1e-11 * n, $"n = {n}, pair {k}");
                    size += eigen.Vectors[i, k].Magnitude * eigen.Vectors[i, k].Magnitude;
                }

                Assert.Equal(1, size, 1e-12);
            }

            Complex trace = 0;
            foreach (Complex value in eigen.Values.ToArray())
                trace += value;
            Assert.Equal(Enumerable.Range(0, n).Sum(i => matrix[i, i]), trace.Real, 1e-11 * (n + 1));
            Assert.Equal(0, trace.Imaginary, 1e-11 * (n + 1));
        }

        Assert.Throws<ShapeMismatchException>("a", () => Matrix.GeneralEigen(Tensor.Zeros<T>(2, 3)));
        Assert.Throws<ArgumentException>("a", () => Matrix.GeneralEigen(Tensor.Full([2, 2], T.NaN)));
    }
}
