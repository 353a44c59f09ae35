using static System.Double;

namespace MathsIA.AutoDiff.Tests;

/// <summary>The slopes of all functions of one number at zero, at numbers near and far, at infinities and NaN: the limit where there is
/// one, the documented choice where there is not. Outside its domain a function is NaN, and its slope is whatever its formula gives.</summary>
public sealed class EdgeValueTests
{
    private const double T = 1e-300, H = 1e300, I = PositiveInfinity, Out = double.E;

    private static readonly double[] Points = [-I, -H, -T, 0, T, H, I, NaN];

    /// <summary>One slope for each of the points; <see cref="Out"/> where the function is not defined.</summary>
    private static readonly Dictionary<string, double[]> Slopes = new(StringComparer.Ordinal)
    {
        ["Negate"] = [-1, -1, -1, -1, -1, -1, -1, -1],
        ["Abs"] = [-1, -1, -1, 0, 1, 1, 1, NaN],
        ["Sign"] = [0, 0, 0, 0, 0, 0, 0, 0],
        ["Floor"] = [0, 0, 0, 0, 0, 0, 0, 0],
        ["Ceiling"] = [0, 0, 0, 0, 0, 0, 0, 0],
        ["Round"] = [0, 0, 0, 0, 0, 0, 0, 0],
        ["Truncate"] = [0, 0, 0, 0, 0, 0, 0, 0],
        ["Square"] = [-I, -2 * H, -2 * T, 0, 2 * T, 2 * H, I, NaN],
        ["Sqrt"] = [Out, Out, Out, I, 5e149, 5e-151, 0, NaN],
        ["Rsqrt"] = [Out, Out, Out, -I, -I, 0, 0, NaN],
        ["Reciprocal"] = [0, 0, -I, -I, -I, 0, 0, NaN],
        ["Exp"] = [0, 0, 1, 1, 1, I, I, NaN],
        ["Expm1"] = [0, 0, 1, 1, 1, I, I, NaN],
        ["Exp2"] = [0, 0, Math.Log(2), Math.Log(2), Math.Log(2), I, I, NaN],
        ["Log"] = [Out, Out, Out, I, H, T, 0, NaN],
        ["Log1p"] = [Out, Out, 1, 1, 1, T, 0, NaN],
        ["Log2"] = [Out, Out, Out, I, H / Math.Log(2), T / Math.Log(2), 0, NaN],
        ["Log10"] = [Out, Out, Out, I, H / Math.Log(10), T / Math.Log(10), 0, NaN],
        ["Sin"] = [Out, Math.Cos(H), 1, 1, 1, Math.Cos(H), Out, NaN],
        ["Cos"] = [Out, Math.Sin(H), T, 0, -T, -Math.Sin(H), Out, NaN],
        ["Tan"] = [Out, 1 + Math.Tan(H) * Math.Tan(H), 1, 1, 1, 1 + Math.Tan(H) * Math.Tan(H), Out, NaN],
        ["Asin"] = [Out, Out, 1, 1, 1, Out, Out, NaN],
        ["Acos"] = [Out, Out, -1, -1, -1, Out, Out, NaN],
        ["Atan"] = [0, 0, 1, 1, 1, 0, 0, NaN],
        ["Sinh"] = [I, I, 1, 1, 1, I, I, NaN],
        ["Cosh"] = [-I, -I, -T, 0, T, I, I, NaN],
        ["Tanh"] = [0, 0, 1, 1, 1, 0, 0, NaN],
        ["Asinh"] = [0, T, 1, 1, 1, T, 0, NaN],
        ["Acosh"] = [Out, Out, Out, Out, Out, T, 0, NaN],
        ["Atanh"] = [Out, Out, 1, 1, 1, Out, Out, NaN],
        ["Relu"] = [0, 0, 0, 0, 1, 1, 1, 1],
        ["Sigmoid"] = [0, 0, 0.25, 0.25, 0.25, 0, 0, NaN],
        ["Softplus"] = [0, 0, 0.5, 0.5, 0.5, 1, 1, NaN],
        ["Silu"] = [0, 0, 0.5, 0.5, 0.5, 1, 1, NaN],
        ["Gelu"] = [0, 0, 0.5, 0.5, 0.5, 1, 1, NaN],
        ["GeluTanh"] = [0, 0, 0.5, 0.5, 0.5, 1, 1, NaN],
        ["Erf"] = [0, 0, 2 / Math.Sqrt(Math.PI), 2 / Math.Sqrt(Math.PI), 2 / Math.Sqrt(Math.PI), 0, 0, NaN],
        ["Erfc"] = [0, 0, -2 / Math.Sqrt(Math.PI), -2 / Math.Sqrt(Math.PI), -2 / Math.Sqrt(Math.PI), 0, 0, NaN],
        ["Clamp"] = [0, 0, 1, 1, 1, 0, 0, 0],
        ["Pow, number"] = [Out, Out, Out, 0, 0, I, I, NaN],
        ["Pow, cube of negatives"] = [I, I, 0, 0, 0, I, I, NaN],
    };

    public static TheoryData<string> Functions => [.. Samples.All.Values.Where(row => row.OfOneNumber).Select(row => row.Name)];

    [Theory, MemberData(nameof(Functions))]
    public void Slopes_at_the_edges_are_limits_or_documented_choices(string name)
    {
        Sample sample = Samples.All[name];
        double[] slopes = Slopes[name];
        for (int i = 0; i < Points.Length; i++)
        {
            if (slopes[i] == Out)
                continue;
            double value = sample.Function([Points[i]]).ToScalar();
            Assert.True(IsNaN(Points[i]) == IsNaN(value), $"{name}({Points[i]}) = {value}");
            double forward = Differentiate.Jvp<double>(x => sample.Function([x]), Tensor.Scalar(Points[i]), Tensor.Scalar(1.0)).Tangent.ToScalar();
            double reverse = Differentiate.Gradient<double>(x => sample.Function([x]), Tensor.Scalar(Points[i])).ToScalar();
            Assert.True(IsNaN(slopes[i]) ? IsNaN(forward) : slopes[i] == forward || Math.Abs(forward - slopes[i]) <= 4e-16 * Math.Abs(slopes[i]) || Math.Abs(forward - slopes[i]) < 1e-299 && slopes[i] == 0,
                $"{name}: slope {forward} at {Points[i]}, wanted {slopes[i]}");
            Assert.True(forward.Equals(reverse), $"{name}: forward {forward}, reverse {reverse} at {Points[i]}");
        }
    }

    [Theory, MemberData(nameof(Functions))]
    public void Float_slopes_are_infinite_zero_or_NaN_where_those_of_double_are(string name)
    {
        Sample sample = Samples.All[name];
        double[] slopes = Slopes[name];
        foreach (int i in new[] { 0, 3, 6, 7 })
        {
            if (slopes[i] == Out)
                continue;
            float slope = Differentiate.Jvp<float>(x => sample.Single([x]), Tensor.Scalar((float)Points[i]), Tensor.Scalar(1f)).Tangent.ToScalar();
            Assert.True(IsNaN(slopes[i]) ? float.IsNaN(slope) : (float)slopes[i] == slope || Math.Abs(slope - slopes[i]) < 1e-6, $"{name}: slope {slope} at {Points[i]}, wanted {slopes[i]}");
        }
    }
}
