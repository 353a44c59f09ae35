using MathsIA.Operators;

namespace MathsIA.Tests.Operators;

public sealed class CalculusTests
{
    private readonly Tensor<double> _a = OperatorRows<double>.Random(4, 3), _b = OperatorRows<double>.Random(3, 4);

    [Fact]
    public void Reads_as_the_algebra_of_matrices()
    {
        var a = new DenseOperator<double>(_a);
        var b = new DenseOperator<double>(_b);
        ILinearOperator<double> op = 2.0 * a - b.Adjoint;
        Tensor<double> x = OperatorRows<double>.Random(3);
        Tensor<double> y = op * x, product = (b * a).Apply(x), after = a.Then(b).Apply(x);
        for (int i = 0; i < 4; i++)
        {
            double expected = 0;
            for (int j = 0; j < 3; j++)
                expected += (2 * _a[i, j] - _b[j, i]) * x[j];
            Assert.Equal(expected, y[i], 1e-14);
        }

        Assert.Equal(product.ToArray(), after.ToArray());
    }

    [Fact]
    public void The_adjoint_of_the_adjoint_is_the_operator_itself()
    {
        var a = new DenseOperator<double>(_a);
        Assert.Same(a, a.Adjoint.Adjoint);
        var d = new DiagonalOperator<double>(_a);
        Assert.Same(d, d.Adjoint);
    }

    [Fact]
    public void A_gram_operator_knows_its_symmetry_and_its_norm()
    {
        ILinearOperator<double> gram = new GradientOperator<double>([4, 6]).Gram;
        Assert.True(gram.IsSelfAdjoint);
        Assert.True(gram.Norm.IsExact);
        Assert.Equal(Math.Pow(new GradientOperator<double>([4, 6]).Norm.Bound, 2), gram.Norm.Bound, 1e-14);
    }

    [Fact]
    public void A_dropped_element_is_zero_even_where_it_is_not_finite()
    {
        var mask = new MaskOperator<double>(Tensor.From([true, false, true]));
        Assert.Equal([1.0, 0, 3], mask.Apply(Tensor.From([1, double.NaN, 3])).ToArray());
        Assert.Equal(2, mask.Kept);
    }

    [Fact]
    public void Names_itself()
    {
        Assert.Equal("IdentityOperator [2, 3] → [2, 3], norm 1", new IdentityOperator<double>([2, 3]).ToString());
        Assert.StartsWith("DenseOperator [3] → [4], norm at most", new DenseOperator<double>(_a).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_parts_are_refused_by_name()
    {
        var a = new DenseOperator<double>(_a);
        Assert.Equal("second", Assert.Throws<ShapeMismatchException>(() => a.Then(a)).ParamName);
        Assert.Equal("operators", Assert.Throws<ShapeMismatchException>(() => a + a.Adjoint).ParamName);
        Assert.Equal("factor", Assert.Throws<ArgumentOutOfRangeException>(() => double.NaN * a).ParamName);
        Assert.Equal("domain", Assert.Throws<ShapeMismatchException>(() => a.Reshape([2], [4])).ParamName);
        Assert.Equal("matrix", Assert.Throws<ShapeMismatchException>(() => new DenseOperator<double>(Tensor.Zeros<double>(3))).ParamName);
        Assert.Equal("matrix", Assert.Throws<ArgumentNullException>(() => new DenseOperator<double>(null!)).ParamName);
        Assert.Equal("next", Assert.Throws<ArgumentNullException>(() => a.Then(null!)).ParamName);
        Assert.Equal("operators", Assert.Throws<ArgumentException>(() => LinearOperator.Column<double>()).ParamName);
        Assert.Equal("operators", Assert.Throws<ArgumentNullException>(() => LinearOperator.Row<double>(a, null!)).ParamName);
        Assert.Equal("blocks", Assert.Throws<ShapeMismatchException>(() => LinearOperator.Column<double>(a, a.Adjoint)).ParamName);
        Assert.Equal("blocks", Assert.Throws<ArgumentException>(() => new BlockOperator<double>(new ILinearOperator<double>?[,] { { a, null } })).ParamName);
        Assert.Equal("indices", Assert.Throws<ArgumentOutOfRangeException>(() => new SubsamplingOperator<double>([3], [3])).ParamName);
        Assert.Equal("isSelfAdjoint", Assert.Throws<ShapeMismatchException>(() => new FunctionOperator<double>([2], [3], (_, _) => { }, (_, _) => { }, null, true)).ParamName);
    }

    [Fact]
    public void Block_norms_are_exact_on_the_diagonal_and_bounds_elsewhere()
    {
        var two = 2.0 * new IdentityOperator<double>([3]);
        var three = 3.0 * new IdentityOperator<double>([3]);
        Assert.Equal(OperatorNorm<double>.Exactly(3), LinearOperator.BlockDiagonal<double>(two, three).Norm);
        Assert.Equal(Math.Sqrt(13), LinearOperator.Column<double>(two, three).Norm.Bound, 1e-15);
        Assert.False(LinearOperator.Column<double>(two, three).Norm.IsExact);
    }
}
