using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace MathsIA.AutoDiff.Tests;

/// <summary>Attention and convolution, forward and backward: the same bits in processes whose vector instructions are switched off.</summary>
public sealed class WidthBitsTests
{
    private const string ReportVariable = "MATHSIA_AUTODIFF_REPORT";

    private static readonly Dictionary<string, Func<string>> Operations = new(StringComparer.Ordinal)
    {
        ["attention, float"] = () => Attention<float>(null),
        ["attention, double"] = () => Attention<double>(null),
        ["attention, causal, float"] = () => Attention<float>(new() { Causal = CausalMask.LowerRight }),
        ["convolution by Winograd, float"] = () => Convolution<float>([2, 16, 9, 10], [17, 16, 3, 3], new() { Padding = 1, Algorithm = ConvolutionAlgorithm.Winograd }),
        ["convolution by Winograd, double"] = () => Convolution<double>([2, 16, 9, 10], [17, 16, 3, 3], new() { Padding = 1, Algorithm = ConvolutionAlgorithm.Winograd }),
        ["convolution, direct, float"] = () => Convolution<float>([2, 5, 19, 21], [11, 5, 3, 3], new() { Padding = 1, Algorithm = ConvolutionAlgorithm.Direct }),
        ["convolution, direct, double"] = () => Convolution<double>([2, 5, 19, 21], [11, 5, 3, 3], new() { Padding = 1, Algorithm = ConvolutionAlgorithm.Direct }),
        ["convolution, strided, float"] = () => Convolution<float>([2, 4, 17, 23], [6, 2, 5, 4], new() { Stride = 2, Dilation = [1, 2], Groups = 2, Padding = 2 }),
        ["convolution, depthwise, float"] = () => Convolution<float>([2, 9, 13, 28], [9, 1, 3, 3], new() { Groups = 9, Padding = 1 }),
        ["convolution, pointwise, float"] = () => Convolution<float>([3, 70, 9, 11], [37, 70, 1, 1], new()),
    };

    private static string Report => string.Join('\n', [MathsIAInfo.VectorBits.ToString(CultureInfo.InvariantCulture), MathsIAInfo.HasFusedMultiplyAdd.ToString(), .. Operations.Values.Select(operation => operation())]);

    /// <summary>What a child process runs: writes the width in force and the hashes where its parent looks for them.</summary>
    [Fact]
    public void Report_of_this_process()
    {
        string report = Report;
        if (Environment.GetEnvironmentVariable(ReportVariable) is { } path)
            File.WriteAllText(path, report);
        Assert.NotEmpty(report);
    }

    [Theory]
    [InlineData("DOTNET_EnableAVX512", 256)]
    [InlineData("DOTNET_EnableAVX2", 128)]
    public void Bits_are_equal_with_narrower_registers(string off, int widest)
    {
        Assert.SkipUnless(System.Runtime.Intrinsics.X86.X86Base.IsSupported, "The switches are those of x86.");
        string path = Path.GetTempFileName();
        try
        {
            var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, UseShellExecute = false };
            start.ArgumentList.Add("-method");
            start.ArgumentList.Add($"{typeof(WidthBitsTests).FullName}.{nameof(Report_of_this_process)}");
            start.Environment[off] = "0";
            start.Environment[ReportVariable] = path;
            using Process child = Process.Start(start)!;
            string output = child.StandardOutput.ReadToEnd();
            child.WaitForExit();
            string[] narrow = File.ReadAllText(path).Split('\n'), wide = Report.Split('\n');
            Assert.True(narrow.Length == wide.Length, output);

            // A switch that does nothing would make this test pass for no reason.
            Assert.InRange(int.Parse(narrow[0], CultureInfo.InvariantCulture), 0, widest);
            // A multiply-add is rounded once or twice: the same bits are promised among machines that have it.
            Assert.SkipUnless(narrow[1] == wide[1], "There is no fused multiply-add without AVX2.");
            foreach ((string name, string expected, string actual) in Operations.Keys.Zip(wide.Skip(2), narrow.Skip(2)))
                Assert.True(expected == actual, $"{name}: other bits with {widest} bits wide registers.");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Attention<T>(AttentionOptions? options) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Hash<T>(x => x[0].ScaledDotProductAttention(x[1], x[2], options), Samples.Any(2, 3, 61, 20), Samples.Any(2, 3, 75, 20), Samples.Any(2, 3, 75, 17));

    private static string Convolution<T>(int[] image, int[] kernel, ConvolutionOptions options) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Hash<T>(x => x[0].Convolve(x[1], x[2], options), Samples.Any(image), Samples.Any(kernel), Samples.Any(kernel[0]));

    /// <summary>A hash of value and gradients.</summary>
    private static string Hash<T>(Func<IReadOnlyList<Variable<T>>, Variable<T>> function, params Tensor<double>[] point) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Variable<T>[] x = [.. point.Select(tensor => (Variable<T>)tensor.To<T>())];
        ulong hash = 0xcbf29ce484222325;
        foreach (Variable<T> result in (Variable<T>[])[function(x), .. Differentiate.ValueAndGradient(y => function(y).Square().Sum(), x).Gradients])
        {
            foreach (byte b in MemoryMarshal.AsBytes<T>(result.Value.ToArray()))
                hash = (hash ^ b) * 0x100000001b3;
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}
