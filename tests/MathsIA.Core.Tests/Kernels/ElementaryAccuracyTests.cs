using System.Globalization;

namespace MathsIA.Tests;

/// <summary>Errors in units of the last place, against recorded values of 60 digits (tests/fixtures/elementary.py).</summary>
public class ElementaryAccuracyTests
{
    private sealed record Row(double X, double Y, double Value, double Rest);

    private static readonly ILookup<string, Row> Fixture = Load();

    public static TheoryData<string> Names => [.. ElementaryFunctions.Unary<double>().Keys];

    public static TheoryData<string> PairNames => [.. ElementaryFunctions.Binary<double>().Keys];

    [Theory, MemberData(nameof(Names))]
    public void Doubles_are_within_the_documented_error_of_recorded_values(string name)
    {
        Row[] rows = [.. Fixture[name]];
        Assert.True(rows.Length >= 50);
        double[] results = ElementaryFunctions.Unary<double>()[name](Tensor.From(rows.Select(r => r.X).ToArray())).ToArray();
        for (int i = 0; i < rows.Length; i++)
            AssertUlps(Limits(name).Double, rows[i], results[i], name);
    }

    [Theory, MemberData(nameof(PairNames))]
    public void Doubles_of_two_operands_are_within_the_documented_error_of_recorded_values(string name)
    {
        Row[] rows = [.. Fixture[name]];
        Assert.True(rows.Length >= 50);
        double[] results = ElementaryFunctions.Binary<double>()[name](Tensor.From(rows.Select(r => r.X).ToArray()), Tensor.From(rows.Select(r => r.Y).ToArray())).ToArray();
        for (int i = 0; i < rows.Length; i++)
            AssertUlps(Limits(name).Double, rows[i], results[i], name);
    }

    [Theory, MemberData(nameof(Names))]
    public void Floats_are_within_the_documented_error_of_the_double_function(string name)
    {
        float[] x = ElementaryFunctions.Singles(40_000);
        float[] results = ElementaryFunctions.Unary<float>()[name](Tensor.From(x)).ToArray();
        double[] expected = ElementaryFunctions.Unary<double>()[name](Tensor.From(x).To<double>()).ToArray();
        for (int i = 0; i < x.Length; i++)
            AssertSingle(x[i], expected[i], results[i], name);
    }

    [Theory, MemberData(nameof(PairNames))]
    public void Floats_of_two_operands_are_within_the_documented_error_of_the_double_function(string name)
    {
        float[] x = ElementaryFunctions.Singles(20_000), y = [.. x.Reverse()];
        float[] results = ElementaryFunctions.Binary<float>()[name](Tensor.From(x), Tensor.From(y)).ToArray();
        double[] expected = ElementaryFunctions.Binary<double>()[name](Tensor.From(x).To<double>(), Tensor.From(y).To<double>()).ToArray();
        for (int i = 0; i < x.Length; i++)
            AssertSingle(x[i], expected[i], results[i], name);
    }

    [Fact]
    public void No_documented_error_is_above_2_ulp_for_floats_and_4_for_doubles()
    {
        Assert.Equal(Names.Concat(PairNames).Select(row => row.Data).Order(StringComparer.Ordinal), ElementaryFunctions.LargestErrors.Keys.Order(StringComparer.Ordinal));
        Assert.All(ElementaryFunctions.LargestErrors.Values, error => Assert.True(error is { Single: <= 2, Double: <= 4 }));
    }

    [Theory]
    [InlineData("exp", double.NegativeInfinity, 0)]
    [InlineData("exp", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("exp", 0, 1)]
    [InlineData("expm1", double.NegativeInfinity, -1)]
    [InlineData("exp2", 10, 1024)]
    [InlineData("exp2", -1074, double.Epsilon)]
    [InlineData("log", 0, double.NegativeInfinity)]
    [InlineData("log", -1, double.NaN)]
    [InlineData("log", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("log1p", -1, double.NegativeInfinity)]
    [InlineData("log1p", -1.5, double.NaN)]
    [InlineData("log1p", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("log2", 8, 3)]
    [InlineData("log2", double.Epsilon, -1074)]
    [InlineData("log10", 1000, 3)]
    [InlineData("sin", double.PositiveInfinity, double.NaN)]
    [InlineData("cos", double.NegativeInfinity, double.NaN)]
    [InlineData("tan", double.PositiveInfinity, double.NaN)]
    [InlineData("asin", 1.5, double.NaN)]
    [InlineData("acos", 1, 0)]
    [InlineData("acos", -1.5, double.NaN)]
    [InlineData("atan", double.PositiveInfinity, 1.5707963267948966)]
    [InlineData("sinh", double.NegativeInfinity, double.NegativeInfinity)]
    [InlineData("cosh", double.NegativeInfinity, double.PositiveInfinity)]
    [InlineData("tanh", double.NegativeInfinity, -1)]
    [InlineData("asinh", double.NegativeInfinity, double.NegativeInfinity)]
    [InlineData("acosh", 0.5, double.NaN)]
    [InlineData("acosh", -3, double.NaN)]
    [InlineData("acosh", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("atanh", 1, double.PositiveInfinity)]
    [InlineData("atanh", 1.5, double.NaN)]
    [InlineData("sigmoid", double.NegativeInfinity, 0)]
    [InlineData("sigmoid", double.PositiveInfinity, 1)]
    [InlineData("softplus", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("softplus", double.NegativeInfinity, 0)]
    [InlineData("silu", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("silu", double.NegativeInfinity, 0)]
    [InlineData("erf", double.NegativeInfinity, -1)]
    [InlineData("erfc", double.NegativeInfinity, 2)]
    [InlineData("erfc", double.PositiveInfinity, 0)]
    [InlineData("gelu", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("gelu", double.NegativeInfinity, 0)]
    [InlineData("gelutanh", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("gelutanh", double.NegativeInfinity, 0)]
    public void Special_values(string name, double x, double expected)
    {
        Assert.Equal(expected, ElementaryFunctions.Unary<double>()[name](Tensor.From([x, x])).ToArray()[1]);
        if (x != double.Epsilon && expected != double.Epsilon)
            Assert.Equal((float)expected, ElementaryFunctions.Unary<float>()[name](Tensor.From([(float)x])).ToArray()[0]);
    }

    [Fact]
    public void NaN_comes_out_of_every_function_that_takes_it()
    {
        foreach ((string name, Func<Tensor<double>, Tensor<double>> function) in ElementaryFunctions.Unary<double>().Concat(ElementaryFunctions.Plain<double>()))
            Assert.True(double.IsNaN(function(Tensor.Scalar(double.NaN)).ToScalar()), name);
        foreach ((string name, Func<Tensor<float>, Tensor<float>> function) in ElementaryFunctions.Unary<float>().Concat(ElementaryFunctions.Plain<float>()))
            Assert.True(float.IsNaN(function(Tensor.Scalar(float.NaN)).ToScalar()), name);
    }

    [Theory]
    [InlineData("expm1"), InlineData("log1p"), InlineData("sin"), InlineData("tan"), InlineData("asin"), InlineData("atan")]
    [InlineData("sinh"), InlineData("tanh"), InlineData("asinh"), InlineData("atanh"), InlineData("erf")]
    public void Odd_functions_keep_the_sign_of_zero_and_the_smallest_denormal(string name)
    {
        Assert.True(double.IsNegative(ElementaryFunctions.Unary<double>()[name](Tensor.Scalar(-0.0)).ToScalar()));
        Assert.True(float.IsNegative(ElementaryFunctions.Unary<float>()[name](Tensor.Scalar(-0f)).ToScalar()));
        if (!string.Equals(name, "erf", StringComparison.Ordinal))
            Assert.Equal(double.Epsilon, ElementaryFunctions.Unary<double>()[name](Tensor.Scalar(double.Epsilon)).ToScalar());
    }

    [Fact]
    public void Pow_follows_IEEE_754_at_special_operands()
    {
        double[] special = [0, -0.0, 1, -1, 2, -2, 0.5, -0.5, 3, -3, 2.5, double.PositiveInfinity, double.NegativeInfinity, double.NaN];
        foreach (double x in special)
        {
            foreach (double y in special)
            {
                double expected = Math.Pow(x, y), actual = Tensor.Scalar(x).Pow(Tensor.Scalar(y)).ToScalar();
                Assert.True(expected.Equals(actual) || Math.Abs(expected - actual) <= 1e-15 * Math.Abs(expected), $"{x}^{y}: {expected}, {actual}");
                Assert.Equal(double.IsNegative(expected), double.IsNegative(actual));
            }
        }
    }

    [Fact]
    public void Atan2_follows_IEEE_754_at_special_operands()
    {
        double[] special = [0, -0.0, 1, -1, double.PositiveInfinity, double.NegativeInfinity, double.NaN];
        foreach (double y in special)
        {
            foreach (double x in special)
                Assert.Equal(Math.Atan2(y, x), Tensor.Scalar(y).Atan2(Tensor.Scalar(x)).ToScalar(), 1e-15);
        }
    }

    /// <summary>The documented errors are those with fused multiply-add; without it the promise is what holds.</summary>
    private static (double Single, double Double) Limits(string name) => MathsIAInfo.HasFusedMultiplyAdd ? ElementaryFunctions.LargestErrors[name] : (2, 4);

    private static void AssertUlps(double limit, Row row, double actual, string name)
    {
        if (double.IsInfinity(row.Value) || double.IsInfinity(actual))
        {
            Assert.True(row.Value.Equals(actual), $"{name}({row.X:R}, {row.Y:R}) = {row.Value:R}, not {actual:R}");
            return;
        }

        double ulp = Math.BitIncrement(Math.Abs(row.Value)) - Math.Abs(row.Value);
        double error = Math.Abs((actual - row.Value) / ulp - row.Rest);
        Assert.True(error <= limit, $"{name}({row.X:R}, {row.Y:R}) = {row.Value:R}, not {actual:R}: {error:F2} ulp");
    }

    private static void AssertSingle(float x, double expected, float actual, string name)
    {
        float rounded = (float)expected;
        if (!float.IsFinite(rounded) || !float.IsFinite(actual))
        {
            Assert.True(rounded.Equals(actual) || Math.Abs(Math.Abs(expected) - float.MaxValue) < 1e32, $"{name}({x:R}) = {expected:R}, not {actual:R}");
            return;
        }

        double ulp = Math.Max(MathF.BitIncrement(Math.Abs(rounded)) - (double)Math.Abs(rounded), float.Epsilon);
        Assert.True(Math.Abs(actual - expected) <= Limits(name).Single * ulp, $"{name}({x:R}) = {expected:R}, not {actual:R}: {Math.Abs(actual - expected) / ulp:F2} ulp");
    }

    private static ILookup<string, Row> Load()
    {
        using Stream stream = typeof(ElementaryAccuracyTests).Assembly.GetManifestResourceStream("elementary.txt")!;
        using var reader = new StreamReader(stream);
        var rows = new List<(string Name, Row Row)>();
        while (reader.ReadLine() is { } line)
        {
            string[] words = line.Split(' ');
            double[] numbers = [.. words[1..^1].Select(w => BitConverter.UInt64BitsToDouble(ulong.Parse(w, NumberStyles.HexNumber, CultureInfo.InvariantCulture)))];
            rows.Add((words[0], new Row(numbers[0], numbers.Length == 3 ? numbers[1] : 0, numbers[^1], double.Parse(words[^1], CultureInfo.InvariantCulture))));
        }

        return rows.ToLookup(r => r.Name, r => r.Row, StringComparer.Ordinal);
    }
}
