using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace MathsIA.AutoDiff.Tests;

/// <summary>All four combinations of forward and reverse for an outer and an inner derivative.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CombinatorialModesAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([new TheoryDataRow(true, true), new TheoryDataRow(true, false), new TheoryDataRow(false, true), new TheoryDataRow(false, false)]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
