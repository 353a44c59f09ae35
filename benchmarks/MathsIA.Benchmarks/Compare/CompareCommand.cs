using System.Globalization;
using System.Text.Json;
using MathsIA.Benchmarks.Compare.Areas;

namespace MathsIA.Benchmarks.Compare;

/// <summary>The paired mode: ours and the peer in turn on the same data, the minimum of many rounds, and first whether both agree.</summary>
internal static class CompareCommand
{
    private static readonly Dictionary<string, Func<CompareOptions, IEnumerable<Comparison>>> Areas = new(StringComparer.Ordinal)
    {
        ["gemm"] = GemmArea.All,
        ["elementwise"] = ElementwiseArea.All,
        ["rows"] = RowsArea.All,
        ["linalg"] = LinalgArea.All,
        ["random"] = RandomArea.All,
        ["tokenizer"] = TokenizerArea.All,
        ["autodiff"] = AutoDiffArea.All,
        ["lasso"] = LassoArea.All,
        ["sensing"] = SensingArea.All,
        ["prox"] = ProxArea.All,
        ["smooth"] = SmoothArea.All,
        ["emd"] = EmdArea.All,
        ["sliced"] = SlicedArea.All,
        ["sinkhorn"] = SinkhornArea.All,
    };

    public static int Run(string[] args)
    {
        CompareOptions? options = CompareOptions.Parse(args, Areas.Keys);
        if (options is null)
            return 1;
        if (!options.Json)
        {
            Console.WriteLine(MathsIAInfo.Describe());
            Console.WriteLine($"{options.Threads} thread(s); seconds are the minimum of {options.Rounds} rounds, ours and the peer's in turn");
            Console.WriteLine($"{"name",-36} {"peer",-22} {"ours",12} {"peer's",12} {"ratio",7}  agree");
        }

        foreach (string area in options.Areas)
        {
            foreach (Comparison comparison in Areas[area](options))
            {
                if (comparison.Name.Contains(options.Filter, StringComparison.Ordinal))
                    Report(comparison, options);
            }
        }

        return 0;
    }

    private static void Report(Comparison comparison, CompareOptions options)
    {
        comparison.Ours();
        comparison.Theirs?.Invoke();
        double ours = double.PositiveInfinity, theirs = comparison.TheirSeconds?.Invoke() ?? double.PositiveInfinity;
        bool agree = comparison.Agree();
        int ourBatch = PairedTimer.BatchFor(comparison.Ours), theirBatch = comparison.Theirs is null ? 0 : PairedTimer.BatchFor(comparison.Theirs);
        for (int round = 0; round < options.Rounds; round++)
        {
            Settle();
            ours = Math.Min(ours, PairedTimer.Seconds(comparison.Ours, ourBatch));
            if (comparison.Theirs is null)
                continue;
            Settle();
            theirs = Math.Min(theirs, PairedTimer.Seconds(comparison.Theirs, theirBatch));
        }

        if (options.Json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new { name = comparison.Name, peer = comparison.Peer, ours_s = ours, peer_s = theirs, ratio = theirs / ours, agree }));
        }
        else
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{comparison.Name,-36} {comparison.Peer,-22} {Duration(ours),12} {Duration(theirs),12} {theirs / ours,7:F2}  {(agree ? "yes" : "NO")}"));
        }
    }

    /// <summary>Native thread pools spin for a while after their work and would take a core from whoever comes next.</summary>
    private static void Settle() => Thread.Sleep(40);

    private static string Duration(double seconds) => seconds switch
    {
        < 1e-6 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e9:F1} ns"),
        < 1e-3 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e6:F2} us"),
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e3:F3} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds:F3} s"),
    };
}
