using System.Diagnostics;
using System.Globalization;

namespace MathsIA.Tests;

/// <summary>The same bits in processes whose vector instructions are switched off one after another.</summary>
public class ReductionBitsTests
{
    private const string ReportVariable = "MATHSIA_TEST_REPORT";

    /// <summary>What a child process runs: writes the width in force and the hashes where its parent looks for them.</summary>
    [Fact]
    public void Report_of_this_process()
    {
        string report = string.Create(CultureInfo.InvariantCulture, $"{MathsIAInfo.VectorBits} {MathsIAInfo.HasFusedMultiplyAdd} {ReductionHash.Plain()} {ReductionHash.Fused()}");
        if (Environment.GetEnvironmentVariable(ReportVariable) is { } path)
            File.WriteAllText(path, report);
        Assert.NotEmpty(report);
    }

    [Theory]
    [InlineData("DOTNET_EnableAVX512", 256)]
    [InlineData("DOTNET_EnableAVX2", 128)]
    [InlineData("DOTNET_EnableHWIntrinsic", 0)]
    public void Bits_are_equal_with_narrower_registers(string off, int widest)
    {
        Assert.SkipUnless(System.Runtime.Intrinsics.X86.X86Base.IsSupported, "The switches are those of x86.");
        string path = Path.GetTempFileName();
        try
        {
            var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, UseShellExecute = false };
            start.ArgumentList.Add("-method");
            start.ArgumentList.Add($"{typeof(ReductionBitsTests).FullName}.{nameof(Report_of_this_process)}");
            start.Environment[off] = "0";
            start.Environment[ReportVariable] = path;
            using Process child = Process.Start(start)!;
            string output = child.StandardOutput.ReadToEnd();
            child.WaitForExit();
            string[] report = File.ReadAllText(path).Split(' ');
            Assert.True(report.Length == 4, output);

            // A switch that does nothing would make this test pass for no reason.
            Assert.InRange(int.Parse(report[0], CultureInfo.InvariantCulture), 0, widest);
            Assert.Equal(ReductionHash.Plain().ToString(CultureInfo.InvariantCulture), report[2]);
            if (bool.Parse(report[1]) == MathsIAInfo.HasFusedMultiplyAdd)
                Assert.Equal(ReductionHash.Fused().ToString(CultureInfo.InvariantCulture), report[3]);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
