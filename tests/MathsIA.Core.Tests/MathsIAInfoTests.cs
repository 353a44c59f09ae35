namespace MathsIA.Tests;

public sealed class MathsIAInfoTests
{
    [Fact]
    public void Describe_names_the_version_and_the_vector_width()
    {
        string text = MathsIAInfo.Describe();
        Assert.Contains(MathsIAInfo.Version, text, StringComparison.Ordinal);
        Assert.Contains($"{MathsIAInfo.VectorBits} bits", text, StringComparison.Ordinal);
    }
}
