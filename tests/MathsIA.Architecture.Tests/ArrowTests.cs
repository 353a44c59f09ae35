namespace MathsIA.Architecture.Tests;

public sealed class ArrowTests
{
    [Fact]
    public void Core_refers_to_no_other_module() =>
        Assert.DoesNotContain(typeof(Tensor).Assembly.GetReferencedAssemblies(), name => name.Name!.StartsWith("MathsIA", StringComparison.Ordinal));
}
