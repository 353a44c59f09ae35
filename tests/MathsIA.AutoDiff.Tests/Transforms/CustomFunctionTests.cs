namespace MathsIA.AutoDiff.Tests;

public sealed class CustomFunctionTests
{
    private static readonly CustomFunction<double> CubeRoot = new("CubeRoot", x => x[0].Pow(1.0 / 3))
    {
        Reverse = (x, y, g) => [g / (3.0 * y * y)],
        Forward = (x, y, t) => t[0] / (3.0 * y * y),
    };

    [Fact]
    public void Its_rules_nest_and_batch()
    {
        Tensor<double> x = Tensor.From([1.0, 8, 2.5]);
        Assert.True(GradientCheck.Run(v => CubeRoot.Apply(v), x).Passed);
        Variable<double>[] d = Differentiate.Derivatives<double>(v => CubeRoot.Apply(v), 8.0, 3);
        Assert.Equal([2, 1.0 / 12, -1.0 / 144, 5.0 / 3456], d.Select(v => Math.Round(v.ToScalar(), 14)), (a, b) => Math.Abs(a - b) < 1e-13);
        Variable<double> each = Vectorize.Map(Differentiate.Gradient<double>(v => CubeRoot.Apply(v)), x);
        Assert.True(each.Value.AllClose(x.Pow(-2.0 / 3) / 3.0, 1e-13));
    }

    [Fact]
    public void A_rule_that_was_not_given_is_a_clear_error()
    {
        var f = new CustomFunction<double>("Half", x => x[0] * 0.5);
        Assert.Equal(2, f.Apply(4.0).ToScalar());
        Assert.Contains("Half", Assert.Throws<NotSupportedException>(() => Differentiate.Gradient<double>(x => f.Apply(x), 4.0)).Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => Differentiate.Jvp<double>(x => f.Apply(x), 4.0, 1.0));
    }

    [Fact]
    public void A_wrong_rule_is_found_by_the_check()
    {
        var reverse = new CustomFunction<double>("Wrong", x => x[0].Sin()) { Reverse = (x, y, g) => [g * x[0]], Forward = (x, y, t) => t[0] * x[0].Cos() };
        GradientCheckResult result = GradientCheck.Run(v => reverse.Apply(v), Tensor.From([0.3, 1.1]));
        Assert.False(result.Passed);
        Assert.True(result.Reverse > 1e-2 && result.Forward > 1e-2);
        var forward = new CustomFunction<double>("Wrong", x => x[0].Sin()) { Reverse = (x, y, g) => [g * x[0].Cos()], Forward = (x, y, t) => t[0] * x[0] };
        result = GradientCheck.Run(v => forward.Apply(v), Tensor.From([0.3, 1.1]));
        Assert.True(result is { Passed: false, Reverse: < 1e-8, Forward: > 1e-2 });
        // A derivative that forgets that it depends on the point: right once, wrong twice.
        var second = new CustomFunction<double>("Wrong", x => x[0].Sin()) { Reverse = (x, y, g) => [g * x[0].Cos().StopGradient()], Forward = (x, y, t) => t[0] * x[0].Cos() };
        result = GradientCheck.Run(v => second.Apply(v), Tensor.From([0.3, 1.1]));
        Assert.True(result is { Passed: false, Reverse: < 1e-8, SecondOrder: > 1e-2 });
    }
}
