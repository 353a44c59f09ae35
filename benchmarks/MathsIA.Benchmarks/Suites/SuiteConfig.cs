using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using MathsIA.Benchmarks.Peers;

namespace MathsIA.Benchmarks.Suites;

/// <summary>Each benchmark at the machine's full width and at 256 bits, with allocations; the peer is the baseline of its category. libtorch takes
/// part where it loads; it is never the baseline, which has to be there everywhere.</summary>
internal sealed class SuiteConfig : ManualConfig
{
    public SuiteConfig()
    {
        AddJob(Job.Default.WithId("full width"));
        AddJob(Job.Default.WithId("AVX2").WithEnvironmentVariable("DOTNET_EnableAVX512", "0"));
        // The program of a run builds the whole house with its analyzers.
        BuildTimeout = TimeSpan.FromMinutes(10);
        AddDiagnoser(MemoryDiagnoser.Default);
        AddLogicalGroupRules(BenchmarkLogicalGroupRule.ByCategory);
        AddColumn(CategoriesColumn.Default);
        AddFilter(new SimpleFilter(benchmark => !benchmark.Descriptor.WorkloadMethod.IsDefined(typeof(LibtorchAttribute), false) || TorchPeer.IsAvailable(Environment.ProcessorCount)));
    }
}
