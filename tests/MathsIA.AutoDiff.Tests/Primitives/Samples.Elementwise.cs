namespace MathsIA.AutoDiff.Tests;

public static partial class Samples
{
    private static IEnumerable<Sample> Elementwise =>
    [
        .. Unary("Negate", x => -x, x => -x, Any),
        .. Unary("Abs", x => x.Abs(), x => x.Abs(), Away),
        .. Unary("Sign", x => x.Sign(), x => x.Sign(), Away),
        .. Unary("Floor", x => x.Floor(), x => x.Floor(), Away),
        .. Unary("Ceiling", x => x.Ceiling(), x => x.Ceiling(), Away),
        .. Unary("Round", x => x.Round(), x => x.Round(), Away),
        .. Unary("Truncate", x => x.Truncate(), x => x.Truncate(), Away),
        .. Unary("Square", x => x.Square(), x => x.Square(), Any),
        .. Unary("Sqrt", x => x.Sqrt(), x => x.Sqrt(), Positive),
        .. Unary("Rsqrt", x => x.Rsqrt(), x => x.Rsqrt(), Positive),
        .. Unary("Reciprocal", x => x.Reciprocal(), x => x.Reciprocal(), Positive),
        .. Unary("Exp", x => x.Exp(), x => x.Exp(), Any),
        .. Unary("Expm1", x => x.Expm1(), x => x.Expm1(), Any),
        .. Unary("Exp2", x => x.Exp2(), x => x.Exp2(), Any),
        .. Unary("Log", x => x.Log(), x => x.Log(), Positive),
        .. Unary("Log1p", x => x.Log1p(), x => x.Log1p(), Positive),
        .. Unary("Log2", x => x.Log2(), x => x.Log2(), Positive),
        .. Unary("Log10", x => x.Log10(), x => x.Log10(), Positive),
        .. Unary("Sin", x => x.Sin(), x => x.Sin(), Any),
        .. Unary("Cos", x => x.Cos(), x => x.Cos(), Any),
        .. Unary("Tan", x => x.Tan(), x => x.Tan(), Inside),
        .. Unary("Asin", x => x.Asin(), x => x.Asin(), Inside),
        .. Unary("Acos", x => x.Acos(), x => x.Acos(), Inside),
        .. Unary("Atan", x => x.Atan(), x => x.Atan(), Any),
        .. Unary("Sinh", x => x.Sinh(), x => x.Sinh(), Any),
        .. Unary("Cosh", x => x.Cosh(), x => x.Cosh(), Any),
        .. Unary("Tanh", x => x.Tanh(), x => x.Tanh(), Any),
        .. Unary("Asinh", x => x.Asinh(), x => x.Asinh(), Any),
        .. Unary("Acosh", x => x.Acosh(), x => x.Acosh(), Above),
        .. Unary("Atanh", x => x.Atanh(), x => x.Atanh(), Inside),
        .. Unary("Relu", x => x.Relu(), x => x.Relu(), Away),
        .. Unary("Sigmoid", x => x.Sigmoid(), x => x.Sigmoid(), Any),
        .. Unary("Softplus", x => x.Softplus(), x => x.Softplus(), Any),
        .. Unary("Silu", x => x.Silu(), x => x.Silu(), Any),
        .. Unary("Gelu", x => x.Gelu(), x => x.Gelu(), Any),
        .. Unary("GeluTanh", x => x.GeluTanh(), x => x.GeluTanh(), Any),
        .. Unary("Erf", x => x.Erf(), x => x.Erf(), Any),
        .. Unary("Erfc", x => x.Erfc(), x => x.Erfc(), Any),
        .. Unary("Clamp", x => x.Clamp(-0.75, 0.8), x => x.Clamp(-0.75f, 0.8f), Away),
        .. Binary("Add", (x, y) => x + y, (x, y) => x + y, Any, Any),
        .. Binary("Subtract", (x, y) => x - y, (x, y) => x - y, Any, Any),
        .. Binary("Multiply", (x, y) => x * y, (x, y) => x * y, Any, Any),
        .. Binary("Divide", (x, y) => x / y, (x, y) => x / y, Any, Positive),
        .. Binary("Pow", (x, y) => x.Pow(y), (x, y) => x.Pow(y), Positive, Any),
        .. Binary("Hypot", (x, y) => x.Hypot(y), (x, y) => x.Hypot(y), Away, Away),
        .. Binary("Atan2", (x, y) => x.Atan2(y), (x, y) => x.Atan2(y), Away, Away),
        .. Binary("Maximum", (x, y) => x.Maximum(y), (x, y) => x.Maximum(y), Any, Positive),
        .. Binary("Minimum", (x, y) => x.Minimum(y), (x, y) => x.Minimum(y), Any, Positive),
        new("Add a number", x => 1.5 + x[0] + 2.5, x => 1.5f + x[0] + 2.5f, Any(3)),
        new("Subtract a number", x => 1.5 - (x[0] - 2.5), x => 1.5f - (x[0] - 2.5f), Any(3)),
        new("Multiply by itself", x => x[0] * x[0] * x[0], x => x[0] * x[0] * x[0], Any(4)),
        new("Multiply by a number", x => 3.0 * x[0] * 0.5, x => 3f * x[0] * 0.5f, Any(3)),
        new("Divide by a number", x => 2.0 / (x[0] / 3.0), x => 2f / (x[0] / 3f), Positive(3)),
        new("Remainder", x => x[0].Remainder(x[1]), x => x[0].Remainder(x[1]), Tensor.From([5.3, -4.1, 7.7]), Tensor.From([2.0, 1.5, 2.5])),
        .. Unary("Pow, number", x => x.Pow(2.5), x => x.Pow(2.5f), Positive),
        .. Unary("Pow, cube of negatives", x => x.Pow(3.0), x => x.Pow(3f), Any),
        .. Ternary("MultiplyAdd", (x, y, z) => x.MultiplyAdd(y, z), (x, y, z) => x.MultiplyAdd(y, z)),
        .. Ternary("Where", (x, y, z) => x.Greater(0.0).Where(y, z.Exp()), (x, y, z) => x.Greater(0f).Where(y, z.Exp())),
        .. Ternary("Clamp by variables", (x, y, z) => x.Clamp(y * 0.1 - 0.75, z * 0.1 + 0.85), (x, y, z) => x.Clamp(y * 0.1f - 0.75f, z * 0.1f + 0.85f)),
        new("Comparisons", x => x[0].Greater(x[1]) + x[0].GreaterOrEqual(x[1]) + x[0].Less(x[1]) - x[0].LessOrEqual(x[1]) + x[0].Equal(x[1]) * 3.0 + x[0].NotEqual(x[1]),
            x => x[0].Greater(x[1]) + x[0].GreaterOrEqual(x[1]) + x[0].Less(x[1]) - x[0].LessOrEqual(x[1]) + x[0].Equal(x[1]) * 3f + x[0].NotEqual(x[1]), Any(2, 3), Any(3)),
    ];

    /// <summary>The rows of a function of one number: a matrix, more than a register holds, one number, none.</summary>
    private static IEnumerable<Sample> Unary(string name, Func<Variable<double>, Variable<double>> function, Func<Variable<float>, Variable<float>> single, Func<int[], Tensor<double>> domain)
    {
        foreach ((string shape, int[] lengths) in new (string, int[])[] { ("", [2, 3]), (", long", [1, 19]), (", rank 0", []), (", empty", [2, 0]) })
            yield return new(name + shape, x => function(x[0]), x => single(x[0]), domain(lengths)) { OfOneNumber = shape.Length == 0 };
    }

    /// <summary>The rows of a function of three numbers: each stretched by the others, numbers, none.</summary>
    private static IEnumerable<Sample> Ternary(
        string name, Func<Variable<double>, Variable<double>, Variable<double>, Variable<double>> function, Func<Variable<float>, Variable<float>, Variable<float>, Variable<float>> single)
    {
        (string, int[], int[], int[])[] shapes =
        [
            ("", [2, 3], [3], [2, 1]), (", first broadcast", [3], [2, 3], [2, 3]), (", same shape", [4], [4], [4]), (", rank 0", [], [], []),
            (", numbers and a tensor", [], [2, 3], []), (", empty", [2, 0], [1], []), (", long", [1, 19], [1, 19], [19]),
        ];
        foreach ((string shape, int[] x, int[] y, int[] z) in shapes)
            yield return new(name + shape, w => function(w[0], w[1], w[2]), w => single(w[0], w[1], w[2]), Away(x), Away(y), Away(z));
    }

    /// <summary>The rows of a function of two numbers: the same shape, broadcasting each way and both, numbers, none.</summary>
    private static IEnumerable<Sample> Binary(
        string name, Func<Variable<double>, Variable<double>, Variable<double>> function, Func<Variable<float>, Variable<float>, Variable<float>> single,
        Func<int[], Tensor<double>> left, Func<int[], Tensor<double>> right)
    {
        (string, int[], int[])[] shapes =
        [
            ("", [2, 3], [2, 3]), (", right broadcast", [2, 3], [3]), (", left broadcast", [], [2, 3]), (", both broadcast", [2, 1, 3], [4, 1]),
            (", rank 0", [], []), (", empty", [2, 0], [1]), (", long", [1, 19], [1, 19]),
        ];
        foreach ((string shape, int[] x, int[] y) in shapes)
            yield return new(name + shape, z => function(z[0], z[1]), z => single(z[0], z[1]), left(x), right(y));
    }
}
