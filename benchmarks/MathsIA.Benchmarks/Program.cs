using BenchmarkDotNet.Running;
using MathsIA.Benchmarks.Compare;
using MathsIA.Benchmarks.Peers;

// compare AREA... [--threads N] [--json]: the quick paired mode. Anything else goes to BenchmarkDotNet.
if (args is ["compare", ..])
    return TorchPeer.RestartWithShimIfNeeded(args) ?? CompareCommand.Run(args[1..]);
BenchmarkSwitcher.FromAssembly(typeof(CompareCommand).Assembly).Run(args);
return 0;
