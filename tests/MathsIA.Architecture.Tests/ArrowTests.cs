using System.Reflection;

namespace MathsIA.Architecture.Tests;

/// <summary>The arrows of the house point one way: a new one is a decision, not an accident.</summary>
public sealed class ArrowTests
{
    [Theory, MemberData(nameof(House.Modules), MemberType = typeof(House))]
    public void A_module_refers_only_to_the_modules_it_may(string module)
    {
        IEnumerable<string> referred = House.Load(module).GetReferencedAssemblies().Select(name => name.Name!).Where(name => name.StartsWith("MathsIA", StringComparison.Ordinal));
        Assert.Subset(House.Arrows[module].ToHashSet(StringComparer.Ordinal), referred.ToHashSet(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(House.Modules), MemberType = typeof(House))]
    public void A_module_refers_to_no_package_but_the_two_allowed(string module)
    {
        IEnumerable<AssemblyName> foreign = House.Load(module).GetReferencedAssemblies().Where(name =>
            !name.Name!.StartsWith("MathsIA", StringComparison.Ordinal)
            && !(name.Name.StartsWith("System.", StringComparison.Ordinal) || name.Name is "MathNet.Numerics" or "netstandard" or "mscorlib"));
        Assert.Empty(foreign);
    }

    [Fact]
    public void Every_project_in_src_is_a_module_of_the_house()
    {
        IEnumerable<string> projects = Directory.GetFiles(Path.Combine(House.Root, "src"), "*.csproj", SearchOption.AllDirectories).Select(path => Path.GetFileNameWithoutExtension(path));
        Assert.Equal(House.Arrows.Keys.Append("MathsIA").Order(StringComparer.Ordinal), projects.Order(StringComparer.Ordinal));
    }
}
