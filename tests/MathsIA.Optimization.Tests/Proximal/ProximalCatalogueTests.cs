namespace MathsIA.Optimization.Tests.Proximal;

/// <summary>The contract table is whole: nothing that is public is missing, nothing that is claimed goes unchecked.</summary>
public sealed class ProximalCatalogueTests
{
    /// <summary>Proximable, but the table of another family has it.</summary>
    private static readonly Type[] _elsewhere = [typeof(ProximityTo<>)];

    [Fact]
    public void Every_operator_has_a_row()
    {
        HashSet<Type> covered = [.. ProximalCatalogue.All.Select(row => row.Double().GetType().GetGenericTypeDefinition()), .. _elsewhere];
        string[] missing = [.. typeof(IProximable<>).Assembly.GetExportedTypes().Where(type => type is { IsClass: true, IsAbstract: false } && IsProximable(type) && !covered.Contains(type)).Select(type => type.Name)];
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_conjugate_that_is_known_is_compared_with_one_from_the_literature()
    {
        string[] missing = [.. ProximalCatalogue.All.Where(row => row is { Conjugate: null, IsNonConvex: false } && row.Double().AsConjugable() is not null).Select(row => row.Name)];
        Assert.Empty(missing);
    }

    [Fact]
    public void Rows_have_names_of_their_own() => Assert.Equal(ProximalCatalogue.All.Count(), ProximalCatalogue.All.Select(row => row.Name).Distinct(StringComparer.Ordinal).Count());

    private static bool IsProximable(Type type) => type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IProximable<>));
}
