using System.Numerics;
using MathsIA.LinearAlgebra;
using static MathsIA.Tests.LinearAlgebra.MatrixSamples;
using static MathsIA.Tests.LinearAlgebra.SpectralSamples;

namespace MathsIA.Tests.LinearAlgebra;

public sealed class SymmetricFunctionDoubleTests : SymmetricFunctionTests<double>;

public sealed class SymmetricFunctionSingleTests : SymmetricFunctionTests<float>;

public abstract class SymmetricFunctionTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(17), InlineData(70)]
    public void Square_roots_square_back_and_invert(int n)
    {
        Tensor<T> a = PositiveDefinite<T>(n), root = Matrix.SymmetricSqrt(a), inverse = Matrix.SymmetricInverseSqrt(a);
        double condition = double.CreateTruncating(Matrix.ConditionNumber(a));
        Near(ToDouble(a), Multiply(root, root), Bound<T>(n), Norm(a), $"S S, {n}");
        Near(ToDouble(Tensor.Eye<T>(n)), Multiply(Multiply(inverse, a), ToDouble(inverse)), Bound<T>(n), condition, $"S A S, {n}");
        Assert.True(SameBits(root, root.Transpose()), "symmetric to the last bit");
        foreach (T x in Matrix.SymmetricEigenvalues(root).AsSpan())
            Assert.True(x > T.Zero);
    }

    [Fact]
    public void A_singular_matrix_has_a_root_but_no_inverse_root()
    {
        Tensor<T> ones = Tensor.Ones<T>(5, 5);
        Tensor<T> root = Matrix.SymmetricSqrt(ones);
        Near(ToDouble(ones), Multiply(root, root), Bound<T>(5), 5, "ones");
        Assert.Throws<NotPositiveDefiniteException>(() => Matrix.SymmetricInverseSqrt(ones));
        Assert.Throws<NotPositiveDefiniteException>(() => Matrix.SymmetricInverseSqrt(Tensor.Zeros<T>(2, 2)));
        Assert.Equal(0, Norm(Matrix.SymmetricSqrt(Tensor.Zeros<T>(2, 2))));
        NotPositiveDefiniteException thrown = Assert.Throws<NotPositiveDefiniteException>(() => Matrix.SymmetricSqrt(Filled<T>(2, (i, j) => i == j ? -i : 0)));
        Assert.Contains("-1", thrown.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(1), InlineData(12), InlineData(66)]
    public void Functions_agree_with_products_and_with_the_exponential(int n)
    {
        Tensor<T> a = Symmetric(Uniform<T>(n, n));
        Near(Multiply(a, a), ToDouble(Matrix.SymmetricFunction(a, x => x * x)), Bound<T>(n), Norm(a) * Norm(a), "square");
        Near(ToDouble(a), ToDouble(Matrix.SymmetricFunction(a, x => x)), Bound<T>(n), Norm(a), "identity");
        Tensor<T> exponential = Matrix.Exp(a);
        Near(ToDouble(exponential), ToDouble(Matrix.SymmetricFunction(a, T.Exp)), 4 * Bound<T>(n), Norm(exponential), "exp");
    }

    [Fact]
    public void Destinations_in_place_and_refused()
    {
        Tensor<T> a = PositiveDefinite<T>(9), expected = Matrix.SymmetricSqrt(a), copy = a.Clone();
        Assert.Same(copy, Matrix.SymmetricSqrt(copy, copy));
        Assert.True(SameBits(expected, copy));
        Tensor<T> strided = Tensor.Zeros<T>(18, 9)[AxisSlice.Step(.., 2), ..];
        Assert.True(SameBits(expected, Matrix.SymmetricSqrt(a, strided)));
        Assert.True(SameBits(Matrix.SymmetricInverseSqrt(a), Matrix.SymmetricInverseSqrt(a, Tensor.Zeros<T>(9, 9))));
        Assert.True(SameBits(Matrix.SymmetricFunction(a, T.Log), Matrix.SymmetricFunction(a, T.Log, Tensor.Zeros<T>(9, 9))));

        Tensor<T> wide = Tensor.Eye<T>(10);
        Assert.Throws<ArgumentException>("destination", () => Matrix.SymmetricSqrt(wide[..9, ..9], wide[1.., 1..]));
        Assert.Throws<ShapeMismatchException>("destination", () => Matrix.SymmetricSqrt(a, wide));
        Assert.Throws<ShapeMismatchException>("a", () => Matrix.SymmetricSqrt(Tensor.Zeros<T>(2, 3)));
        SymmetricEigen<T> eigen = Matrix.SymmetricEigen(a);
        Assert.Throws<ArgumentException>("destination", () => eigen.Sqrt(eigen.Vectors));
        Assert.Throws<ArgumentNullException>("function", () => Matrix.SymmetricFunction(a, null!));
        Assert.Throws<ArgumentException>("function", () => Matrix.SymmetricFunction(Tensor.Zeros<T>(2, 2), T.Log));
    }
}
