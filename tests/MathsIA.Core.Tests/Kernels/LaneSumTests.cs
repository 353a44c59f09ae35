using MathsIA.Kernels;

namespace MathsIA.Tests;

/// <summary>The sum over logical lanes at every width of register, in one process: wide registers are emulated where absent.</summary>
public unsafe class LaneSumTests
{
    [Theory, MemberData(nameof(Lengths.Theory), MemberType = typeof(Lengths))]
    public void Every_width_gives_the_same_bits(int n)
    {
        n = Math.Min(n, 1024);
        CheckSingle(TestNumbers.Uniform<float>(n, -1, 1.5, (ulong)n));
        CheckDouble(TestNumbers.Uniform<double>(n, -1, 1.5, (ulong)n));
    }

    private static void CheckSingle(float[] x)
    {
        fixed (float* p = x)
        {
            var term = new MapTerm<float, Same<float>>(p, default);
            double expected = Lanes(x.Select(v => (double)v).ToArray(), 64, v => (float)v);
            Assert.Equal(expected, LaneSum.Run<float, Lane512<float>, MapTerm<float, Same<float>>>(term, x.Length));
            Assert.Equal(expected, LaneSum.Run<float, Lane256<float>, MapTerm<float, Same<float>>>(term, x.Length));
            Assert.Equal(expected, LaneSum.Run<float, Lane128<float>, MapTerm<float, Same<float>>>(term, x.Length));
            Assert.Equal(expected, LaneSum.Run<float, LaneScalar<float>, MapTerm<float, Same<float>>>(term, x.Length));
        }
    }

    private static void CheckDouble(double[] x)
    {
        fixed (double* p = x)
        {
            var term = new MapTerm<double, Same<double>>(p, default);
            double expected = Lanes(x, 32, v => v);
            Assert.Equal(expected, LaneSum.Run<double, Lane512<double>, MapTerm<double, Same<double>>>(term, x.Length));
            Assert.Equal(expected, LaneSum.Run<double, Lane256<double>, MapTerm<double, Same<double>>>(term, x.Length));
            Assert.Equal(expected, LaneSum.Run<double, Lane128<double>, MapTerm<double, Same<double>>>(term, x.Length));
            Assert.Equal(expected, LaneSum.Run<double, LaneScalar<double>, MapTerm<double, Same<double>>>(term, x.Length));
        }
    }

    /// <summary>The documented order, written plainly.</summary>
    private static double Lanes(double[] x, int count, Func<double, double> round)
    {
        var lanes = new double[count];
        for (int i = 0; i < x.Length; i++)
            lanes[i % count] = round(lanes[i % count] + x[i]);
        for (int half = count / 2; half >= 1; half /= 2)
        {
            for (int l = 0; l < half; l++)
                lanes[l] += lanes[l + half];
        }

        return lanes[0];
    }
}
