using MathsIA.RandomNumbers;
using static MathsIA.AutoDiff.Differentiate;

namespace MathsIA.AutoDiff.Tests;

/// <summary>Transforms inside transforms: no perturbation confusion, and every order of nesting gives the same.</summary>
public sealed class NestingTests
{
    private static double D(Func<Variable<double>, Variable<double>> f, double x, bool forward) => (forward
        ? Jvp(f, x, 1.0).Tangent
        : Gradient(f, x)).ToScalar();

    private static Variable<double> D(Func<Variable<double>, Variable<double>> f, Variable<double> x, bool forward) => forward
        ? Jvp(f, x, Variable.Ones<double>(x.Shape)).Tangent
        : Gradient(f, x);

    [Theory, CombinatorialModes]
    public void The_inner_derivative_of_an_outer_variable_is_zero(bool outer, bool inner)
    {
        // Siskind and Pearlmutter 2005: d/dx (x · d/dy (x + y) at 1) is 1, not 2.
        Assert.Equal(1, D(x => x * D(y => x + y, (Variable<double>)1.0, inner), 1.0, outer));
        // d/dx (x · d/dy (x y) at 2) = d/dx x² = 2x.
        Assert.Equal(6, D(x => x * D(y => x * y, (Variable<double>)2.0, inner), 3.0, outer));
        // The inner function does not use its own variable.
        Assert.Equal(0, D(x => x * D(y => x * x, (Variable<double>)2.0, inner), 3.0, outer));
        // The inner point depends on the outer variable: d/dx (d/dy y³ at x²) = d/dx 3x⁴ = 12x³.
        Assert.Equal(96, D(x => D(y => y * y * y, x * x, inner), 2.0, outer), 12);
    }

    [Theory, CombinatorialModes]
    public void A_derivative_of_a_derivative_taken_by_a_function_that_takes_functions(bool outer, bool inner)
    {
        // Manzyuk et al. 2019: a shifted function whose shift is differentiated outside. s(u)(f)(x) = f(x + u).
        Func<Variable<double>, Variable<double>> Shifted(Variable<double> u, Func<Variable<double>, Variable<double>> f) => x => f(x + u);
        // d/du (d/dx sin(x + u) at 1) at 0 = −sin 1.
        Assert.Equal(-Math.Sin(1), D(u => D(Shifted(u, v => v.Sin()), (Variable<double>)1.0, inner), 0.0, outer), 14);
        // Twice the shift operator: d/du f(x + 2u) = 2 f′.
        Assert.Equal(2 * Math.Cos(1), D(u => Shifted(u, Shifted(u, v => v.Sin()))(1.0), 0.0, outer), 14);
        // The inner derivative is linear in an outer coefficient: d/da (d/dx a x³ at 2) = 12.
        Assert.Equal(12, D(a => D(x => a * x * x * x, (Variable<double>)2.0, inner), 5.0, outer), 12);
    }

    [Theory, CombinatorialModes]
    public void A_derivative_made_of_a_shift_is_one_and_can_be_taken_again(bool outer, bool inner)
    {
        // Manzyuk et al. 2019, section 2: D̂ f = x ↦ d/du f(x + u) at 0 is the derivative; a tag used twice makes D̂ (D̂ f) wrong.
        Func<Variable<double>, Variable<double>> Slope(Func<Variable<double>, Variable<double>> f, bool forward) => x => D(u => f(x + u), Variable.Zeros<double>(), forward);
        Func<Variable<double>, Variable<double>> sine = v => v.Sin();
        Assert.Equal(-Math.Sin(1), Slope(Slope(sine, inner), outer)(1.0).ToScalar(), 14);
        Assert.Equal(-Math.Cos(1), Slope(Slope(Slope(sine, inner), outer), inner)(1.0).ToScalar(), 14);
        // The same function applied twice inside one derivative: each use has a perturbation of its own.
        Assert.Equal(-2 * Math.Sin(2) * Math.Cos(2), D(x => Slope(sine, inner)(x) * Slope(sine, inner)(x), 2.0, outer), 14);
    }

    [Theory, CombinatorialModes]
    public void Three_levels_keep_their_variables_apart(bool outer, bool inner)
    {
        // d/dx (x · d/dy (y · d/dz (x y z) at 5) at 2) at 3 = d/dx (x · 2 x y) = 8x.
        Assert.Equal(24, D(x => x * D(y => y * D(z => x * y * z, (Variable<double>)5.0, outer), (Variable<double>)2.0, inner), 3.0, outer), 12);
        // Siskind and Pearlmutter 2008: the inner function is constant in its own variable, or in the outer one.
        Assert.Equal(0, D(x => D(y => x, (Variable<double>)1.0, inner) * x, 4.0, outer));
        Assert.Equal(3, D(x => x * D(y => D(z => y * z, (Variable<double>)7.0, outer) + 2.0 * y, (Variable<double>)1.0, inner), 4.0, outer), 12);
        // A minimum inside a derivative: min over y by one Newton step, exact for a quadratic. d/dx min_y (y² − 2xy) = d/dx (−x²) = −2x.
        Assert.Equal(-6, D(x =>
        {
            Variable<double> Inner(Variable<double> y) => y * y - 2.0 * x * y;
            Variable<double> start = 10.0, y = start - D(Inner, start, inner) / D(v => D(Inner, v, inner), start, outer);
            return Inner(y);
        }, 3.0, outer), 12);
    }

    [Fact]
    public void A_perturbation_that_escapes_its_derivative_is_an_error_and_never_a_number()
    {
        Func<Variable<double>, Variable<double>>? escaped = null;
        foreach (bool forward in new[] { true, false })
        {
            D(u =>
            {
                escaped = x => x + u;
                return u;
            }, 1.0, forward);
            Assert.Throws<InvalidOperationException>(() => escaped!(1.0));
            Assert.Throws<InvalidOperationException>(() => D(escaped!, 1.0, forward));
        }
    }

    [Fact]
    public void Derivatives_of_the_course_to_order_six()
    {
        // (1 − e^{−x})/(1 + e^{−x}), at 1 and at 0: computed apart from this library.
        Func<Variable<double>, Variable<double>> f = x => (1.0 - (-x).Exp()) / (1.0 + (-x).Exp());
        double[] atOne = [.4621171573, .3932238665, -.1817154953, -.0706511610, .2470137227, -.1020839522, -.5668678171], atZero = [0, .5, 0, -.25, 0, .5, 0];
        Variable<double>[] one = Derivatives(f, 1.0, 6), zero = Derivatives(f, 0.0, 6);
        for (int order = 0; order <= 6; order++)
        {
            Assert.Equal(atOne[order], one[order].ToScalar(), 1e-10);
            Assert.Equal(atZero[order], zero[order].ToScalar(), 1e-13);
        }
    }

    [Fact]
    public void Derivatives_of_tanh_to_order_six_are_the_closed_forms()
    {
        foreach (double x in new[] { -1.7, -0.3, 0.0, 0.4, 2.1 })
        {
            Variable<double>[] d = Derivatives<double>(v => v.Tanh(), x, 6);
            double t = Math.Tanh(x), s = 1 - t * t;
            double[] expected =
            [
                t, s, -2 * t * s, s * (6 * t * t - 2), 8 * t * s * (2 - 3 * t * t),
                s * (16 - 120 * t * t + 120 * t * t * t * t), s * t * (-272 + 960 * t * t - 720 * t * t * t * t),
            ];
            for (int order = 0; order <= 6; order++)
                Assert.Equal(expected[order], d[order].ToScalar(), 1e-11 * (1 + Math.Abs(expected[order])));
        }
    }

    [Fact]
    public void Derivatives_by_repeated_reverse_mode_are_the_same()
    {
        Func<Variable<double>, Variable<double>> f = v => v.Tanh();
        Variable<double>[] forward = Derivatives(f, 0.4, 6);
        for (int order = 1; order <= 6; order++)
        {
            f = Gradient(f);
            Assert.Equal(forward[order].ToScalar(), f(0.4).ToScalar(), 1e-11 * (1 + Math.Abs(forward[order].ToScalar())));
        }
    }

    [Fact]
    public void Every_element_has_its_own_derivatives()
    {
        Variable<double>[] d = Derivatives<double>(v => v.Exp() * v, Tensor.From([0.0, 1.0, -2.0]), 3);
        foreach ((int i, double x) in new[] { (0, 0.0), (1, 1.0), (2, -2.0) })
            Assert.Equal((x + 3) * Math.Exp(x), d[3].Value[i], 1e-13);
    }

    [Fact]
    public void Hessian_of_Rosenbrock()
    {
        static Variable<double> Rosenbrock(Variable<double> x)
        {
            Variable<double> head = x[..^1], tail = x[1..];
            return (100.0 * (tail - head * head).Square() + (1.0 - head).Square()).Sum();
        }

        Tensor<double> point = Tensor.From([-1.2, 1.0, 0.7]);
        double[,] expected =
        {
            { 1200 * 1.44 - 400 * 1.0 + 2, -400 * -1.2, 0 },
            { -400 * -1.2, 200 + 1200 * 1.0 - 400 * 0.7 + 2, -400 * 1.0 },
            { 0, -400 * 1.0, 200 },
        };
        Assert.True(Hessian<double>(Rosenbrock, point).Value.AllClose(Tensor.From(expected), 1e-13, 1e-10));
    }

    [Fact]
    public void Second_derivatives_are_the_same_in_every_order_of_modes()
    {
        Func<Variable<double>, Variable<double>> f = Network;
        Tensor<double> x = new Philox(3).Normal<double>(6), v = new Philox(4).Normal<double>(6);
        Variable<double> forwardOverReverse = Jvp(Gradient(f), x, v).Tangent;
        Variable<double> reverseOverForward = Gradient<double>(y => Jvp(f, y, v).Tangent, x);
        Variable<double> reverseOverReverse = Gradient<double>(y => (Gradient(f, y) * v).Sum(), x);
        Variable<double> byHessian = Hessian(f, x).MatMul(v);
        Assert.True(reverseOverForward.Value.AllClose(forwardOverReverse.Value, 1e-12, 1e-12));
        Assert.True(reverseOverReverse.Value.AllClose(forwardOverReverse.Value, 1e-12, 1e-12));
        Assert.True(byHessian.Value.AllClose(forwardOverReverse.Value, 1e-12, 1e-12));
        Assert.True(HessianVector(f, x, v).Value.ElementsEqual(forwardOverReverse.Value));
    }

    [Fact]
    public void Jacobians_forward_and_in_reverse_are_the_same()
    {
        Func<Variable<double>, Variable<double>> f = x => Variable.Stack(0, x.Select(0, 0).Exp() * x.Select(0, 1), (x * x).Sum(-1));
        Tensor<double> x = new Philox(1).Normal<double>(2, 2);
        Variable<double> forward = JacobianForward(f, x), reverse = JacobianReverse(f, x);
        Assert.Equal(new Shape(2, 2, 2, 2), forward.Shape);
        Assert.True(reverse.Value.AllClose(forward.Value, 1e-13, 1e-13));
        Assert.True(Jacobian(f, x).Value.AllClose(forward.Value, 1e-13, 1e-13));
    }

    [Fact]
    public void Gradients_of_single_examples_are_those_of_a_loop()
    {
        Tensor<double> x = new Philox(5).Normal<double>(4, 6);
        Variable<double> all = Vectorize.Map(Gradient<double>(Network), x);
        Variable<double> hessians = Vectorize.Map<double>(y => Hessian(Network, y), x);
        for (int i = 0; i < 4; i++)
        {
            Tensor<double> one = x.Select(0, i);
            Assert.True(all.Select(0, i).Value.AllClose(Gradient<double>(Network, one).Value, 1e-12, 1e-13));
            Assert.True(hessians.Select(0, i).Value.AllClose(Hessian<double>(Network, one).Value, 1e-11, 1e-12));
        }
    }

    [Fact]
    public void A_gradient_of_a_vectorized_function_is_that_of_its_loop()
    {
        Tensor<double> x = new Philox(6).Normal<double>(3, 6), shared = new Philox(7).Normal<double>(6);
        // The shared variable is captured: it is of the level outside.
        Variable<double> gradient = Gradient<double>(s => Vectorize.Map<double>(y => Network(y * s), x).Sum(), shared);
        Variable<double> loop = Gradient<double>(s => Network(x.Select(0, 0) * s) + Network(x.Select(0, 1) * s) + Network(x.Select(0, 2) * s), shared);
        Assert.True(gradient.Value.AllClose(loop.Value, 1e-12, 1e-13));
    }

    [Fact]
    public void Vectorize_inside_vectorize_makes_a_table()
    {
        Tensor<double> x = Tensor.From([1.0, 2, 3]), y = Tensor.From([10.0, 20]);
        Variable<double> table = Vectorize.Map<double>(a => Vectorize.Map<double>(b => a * b + a, y), x);
        Assert.Equal([11, 21, 22, 42, 33, 63], table.Value.ToArray());
        Variable<double> transposed = Vectorize.Map<double>(a => Vectorize.Map<double>(b => a * b + a, y), x, resultAxis: 1);
        Assert.Equal([11, 22, 33, 21, 42, 63], transposed.Value.ToArray());
    }

    [Fact]
    public void A_stopped_gradient_is_stopped_at_every_level()
    {
        Assert.Equal(3, Gradient<double>(x => x.StopGradient() * x, 3.0).ToScalar());
        Assert.Equal(0, Jvp<double>(x => x.StopGradient().Exp(), 3.0, 1.0).Tangent.ToScalar());
        Assert.Equal(0, Gradient<double>(x => Gradient<double>(y => y * x.StopGradient(), 2.0), 3.0).ToScalar());
        Variable<double> each = Vectorize.Map(Gradient<double>(x => x.StopGradient() * x), Tensor.From([1.0, 2, 3]));
        Assert.Equal([1, 2, 3], each.Value.ToArray());
    }

    private static Variable<double> Network(Variable<double> x)
    {
        Tensor<double> w = new Philox(9).Normal<double>(6, 5);
        Variable<double> hidden = x.MatMul(w).Tanh();
        return (hidden.Softmax() * hidden.Square()).Sum().Exp();
    }
}
