using System.Numerics;
using MathsIA.LinearAlgebra;
using MathsIA.RandomNumbers;
using static MathsIA.Tests.LinearAlgebra.MatrixSamples;

namespace MathsIA.Tests.LinearAlgebra;

public sealed class RandomizedSvdDoubleTests : RandomizedSvdTests<double>;

public sealed class RandomizedSvdSingleTests : RandomizedSvdTests<float>;

public abstract class RandomizedSvdTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [Theory, InlineData(120, 60), InlineData(60, 120), InlineData(20, 12)]
    public void A_matrix_of_low_rank_is_found_exactly(int m, int n)
    {
        Tensor<T> a = Deficient<T>(m, n, 6);
        foreach (int power in new[] { 0, 2 })
        {
            SingularValueDecomposition<T> svd = Matrix.RandomizedSvd(a, 6, new Philox(5), new() { PowerIterations = power });
            Assert.Equal(new Shape(m, 6), svd.U.Shape);
            Assert.Equal(new Shape(6, n), svd.Vt.Shape);
            Orthonormal(svd.U, Bound<T>(m), "U");
            Orthonormal(svd.Vt.Transpose(), Bound<T>(n), "V");
            Near(ToDouble(a), ToDouble(svd.Reconstruct()), 10 * Bound<T>(Math.Max(m, n)), Norm(a), $"{m} x {n}");
        }
    }

    [Fact]
    public void The_error_is_near_the_best_possible_and_power_iterations_help()
    {
        // Singular values 1, 0.9, 0.81 ... in random bases.
        Tensor<T> u = Matrix.Qr(Uniform<T>(150, 80)).Q(), v = Matrix.Qr(Uniform<T>(90, 80, 2)).Q();
        double[,] scaled = ToDouble(u);
        for (int i = 0; i < 150; i++)
        {
            for (int j = 0; j < 80; j++)
                scaled[i, j] *= Math.Pow(0.9, j);
        }

        Tensor<T> a = From<T>(Multiply(scaled, ToDouble(v.Transpose())));
        const int rank = 10;
        double best = Math.Pow(0.9, rank), none = Error(0), two = Error(2);
        Assert.True(two <= 1.05 * best, $"{two}, best {best}");
        Assert.True(none <= 3 * best, $"{none}, best {best}");
        Assert.True(two <= none);

        double Error(int power)
        {
            double[,] near = ToDouble(Matrix.RandomizedSvd(a, rank, new Philox(1), new() { PowerIterations = power }).Reconstruct()), rest = ToDouble(a);
            for (int i = 0; i < 150; i++)
            {
                for (int j = 0; j < 90; j++)
                    rest[i, j] -= near[i, j];
            }

            return double.CreateTruncating(Matrix.SpectralNorm(From<T>(rest)));
        }
    }

    [Fact]
    public void The_full_rank_is_the_exact_decomposition()
    {
        Tensor<T> a = Uniform<T>(20, 15);
        Assert.True(SameBits(Matrix.Svd(a).U, Matrix.RandomizedSvd(a, 15, new Philox(1)).U));
        Assert.True(SameBits(Matrix.Svd(a).U[.., ..8], Matrix.RandomizedSvd(a, 8, new Philox(1)).U));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_whatever_the_threads()
    {
        Tensor<T> a = Uniform<T>(200, 120);
        SameForAnyThreads(context => Matrix.RandomizedSvd(a, 20, new Philox(3), context: context).U);
        Assert.False(SameBits(Matrix.RandomizedSvd(a, 20, new Philox(3)).U, Matrix.RandomizedSvd(a, 20, new Philox(4)).U));
    }

    [Fact]
    public void Wrong_arguments_are_named()
    {
        Tensor<T> a = Uniform<T>(5, 4);
        Assert.Throws<ArgumentNullException>("a", () => Matrix.RandomizedSvd<T>(null!, 1, new Philox(1)));
        Assert.Throws<ArgumentNullException>("random", () => Matrix.RandomizedSvd(a, 1, null!));
        Assert.Throws<ArgumentOutOfRangeException>("rank", () => Matrix.RandomizedSvd(a, 0, new Philox(1)));
        Assert.Throws<ArgumentOutOfRangeException>("rank", () => Matrix.RandomizedSvd(a, 5, new Philox(1)));
        Assert.Throws<ShapeMismatchException>("a", () => Matrix.RandomizedSvd(Tensor.Zeros<T>(3), 1, new Philox(1)));
        Assert.Throws<ArgumentException>("a", () => Matrix.RandomizedSvd(Tensor.Full([3, 3], T.NaN), 1, new Philox(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomizedSvdOptions { Oversampling = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomizedSvdOptions { PowerIterations = -1 });
    }
}
