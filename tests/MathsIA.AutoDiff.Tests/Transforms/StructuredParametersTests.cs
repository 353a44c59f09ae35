using MathsIA.RandomNumbers;

namespace MathsIA.AutoDiff.Tests;

public sealed class StructuredParametersTests
{
    private sealed record Layer(Variable<double> Weight, Variable<double> Bias) : IParameters<Layer, double>
    {
        public Layer Map(Func<Variable<double>, Variable<double>> map) => new(map(Weight), map(Bias));
    }

    private sealed record Model(Layer First, Layer Second) : IParameters<Model, double>
    {
        public Model Map(Func<Variable<double>, Variable<double>> map) => new(First.Map(map), Second.Map(map));
    }

    [Fact]
    public void Gradients_of_a_list_a_dictionary_and_a_record_are_the_same()
    {
        var random = new Philox(2);
        Tensor<double> x = random.Normal<double>(5, 3), w1 = random.Normal<double>(3, 4), b1 = random.Normal<double>(4), w2 = random.Normal<double>(4, 1), b2 = random.Normal<double>(1);
        Variable<double> Loss(Variable<double> p, Variable<double> q, Variable<double> r, Variable<double> s) => (((Variable<double>)x).Affine(p, q, Activation.Tanh).MatMul(r) + s).Square().Mean();

        (Variable<double> value, Variable<double>[] list) = Differentiate.ValueAndGradient<double>(p => Loss(p[0], p[1], p[2], p[3]), [w1, b1, w2, b2]);
        var named = new Dictionary<string, Variable<double>>(StringComparer.Ordinal) { ["w1"] = w1, ["b1"] = b1, ["w2"] = w2, ["b2"] = b2 };
        (Variable<double> sameValue, Dictionary<string, Variable<double>> dictionary) = Differentiate.ValueAndGradient<double>(p => Loss(p["w1"], p["b1"], p["w2"], p["b2"]), named);
        (_, Model record) = Differentiate.ValueAndGradient<Model, double>(m => Loss(m.First.Weight, m.First.Bias, m.Second.Weight, m.Second.Bias), new Model(new(w1, b1), new(w2, b2)));

        Assert.Equal(value.ToScalar(), sameValue.ToScalar());
        Assert.True(list[0].Value.ElementsEqual(dictionary["w1"].Value) && list[0].Value.ElementsEqual(record.First.Weight.Value));
        Assert.True(list[3].Value.ElementsEqual(dictionary["b2"].Value) && list[3].Value.ElementsEqual(record.Second.Bias.Value));

        // Backpropagation by hand: "should be 0".
        Tensor<double> h = (x.MatMul(w1) + b1).Tanh(), y = h.MatMul(w2) + b2, dy = y * (2.0 / y.Length);
        Tensor<double> dh = dy.MatMul(w2.Transpose()) * (1.0 - h * h);
        Assert.True(list[2].Value.AllClose(h.Transpose().MatMul(dy), 1e-13, 1e-14));
        Assert.True(list[0].Value.AllClose(x.Transpose().MatMul(dh), 1e-13, 1e-14));
        Assert.True(list[1].Value.AllClose(dh.Sum(0), 1e-13, 1e-14));
    }

    [Fact]
    public void An_input_that_is_not_used_has_a_gradient_of_zeros()
    {
        (_, Variable<double>[] gradients) = Differentiate.ValueAndGradient<double>(p => p[0].Sum(), [Tensor.From([1.0, 2]), Tensor.From([3.0])]);
        Assert.Equal([0], gradients[1].Value.ToArray());
    }

    [Fact]
    public void A_function_object_is_a_smooth_function()
    {
        DifferentiableFunction<double> f = Differentiable.Of<double>(x => (x * x).Sum().Exp());
        Assert.IsType<ISmoothFunction<double>>(f, exactMatch: false);
        Tensor<double> x = Tensor.From([0.3, -0.4]), gradient = Tensor.Zeros<double>(2), v = Tensor.From([1.0, 2]);
        double value = Math.Exp(0.25);
        Assert.Equal(value, f.ValueAndGradient(x, gradient), 1e-15);
        Assert.True(gradient.AllClose(2 * value * x, 1e-14));
        Assert.Equal(value, f.Value(x), 1e-15);
        Tensor<double> expected = 2 * value * v + 4 * value * (x[0] * v[0] + x[1] * v[1]) * x;
        Assert.True(f.HessianVector(x, v).AllClose(expected, 1e-13));
        Assert.True(f.Hessian(x).MatMul(v).AllClose(expected, 1e-13));
        Assert.Throws<ShapeMismatchException>(() => f.Gradient(x, Tensor.Zeros<double>(3)));
        Assert.Throws<ShapeMismatchException>(() => Differentiable.Of<double>(y => y).ValueAndGradient(x));
    }
}
