namespace MathsIA.AutoDiff.Tests;

public sealed class EdgeValueTests
{
    private static readonly double[] Points = [double.NegativeInfinity, -1e300, -1e-300, 0, 1e-300, 1e300, double.PositiveInfinity, double.NaN];

    [Fact]
    public void Show()
    {
        foreach (Sample s in Samples.All.Values.Where(s => s.OfOneNumber))
        {
            var d = Points.Select(p => { var (v, g) = Differentiate.Jvp<double>(x => s.Function([x]), Tensor.Scalar(p), Tensor.Scalar(1.0)); return (v.ToScalar(), g.ToScalar()); }).ToArray();
            TestContext.Current.TestOutputHelper!.WriteLine($"{s.Name}: V {string.Join(", ", d.Select(x => x.Item1.ToString("g3")))} | {string.Join(", ", d.Select(x => x.Item2.ToString("g3")))}");
        }
        Assert.Fail("shown");
    }
}
