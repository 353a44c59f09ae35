namespace MathsIA.Tests;

public sealed class StatusTests
{
    [Fact]
    public void Only_the_zero_value_means_converged() => Assert.Equal(Status.Converged, default);
}
