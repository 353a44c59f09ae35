using MathsIA.LinearAlgebra;
using MathsIA.RandomNumbers;
using Xunit;

namespace MathsIA.Tests;

/// <summary>No operation takes more workspace than its context allows: it throws before any work, or works in smaller pieces.</summary>
public sealed class MemoryLimitTests
{
    private static readonly ComputeContext Tight = new() { MemoryLimit = 4096 };

    private static Tensor<T> Normal<T>(params int[] lengths) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        new Philox(7).Normal<T>(new Shape(lengths).ElementCount).Reshape(lengths);

    private static Tensor<double> Positive(int n)
    {
        Tensor<double> x = Normal<double>(n, n);
        return x.MatMul(x.Transpose()) + n * Tensor.Eye<double>(n);
    }

    public static TheoryData<string, Action<Tensor<double>, ComputeContext>> Operations => new()
    {
        { "Svd", static (a, context) => Matrix.Svd(a, context) },
        { "SingularValues", static (a, context) => Matrix.SingularValues(a, context) },
        { "SymmetricEigen", static (a, context) => Matrix.SymmetricEigen(a, context) },
        { "SymmetricEigenvalues", static (a, context) => Matrix.SymmetricEigenvalues(a, context) },
        { "Cholesky", static (a, context) => Matrix.Cholesky(a, context) },
        { "TryCholesky", static (a, context) => Matrix.TryCholesky(a, out _, context) },
        { "CholeskyFactors", static (a, context) => Matrix.CholeskyFactors(a, context) },
        { "Lu", static (a, context) => Matrix.Lu(a, context) },
        { "Qr", static (a, context) => Matrix.Qr(a, pivot: false, context) },
        { "Qr", static (a, context) => Matrix.Qr(a, pivot: true, context) },
        { "QrFactors", static (a, context) => Matrix.QrFactors(a, context) },
        { "Solve", static (a, context) => Matrix.Solve(a, a, context) },
        { "Inverse", static (a, context) => Matrix.Inverse(a, context) },
        { "Determinants", static (a, context) => Matrix.Determinants(a, context) },
        { "Exp", static (a, context) => Matrix.Exp(a, context) },
        { "PrincipalComponents", static (a, context) => PrincipalComponents<double>.Fit(a, context: context) },
        { "RandomizedSvd", static (a, context) => Matrix.RandomizedSvd(a, 3, new Philox(1), context: context) },
        { "Einsum", static (a, context) => Tensor.Einsum("ij,ij->i", [a, a], context) },
        { "Einsum", static (a, context) => Tensor.Einsum("ij,jk,kl->il", [a, a, a], context) },
        { "Sort", static (a, context) => Tensor.Sort(a.Reshape(-1), context: context) },
        { "ArgSort", static (a, context) => Tensor.ArgSort(a.Reshape(-1), context: context) },
        { "TopK", static (a, context) => Tensor.TopK(a.Reshape(-1), a.Length / 2, context: context) },
    };

    [Theory]
    [MemberData(nameof(Operations), DisableDiscoveryEnumeration = true)]
    public void MoreThanTheLimitThrows(string operation, Action<Tensor<double>, ComputeContext> run)
    {
        Tensor<double> a = Positive(40);
        MemoryLimitException refused = Assert.Throws<MemoryLimitException>(() => run(a, Tight));
        Assert.Equal(operation, refused.Operation);
        Assert.Equal(Tight.MemoryLimit, refused.LimitBytes);
        Assert.Contains(operation, refused.Message, StringComparison.Ordinal);
        Assert.InRange(refused.RequestedBytes, Tight.MemoryLimit + 1, 64L * a.Length * sizeof(double));

        // Exactly what it asked for is enough, one byte less is not.
        run(a, new() { MemoryLimit = refused.RequestedBytes });
        Assert.Throws<MemoryLimitException>(() => run(a, new() { MemoryLimit = refused.RequestedBytes - 1 }));
    }

    [Fact]
    public void RefusedOperationsLeaveTheDestinationAlone()
    {
        Tensor<double> a = Positive(40), b = Normal<double>(40, 2), x = Tensor.Full([40, 2], -1.0), inverse = a.Clone();
        Assert.Throws<MemoryLimitException>(() => Matrix.Solve(a, b, x, Tight));
        Assert.Equal(Tensor.Full([40, 2], -1.0).ToArray(), x.ToArray());
        Assert.Throws<MemoryLimitException>(() => Matrix.Inverse(inverse, inverse, Tight));
        Assert.Equal(a.ToArray(), inverse.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100_000)]
    [InlineData(1_000_000)]
    public void ProductsPackSmallerPiecesAndGiveTheSameBits(long limit)
    {
        ComputeContext context = new() { MemoryLimit = limit };
        Check<float>(context);
        Check<double>(context);

        static void Check<T>(ComputeContext context) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        {
            Tensor<T> a = Normal<T>(130, 500), b = Normal<T>(500, 301), bias = Normal<T>(301);
            Assert.Equal(a.MatMul(b).ToArray(), a.MatMul(b, context).ToArray());
            Assert.Equal(a.MatMul(b.Transpose().Clone().Transpose()).ToArray(), a.MatMul(b.Transpose().Clone().Transpose(), context).ToArray());
            Assert.Equal(Tensor.Einsum<T>("ij,jk->ik", a, b).ToArray(), Tensor.Einsum<T>("ij,jk->ik", [a, b], context).ToArray());
        }
    }

    [Fact]
    public void FactorizationsUnderTheSmallestSufficientLimitGiveTheSameBits()
    {
        Tensor<double> a = Positive(200);
        MemoryLimitException refused = Assert.Throws<MemoryLimitException>(() => Matrix.Svd(a, Tight));
        SingularValueDecomposition<double> free = Matrix.Svd(a), tight = Matrix.Svd(a, new() { MemoryLimit = refused.RequestedBytes });
        Assert.Equal(free.U.ToArray(), tight.U.ToArray());
        Assert.Equal(free.Values.ToArray(), tight.Values.ToArray());
    }

    [Fact]
    public void BatchesAndRowsTakeFewerAtATime()
    {
        Tensor<double> a = Normal<double>(30, 20, 20), rows = Normal<double>(64, 100);
        ComputeContext one = new() { MemoryLimit = 20 * 20 * 8 + 20 * 4, DegreeOfParallelism = 4 };
        Assert.Equal(Matrix.Inverse(a).ToArray(), Matrix.Inverse(a, one).ToArray());
        Assert.Equal(Matrix.Determinants(a).ToArray(), Matrix.Determinants(a, one).ToArray());
        ComputeContext row = new() { MemoryLimit = 100 * 2 * 8, DegreeOfParallelism = 4 };
        Assert.Equal(rows.Sort().ToArray(), rows.Sort(context: row).ToArray());
        Assert.Equal(rows.Sort(axis: 0).ToArray(), rows.Sort(axis: 0, context: row).ToArray());
        Assert.Equal(rows.Softmax(0).ToArray(), rows.Softmax(0, row).ToArray());
    }

    [Fact]
    public void SummationsThatNeedNoWorkspaceIgnoreTheLimit()
    {
        Tensor<double> a = Normal<double>(6, 30, 20), b = Normal<double>(6, 20, 10);
        ComputeContext none = new() { MemoryLimit = 1 };
        Assert.Equal(Tensor.Einsum("bij,bjk->bik", a, b).ToArray(), Tensor.Einsum("bij,bjk->bik", [a, b], none).ToArray());
        Assert.Throws<MemoryLimitException>(() => a.TensorDot(b, [0, 2], [0, 1], none));
        Assert.Equal(a.TensorDot(b, [0, 2], [0, 1]).ToArray(), a.TensorDot(b, [0, 2], [0, 1], new() { MemoryLimit = 100_000 }).ToArray());
    }
}
