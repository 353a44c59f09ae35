using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;

namespace MathsIA.Benchmarks.Suites;

/// <summary>Each benchmark at the machine's full width and at 256 bits, with allocations; the peer is the baseline of its category.</summary>
internal sealed class SuiteConfig : ManualConfig
{
    public SuiteConfig()
    {
        AddJob(Job.Default.WithId("full width"));
        AddJob(Job.Default.WithId("AVX2").WithEnvironmentVariable("DOTNET_EnableAVX512", "0"));
        AddDiagnoser(MemoryDiagnoser.Default);
        AddLogicalGroupRules(BenchmarkLogicalGroupRule.ByCategory);
        AddColumn(CategoriesColumn.Default);
    }
}
