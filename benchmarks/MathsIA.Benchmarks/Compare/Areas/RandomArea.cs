using MathNet.Numerics.Distributions;
using MathsIA.Benchmarks.Peers;
using MathsIA.RandomNumbers;
using TorchSharp;

namespace MathsIA.Benchmarks.Compare.Areas;

/// <summary>Uniform and normal numbers, 4M at a time.</summary>
internal static class RandomArea
{
    private const int Count = 4 << 20;

    public static IEnumerable<Comparison> All(CompareOptions options)
    {
        float[] ours = TestData.Pinned<float>(Count);
        double[] doubles = TestData.Pinned<double>(Count);
        var random = new Philox(1);
        ComputeContext context = options.Context;
        void Normal() => random.FillNormal<float>(ours, context);
        void Uniform() => random.FillUniform<float>(ours, context);
        // Different generators: what can agree is the distribution, by its first two moments.
        if (TorchPeer.IsAvailable(options.Threads))
        {
            using torch.Tensor t = torch.empty(Count);
            yield return new("normal_f32_4M", TorchPeer.Name, Normal, () => t.normal_(), () => Moments(ours, 0, 1) && Moments(t.data<float>().ToArray(), 0, 1));
            yield return new("uniform_f32_4M", TorchPeer.Name, Uniform, () => t.uniform_(0, 1), () => Moments(ours, 0.5, 1 / 12.0) && Moments(t.data<float>().ToArray(), 0.5, 1 / 12.0));
        }

        var system = new Random(1);
        yield return new("normal_f64_4M", "Math.NET 5", () => random.FillNormal<double>(doubles, context), () => MathNet.Numerics.Distributions.Normal.Samples(system, doubles, 0, 1), () => Moments(Array.ConvertAll(doubles, number => (float)number), 0, 1));
        yield return new("uniform_f32_4M", "System.Random", Uniform, () =>
        {
            for (int i = 0; i < ours.Length; i++)
                ours[i] = system.NextSingle();
        }, () => Moments(ours, 0.5, 1 / 12.0));
    }

    private static bool Moments(float[] numbers, double mean, double variance)
    {
        double sum = 0, squares = 0;
        foreach (float x in numbers)
        {
            sum += x;
            squares += (x - mean) * (x - mean);
        }

        // Five standard errors.
        return Math.Abs((sum / numbers.Length) - mean) < 5 * Math.Sqrt(variance / numbers.Length) && Math.Abs((squares / numbers.Length) - variance) < 0.01 * variance;
    }
}
