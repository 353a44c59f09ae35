namespace MathsIA.AutoDiff.Tests;

/// <summary>Two routes to one derivative, for operations on matrices.</summary>
public sealed class LinearAlgebraTests
{
    private static readonly Tensor<double> A = Samples.Any(4, 4) + Tensor.Eye<double>(4) * 4.0;
    private static readonly Tensor<double> B = Samples.Any(4, 2);

    [Fact]
    public void Derivatives_use_the_factors_of_the_value_and_not_the_matrix_again()
    {
        // Once the factors are there nobody looks at the numbers of the matrix: spoiling them changes nothing.
        Func<Variable<double>, Variable<double>> f = a => a.Solve(B).Square().Sum() + a.LogDeterminant();
        Variable<double> expected = Differentiate.Gradient(f, A), direction = Samples.Any(4, 4) * 0.3;
        Variable<double> product = Differentiate.Jvp<double>(a => Differentiate.Gradient(f, a), A, direction).Tangent;
        Tensor<double> spoiled = A.Clone();
        var tape = new Tape<double>(new() { ChangeDetection = ChangeDetection.None });
        Variable<double> watched = tape.Watch(spoiled), value = f(watched);
        spoiled.Fill(double.NaN);
        tape.Backward(value);
        Assert.Equal(expected.Value.ToArray(), tape.GradientOf(watched).Value.ToArray());
        // The second order, as the slope of a difference of gradients.
        const double step = 1e-5;
        Tensor<double> difference = (Differentiate.Gradient<double>(f, A + direction.Value * step).Value - Differentiate.Gradient<double>(f, A - direction.Value * step).Value) * (0.5 / step);
        Assert.True(product.Value.Compare(difference, 1e-8, 1e-8).IsClose);
    }

    [Fact]
    public void Third_derivatives_of_a_log_determinant_are_traces_of_powers()
    {
        // ln det(A + t I) has the derivatives tr A⁻¹, −tr A⁻², 2 tr A⁻³.
        Variable<double> inverse = A.Clone();
        inverse = inverse.Inverse();
        Variable<double>[] derivatives = Differentiate.Derivatives<double>(t => (t * Tensor.Eye<double>(4) + A).LogDeterminant(), Tensor.Scalar(0.0), 3);
        Variable<double> square = inverse.MatMul(inverse);
        Assert.Equal(inverse.Trace().ToScalar(), derivatives[1].ToScalar(), 1e-13);
        Assert.Equal(-square.Trace().ToScalar(), derivatives[2].ToScalar(), 1e-13);
        Assert.Equal(2 * square.MatMul(inverse).Trace().ToScalar(), derivatives[3].ToScalar(), 1e-13);
    }

    [Fact]
    public void Derivatives_of_a_solution_are_those_of_the_inverse()
    {
        Func<IReadOnlyList<Variable<double>>, Variable<double>> solved = x => x[0].Solve(x[1]).Square().Sum(), inverted = x => x[0].Inverse().MatMul(x[1]).Square().Sum();
        Variable<double>[] point = [A, B];
        Variable<double>[] first = Differentiate.ValueAndGradient(solved, point).Gradients, second = Differentiate.ValueAndGradient(inverted, point).Gradients;
        for (int k = 0; k < 2; k++)
            Assert.True(first[k].Value.Compare(second[k].Value, 1e-12, 1e-12).IsClose);
    }

    [Fact]
    public void The_factors_of_a_decomposition_have_the_slopes_that_their_identities_ask_for()
    {
        // A = Q R and Qᵀ Q = I: derivatives of both sides, by a direction.
        Tensor<double> a = Samples.Any(5, 3), direction = Samples.Any(5, 3) * 0.7 + 0.1;
        Variable<double> Slope(Func<Variable<double>, Variable<double>> f) => Differentiate.Jvp(f, a, direction).Tangent;
        Assert.True(Slope(x => x.Qr().Q.MatMul(x.Qr().R)).Value.Compare(direction, 1e-13, 1e-13).IsClose);
        Assert.True(Slope(x => x.Qr().Q.Transpose().MatMul(x.Qr().Q)).Value.Compare(Tensor.Zeros<double>(3, 3), 0, 1e-13).IsClose);
        Assert.True(Slope(x => x.Qr().R.LowerTriangle(-1)).Value.Compare(Tensor.Zeros<double>(3, 3), 0, 0).IsClose);
        Assert.True(Slope(x => Rebuilt(x)).Value.Compare(direction, 1e-12, 1e-12).IsClose);
        Assert.True(Slope(x => x.Transpose().Svd().Vt.MatMul(x.Transpose().Svd().Vt.Transpose())).Value.Compare(Tensor.Zeros<double>(3, 3), 0, 1e-13).IsClose);
        Assert.True(Slope(x => x.Svd().Values.Square().Sum() - x.Square().Sum()).Value.Compare(Tensor.Scalar(0.0), 0, 1e-13).IsClose);
    }

    [Fact]
    public void Symmetric_functions_of_nearly_equal_eigenvalues_are_right()
    {
        // An orthogonal similarity of diag(2, 2, 5): the computed values differ by rounding, which must not be divided by.
        Variable<double> q = Samples.Any(3, 3);
        q = q.Qr().Q;
        Tensor<double> a = (q * Tensor.From([2.0, 2, 5])).MatMul(q.Transpose()).Value;
        Variable<double> slope = Differentiate.Gradient<double>(x => x.SymmetricEigen().Values.Exp().Sum(), a);
        Variable<double> expected = (q * Tensor.From([Math.Exp(2), Math.Exp(2), Math.Exp(5)])).MatMul(q.Transpose());
        Assert.True(slope.Value.Compare(expected.Value, 1e-12, 1e-12).IsClose);
        // The projection on the double eigenspace does not depend on the basis that was found.
        Variable<double> Projection(Variable<double> x)
        {
            Variable<double> vectors = x.SymmetricEigen().Vectors.Narrow(1, 0, 2);
            return vectors.MatMul(vectors.Transpose());
        }

        Variable<double> moved = Differentiate.Jvp<double>(Projection, a, Tensor.Eye<double>(3) * 0.5).Tangent;
        Assert.True(moved.Value.Compare(Tensor.Zeros<double>(3, 3), 0, 1e-12).IsClose);
        Tensor<double> direction = ((Variable<double>)Samples.Any(3, 3)).Symmetrized().Value;
        double step = 1e-5;
        Tensor<double> difference = (Projection(a + direction * step).Value - Projection(a - direction * step).Value) * (0.5 / step);
        Assert.True(Differentiate.Jvp<double>(Projection, a, direction).Tangent.Value.Compare(difference, 1e-8, 1e-8).IsClose);
    }

    private static Variable<double> Rebuilt(Variable<double> x)
    {
        (Variable<double> u, Variable<double> values, Variable<double> vt) = x.Svd();
        return (u * values.Unsqueeze(-2)).MatMul(vt);
    }
}
