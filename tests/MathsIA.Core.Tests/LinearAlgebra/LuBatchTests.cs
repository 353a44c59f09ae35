using System.Numerics;
using MathsIA.LinearAlgebra;

namespace MathsIA.Tests.LinearAlgebra;

public sealed class LuBatchDoubleTests : LuBatchTests<double>;

public sealed class LuBatchSingleTests : LuBatchTests<float>;

/// <summary>Kept factors of many matrices against one factorization each.</summary>
public abstract class LuBatchTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
{
    [Theory, InlineData(1), InlineData(3), InlineData(33)]
    public void Solutions_and_determinants_are_those_of_single_factorizations(int n)
    {
        Tensor<T> a = Tensor.From(TestNumbers.Uniform<T>(6 * n * n, -1, 1, 1), 2, 3, n, n), b = Tensor.From(TestNumbers.Uniform<T>(6 * n * 2, -1, 1, 2), 2, 3, n, 2);
        Tensor<T> factors = Tensor.Zeros<T>(a.Shape), pivots = Tensor.Zeros<T>(2, 3, n, 1);
        LuBatch.Factor("Test", a, factors, pivots, null);
        var logarithms = new T[6];
        LuBatch.LogMagnitudes(factors, logarithms);
        foreach (bool transpose in new[] { false, true })
        {
            Tensor<T> x = b.Clone();
            LuBatch.Solve("Test", factors, pivots, x, transpose, new ComputeContext { DegreeOfParallelism = 3 });
            for (int i = 0; i < 6; i++)
            {
                LuFactorization<T> single = Matrix.Lu(At(a, i));
                Tensor<T> expected = single.Solve(At(b, i), transpose);
                T tolerance = T.CreateTruncating(typeof(T) == typeof(float) ? 2e-3 : 1e-11);
                Assert.True(At(x, i).Compare(expected, double.CreateTruncating(tolerance), double.CreateTruncating(tolerance)).IsClose);
                Assert.Equal(double.CreateTruncating(single.LogDeterminant().LogMagnitude), double.CreateTruncating(logarithms[i]), double.CreateTruncating(tolerance));
            }
        }
    }

    private static Tensor<T> At(Tensor<T> tensor, int i) => tensor[i / 3, (AxisSlice)(i % 3)].Clone();

    [Fact]
    public void Factors_broadcast_and_singular_matrices_are_named()
    {
        Tensor<T> a = Tensor.From([T.One, T.One, T.Zero, T.One], 2, 2), factors = Tensor.Zeros<T>(2, 2), pivots = Tensor.Zeros<T>(2, 1);
        LuBatch.Factor("Test", a, factors, pivots, null);
        Tensor<T> x = Tensor.Ones<T>(3, 2, 1);
        LuBatch.Solve("Test", factors, pivots, x, false, null);
        for (int i = 0; i < 3; i++)
            Assert.Equal([T.Zero, T.One], x[(AxisSlice)i].Clone().ToArray());
        LuBatch.Factor("Test", Tensor.Ones<T>(2, 2), factors, pivots, null);
        Assert.Throws<SingularMatrixException>(() => LuBatch.Solve("Test", factors, pivots, x, false, null));
        Assert.Throws<ArgumentException>("a", () => LuBatch.Factor("Test", Tensor.Full([2, 2], T.NaN), factors, pivots, null));
    }
}
