using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA.Tests.Kernels;

public sealed class ActivationSlopeDoubleTests : ActivationSlopeTests<double>
{
    protected override double Tolerance => 3e-15;
}

public sealed class ActivationSlopeSingleTests : ActivationSlopeTests<float>
{
    protected override double Tolerance => 2e-6;
}

/// <summary>The slopes of activations against their formulas in double precision, and far out.</summary>
public abstract class ActivationSlopeTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
{
    protected abstract double Tolerance { get; }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    [Fact]
    public void Slopes_agree_with_their_formulas()
    {
        const double c = 0.044715;
        double root = Math.Sqrt(2 / Math.PI);
        Check<SiluSlope<T>>(x => Sigmoid(x) * (1 + x * (1 - Sigmoid(x))));
        // Φ from its series about 0, summed from the density: Σ x^(2k+1) / (1 · 3 · 5 ...).
        Check<GeluSlope<T>>(x => Normal(x) + x * Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI));
        Check<GeluTanhSlope<T>>(x =>
        {
            double t = Math.Tanh(root * (x + c * x * x * x));
            return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * root * (1 + 3 * c * x * x);
        });
        Check<TanhSlope<T>>(y => 1 - y * y);
        Check<SigmoidSlope<T>>(y => y * (1 - y));
        Check<ReluSlope<T>>(y => y == 0 ? 0 : 1);
    }

    [Fact]
    public void Slopes_far_out_are_limits()
    {
        T[] points = [T.NegativeInfinity, T.MinValue, T.MaxValue, T.PositiveInfinity];
        foreach (T[] slopes in new[] { Run<SiluSlope<T>>(points), Run<GeluSlope<T>>(points), Run<GeluTanhSlope<T>>(points) })
            Assert.Equal([0, 0, 1, 1], slopes.Select(slope => double.CreateTruncating(T.Abs(slope))));
        foreach (T[] slopes in new[] { Run<SiluSlope<T>>([T.NaN]), Run<GeluSlope<T>>([T.NaN]), Run<GeluTanhSlope<T>>([T.NaN]) })
            Assert.True(T.IsNaN(slopes[0]));
    }

    private void Check<TSlope>(Func<double, double> formula) where TSlope : struct, IZip<T>
    {
        T[] points = [.. Enumerable.Range(-50, 101).Select(i => T.CreateTruncating(0.11 * i))];
        T[] slopes = Run<TSlope>(points);
        for (int i = 0; i < points.Length; i++)
        {
            double x = double.CreateTruncating(points[i]), expected = formula(x);
            Assert.Equal(expected, double.CreateTruncating(slopes[i]), Tolerance * Math.Max(1, x * x));
        }
    }

    private static T[] Run<TSlope>(T[] points) where TSlope : struct, IZip<T>
    {
        Tensor<T> x = Tensor.From(points), result = Tensor.Zeros<T>(points.Length);
        Zip.Run(x, Tensor.Ones<T>(points.Length), result, default(TSlope));
        return result.ToArray();
    }

    private static double Normal(double x)
    {
        double term = x, sum = x;
        for (int k = 3; k < 201; k += 2)
        {
            term *= x * x / k;
            sum += term;
        }

        return 0.5 + sum * Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI);
    }
}
