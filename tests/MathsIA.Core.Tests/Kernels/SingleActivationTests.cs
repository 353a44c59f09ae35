namespace MathsIA.Tests.Kernels;

/// <summary>Gelu and Silu of floats are those of doubles, rounded: half a unit in the last place and hardly more.</summary>
public sealed class SingleActivationTests
{
    [Fact]
    public void Floats_of_every_magnitude_are_within_the_documented_bound()
    {
        // Every 9973rd bit pattern of both signs up to infinity, and the range between the tails more densely.
        float[] points = [.. Enumerable.Range(0, 1 + 0x7F800000 / 9973).SelectMany(i => new[] { 1f, -1f }.Select(sign => sign * BitConverter.Int32BitsToSingle(i * 9973))), .. Enumerable.Range(-160_000, 320_000).Select(i => i * 1e-3f)];
        Tensor<float> x = Tensor.From(points);
        Tensor<double> wide = x.To<double>();
        Check(points, x.Gelu().ToArray(), wide.Gelu().ToArray());
        Check(points, x.Silu().ToArray(), wide.Silu().ToArray());
    }

    private static void Check(float[] points, float[] actual, double[] expected)
    {
        for (int i = 0; i < points.Length; i++)
        {
            float size = MathF.Abs(actual[i]);
            double ulp = size < float.MaxValue ? MathF.BitIncrement(size) - (double)size : Math.ScaleB(1, 104);
            Assert.True(Math.Abs(actual[i] - expected[i]) <= 0.51 * ulp || actual[i] == expected[i], $"at {points[i]:R}: {actual[i]:R}, not {expected[i]:R}");
        }
    }
}
