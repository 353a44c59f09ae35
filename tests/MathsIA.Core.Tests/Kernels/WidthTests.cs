using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MathsIA.LinearAlgebra;
using MathsIA.RandomNumbers;

namespace MathsIA.Tests;

/// <summary>The same bits from every width: the suite starts itself again with parts of the processor switched off.</summary>
public class WidthTests
{
    private const string ProbeFile = "MATHSIA_WIDTH_PROBE";

    [Fact]
    public void Widths_with_fused_multiply_add_give_the_same_bits()
    {
        Probe own = Measure();
        Probe narrow = RunChild("DOTNET_EnableAVX512", "0");
        Probe narrowest = RunChild("DOTNET_PreferredVectorBitWidth", "128");
        if (own.Bits >= 256)
            Assert.Equal(256, narrow.Bits);
        if (own.Bits >= 128)
            Assert.Equal(128, narrowest.Bits);
        if (!own.Fused)
            Assert.Skip("This machine, or this run, has no fused multiply-add.");
        Assert.True(narrow.Fused && narrowest.Fused);
        Assert.Equal(own.Hash, narrow.Hash);
        Assert.Equal(own.Hash, narrowest.Hash);
        Assert.Equal(own.Products, narrow.Products);
        Assert.Equal(own.Products, narrowest.Products);
    }

    [Theory]
    [InlineData("DOTNET_EnableAVX2", 128)]
    [InlineData("DOTNET_EnableHWIntrinsic", 0)]
    public void Switching_fused_multiply_add_off_gives_one_set_of_bits(string name, int bits)
    {
        Assert.SkipUnless(RuntimeInformation.ProcessArchitecture == Architecture.X64, "The switches are those of x64.");
        Probe probe = RunChild(name, "0"), without = RunChild("DOTNET_EnableAVX", "0");
        Assert.Equal(bits, probe.Bits);
        Assert.Equal(128, without.Bits);
        Assert.False(probe.Fused);
        Assert.Equal(without.Hash, probe.Hash);
    }

    [Fact(Explicit = true)]
    public void Probe_for_a_parent()
    {
        Probe probe = Measure();
        File.WriteAllText(Environment.GetEnvironmentVariable(ProbeFile)!, $"{probe.Bits} {probe.Fused} {probe.Hash} {probe.Products}");
    }

    private sealed record Probe(int Bits, bool Fused, string Hash, string Products);

    private static Probe Measure()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Tensor<float> single = Tensor.From(ElementaryFunctions.Singles(1543));
        Tensor<double> twice = Tensor.From(ElementaryFunctions.Doubles(1543));
        Tensor<float> singleReversed = single[AxisSlice.Step(.., -1)];
        Tensor<double> twiceReversed = twice[AxisSlice.Step(.., -1)];
        foreach ((_, Func<Tensor<float>, Tensor<float>> function) in ElementaryFunctions.Unary<float>().Concat(ElementaryFunctions.Plain<float>()))
            Append(hash, function(single));
        foreach ((_, Func<Tensor<double>, Tensor<double>> function) in ElementaryFunctions.Unary<double>().Concat(ElementaryFunctions.Plain<double>()))
            Append(hash, function(twice));
        foreach ((_, Func<Tensor<float>, Tensor<float>, Tensor<float>> function) in ElementaryFunctions.Binary<float>())
            Append(hash, function(single, singleReversed));
        foreach ((_, Func<Tensor<double>, Tensor<double>, Tensor<double>> function) in ElementaryFunctions.Binary<double>())
            Append(hash, function(twice, twiceReversed));
        Append(hash, single + singleReversed);
        Append(hash, twice * twiceReversed);
        Append(hash, single.MultiplyAdd(singleReversed, single));
        Append(hash, single.To<Half>().To<float>());
        Append(hash, single.To<BFloat16>().To<float>());
        string elementwise = Convert.ToHexString(hash.GetHashAndReset());
        AppendProducts(hash);
        return new Probe(MathsIAInfo.VectorBits, MathsIAInfo.HasFusedMultiplyAdd, elementwise, Convert.ToHexString(hash.GetHashAndReset()));
    }

    /// <summary>Products on each path (packed, direct, vector, batched, transposed), and the factorizations built on them.</summary>
    private static void AppendProducts(IncrementalHash hash)
    {
        var random = new Philox(11);
        foreach ((int m, int n, int k) in (ReadOnlySpan<(int, int, int)>)[(150, 130, 500), (33, 45, 70), (7, 300, 90), (1, 90, 200), (200, 1, 90), (24, 24, 24)])
        {
            Tensor<float> a = random.Normal<float>(m, k), b = random.Normal<float>(k, n);
            Append(hash, a.MatMul(b));
            Append(hash, b.Transpose().MatMul(a.Transpose()));
            Tensor<double> c = random.Normal<double>(m, k), d = random.Normal<double>(k, n);
            Append(hash, c.MatMul(d));
            Append(hash, c.Transpose().Contiguous().Transpose().MatMul(d.Transpose().Contiguous().Transpose()));
        }

        Append(hash, random.Normal<float>(50, 20, 16).MatMul(random.Normal<float>(50, 16, 24)));
        Tensor<double> square = random.Normal<double>(90, 90), spd = square.MatMul(square.Transpose());
        Append(hash, Matrix.Solve(square, spd));
        Append(hash, Matrix.Qr(square).Q());
        Append(hash, Matrix.Cholesky(spd + Tensor.Eye<double>(90)).Solve(square));
        Append(hash, Matrix.SymmetricEigen(spd).Vectors);
        Append(hash, Matrix.Svd(square).U);
    }

    private static void Append(IncrementalHash hash, Tensor<float> x)
    {
        // Every NaN counts as one: which bits it carries is the processor's business.
        float[] numbers = x.ToArray();
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = float.IsNaN(numbers[i]) ? float.NaN : numbers[i];
        hash.AppendData(MemoryMarshal.AsBytes<float>(numbers));
    }

    private static void Append(IncrementalHash hash, Tensor<double> x)
    {
        double[] numbers = x.ToArray();
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = double.IsNaN(numbers[i]) ? double.NaN : numbers[i];
        hash.AppendData(MemoryMarshal.AsBytes<double>(numbers));
    }

    private static Probe RunChild(string name, string value)
    {
        string file = Path.GetTempFileName();
        try
        {
            var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, UseShellExecute = false };
            if (string.Equals(Path.GetFileNameWithoutExtension(Environment.ProcessPath!), "dotnet", StringComparison.Ordinal))
                start.ArgumentList.Add(typeof(WidthTests).Assembly.Location);
            foreach (string argument in (string[])["-method", $"{typeof(WidthTests).FullName}.{nameof(Probe_for_a_parent)}", "-explicit", "only"])
                start.ArgumentList.Add(argument);
            // A run that is itself at some width must not hand that down.
            foreach (string part in (string[])["HWIntrinsic", "AVX512", "AVX2", "AVX", "SSE42"])
                start.Environment.Remove($"DOTNET_Enable{part}");
            start.Environment.Remove("DOTNET_PreferredVectorBitWidth");
            start.Environment[name] = value;
            start.Environment[ProbeFile] = file;
            using Process child = Process.Start(start)!;
            string output = child.StandardOutput.ReadToEnd();
            child.WaitForExit();
            string[] words = File.ReadAllText(file).Split(' ');
            Assert.True(words.Length == 4, $"{name}={value}: {output}");
            return new Probe(int.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture), bool.Parse(words[1]), words[2], words[3]);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
