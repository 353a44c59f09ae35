using BenchmarkDotNet.Running;
using MathsIA.Benchmarks.Compare;
using MathsIA.Benchmarks.Peers;
using MathsIA.Benchmarks.Report;

// compare AREA... [--threads N] [--json]: the quick paired mode; report DOCUMENT [AREA...]: its tables in a document measured anew.
// Anything else goes to BenchmarkDotNet.
if (args is ["compare", ..])
    return TorchPeer.RestartWithShimIfNeeded(args) ?? CompareCommand.Run(args[1..]);
if (args is ["report", ..])
    return ReportCommand.Run(args[1..]);
if (TorchPeer.RestartWithShimIfNeeded(args) is { } code)
    return code;
BenchmarkSwitcher.FromAssembly(typeof(CompareCommand).Assembly).Run(args);
return 0;
