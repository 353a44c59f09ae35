using MathsIA.AutoDiff;
using MathsIA.Optimization;
using MathsIA.RandomNumbers;

namespace MathsIA.Architecture.Tests;

/// <summary>A function that is differentiated and a solver that knows nothing of it meet in Core's interface.</summary>
public sealed class BridgeTests
{
    private static readonly Tensor<double> Features = new Philox(1).Normal<double>(60, 4);

    private static readonly Tensor<double> Labels = (Features[.., 0] - 0.5 * Features[.., 2] + 0.8 * new Philox(2).Normal<double>(60)).Sign();

    /// <summary>Logistic regression with a ridge, as one would write it down.</summary>
    private static readonly DifferentiableFunction<double> Recorded = Differentiable.Of<double>(w =>
        (-1.0 * (Variable<double>)Labels * ((Variable<double>)Features).MatMul(w)).Softplus().Mean() + 0.05 * w.Square().Sum());

    /// <summary>The same with derivatives by hand.</summary>
    private static readonly RidgeRegularized<double> ByHand = new(new LogisticLoss<double>(Features, Labels), 0.1);

    public static TheoryData<string> Names => [.. Methods.Keys];

    private static IReadOnlyDictionary<string, ISmoothMethod> Methods { get; } = new Dictionary<string, ISmoothMethod>(StringComparer.Ordinal)
    {
        ["gradient descent"] = new GradientDescent { Step = new ArmijoStep() },
        ["L-BFGS"] = new Lbfgs(),
        ["BFGS"] = new Bfgs(),
        ["Newton"] = new Newton(),
        ["Newton by Hessian-vector products"] = new NewtonConjugateGradient(),
    };

    [Theory, MemberData(nameof(Names))]
    public void Minimize_takes_a_differentiated_function_and_finds_what_it_finds_by_hand(string name)
    {
        ISmoothMethod method = Methods[name];
        MinimizeOptions options = new() { Tolerance = 1e-9, MaxIterations = 2000 };
        Solution<double> recorded = Minimize.Run(Recorded, method, Tensor.Zeros<double>(4), options), byHand = Minimize.Run(ByHand, method, Tensor.Zeros<double>(4), options);
        Assert.Equal(Status.Converged, recorded.Status);
        Assert.Equal(byHand.Objective, recorded.Objective, 1e-12);
        Assert.True(recorded.Value.AllClose(byHand.Value, 1e-8, 1e-8));
        Assert.InRange(Math.Abs(recorded.Iterations - byHand.Iterations), 0, 2);
    }

    [Fact]
    public void Its_derivatives_are_those_by_hand()
    {
        Tensor<double> x = new Philox(3).Normal<double>(4), v = new Philox(4).Normal<double>(4), g = Tensor.Zeros<double>(4), h = Tensor.Zeros<double>(4), hessian = Tensor.Zeros<double>(4, 4);
        Assert.Equal(ByHand.ValueAndGradient(x, g), Recorded.Value(x), 1e-14);
        Assert.True(Recorded.Gradient(x).AllClose(g, 1e-13, 1e-14));
        ByHand.HessianVector(x, v, g);
        Recorded.HessianVector(x, v, h);
        Assert.True(h.AllClose(g, 1e-13, 1e-14));
        Recorded.Hessian(x, hessian);
        Assert.True(hessian.MatMul(v).AllClose(g, 1e-13, 1e-14));
        Assert.InRange(FiniteDifferences.GradientError(Recorded, x, v * (1 / v.Norm())), 0, 1e-7);
        Assert.Throws<ShapeMismatchException>(() => Recorded.Hessian(x, Tensor.Zeros<double>(4)));
        Assert.Throws<ShapeMismatchException>(() => Recorded.HessianVector(x, v, Tensor.Zeros<double>(5)));
    }

    [Fact]
    public void A_solver_of_Optimization_is_the_solver_of_an_implicit_derivative()
    {
        // The ridge weight's effect on the fitted coefficients: by the implicit function theorem, and by two fits.
        static Variable<double> Objective(Variable<double> w, IReadOnlyList<Variable<double>> p) =>
            (-1.0 * (Variable<double>)Labels * ((Variable<double>)Features).MatMul(w)).Softplus().Mean() + 0.5 * p[0] * w.Square().Sum();
        static Tensor<double> Fit(double weight) =>
            Minimize.Run(new RidgeRegularized<double>(new LogisticLoss<double>(Features, Labels), weight), new Newton(), Tensor.Zeros<double>(4), new() { Tolerance = 1e-13 }).Value;
        Variable<double> sensitivity = Differentiate.Jacobian<double>(weight => Implicit.ArgMin(Objective, p => Fit(p[0].ToScalar()), [weight]), 0.1);
        Tensor<double> difference = (Fit(0.1 + 1e-4) - Fit(0.1 - 1e-4)) / 2e-4;
        Assert.True(sensitivity.Value.AllClose(difference, 1e-6, 1e-7));
    }
}
