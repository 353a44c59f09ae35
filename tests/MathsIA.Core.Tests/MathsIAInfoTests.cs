namespace MathsIA.Tests;

public sealed class MathsIAInfoTests
{
    [Fact]
    public void Describe_names_the_version_the_vector_width_and_why_the_threads_and_how_the_code_was_compiled()
    {
        string text = MathsIAInfo.Describe();
        Assert.Contains(MathsIAInfo.Version, text, StringComparison.Ordinal);
        Assert.Matches($@"{MathsIAInfo.VectorBits} bits \(\w[^)]+\)", text);
        Assert.Contains($"fused multiply-add: {(MathsIAInfo.HasFusedMultiplyAdd ? "yes" : "no")}", text, StringComparison.Ordinal);
        Assert.Contains($"Threads: {ComputeContext.Default.DegreeOfParallelism};", text, StringComparison.Ordinal);
        Assert.Contains("compiled at run time (JIT)", text, StringComparison.Ordinal);
    }
}
