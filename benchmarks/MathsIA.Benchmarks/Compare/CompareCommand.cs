using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
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
        ["fused"] = FusedArea.All,
        ["attention"] = AttentionArea.All,
        ["training"] = TrainingArea.All,
        ["conv"] = ConvArea.All,
        ["lasso"] = LassoArea.All,
        ["sensing"] = SensingArea.All,
        ["prox"] = ProxArea.All,
        ["smooth"] = SmoothArea.All,
        ["sinkhorn"] = SinkhornArea.All,
        ["emd"] = EmdArea.All,
        ["sliced"] = SlicedArea.All,
    };

    /// <summary>A peer that times itself takes its turn in each round until all its runs have taken so long.</summary>
    private static readonly TimeSpan LongestAsking = TimeSpan.FromSeconds(15);

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
        long start = Stopwatch.GetTimestamp();
        double ours = double.PositiveInfinity, theirs = comparison.TheirSeconds?.Invoke() ?? double.PositiveInfinity;
        TimeSpan asked = Stopwatch.GetElapsedTime(start);
        bool agree = comparison.Agree();
        PairedTimer.Warm(comparison.Ours);
        if (comparison.Theirs is not null)
            PairedTimer.Warm(comparison.Theirs);
        int ourBatch = PairedTimer.BatchFor(comparison.Ours), theirBatch = comparison.Theirs is null ? 0 : PairedTimer.BatchFor(comparison.Theirs);
        for (int round = 0; round < options.Rounds; round++)
        {
            PairedTimer.Settle(comparison.Ours);
            ours = Math.Min(ours, PairedTimer.Least(comparison.Ours, ourBatch));
            if (comparison.Theirs is not null)
            {
                PairedTimer.Settle(comparison.Theirs);
                theirs = Math.Min(theirs, PairedTimer.Least(comparison.Theirs, theirBatch));
            }
            else if (comparison.TheirSeconds is not null && asked < LongestAsking)
            {
                start = Stopwatch.GetTimestamp();
                theirs = Math.Min(theirs, comparison.TheirSeconds());
                asked += Stopwatch.GetElapsedTime(start);
            }
        }

        StepMemory? memory = comparison.Memory?.Invoke();
        if (options.Json)
        {
            var row = new JsonObject
            {
                ["name"] = comparison.Name,
                ["peer"] = comparison.Peer,
                ["ours_s"] = ours,
                ["peer_s"] = Number(theirs),
                ["ratio"] = Number(theirs / ours),
                ["agree"] = agree,
            };
            if (options.Memory && memory is not null)
            {
                row["allocated"] = memory.AllocatedBytes;
                row["peak"] = memory.PeakBytes;
                row["needed"] = memory.NeededBytes;
            }

            Console.WriteLine(row.ToJsonString());
        }
        else
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{comparison.Name,-36} {comparison.Peer,-22} {Duration(ours),12} {Duration(theirs),12} {Ratio(theirs / ours),7}  {(agree ? "yes" : "NO")}{memory}"));
        }
    }

    /// <summary>Null where there is no peer, which JSON has no infinity for.</summary>
    private static double? Number(double value) => double.IsFinite(value) ? value : null;

    private static string Ratio(double value) => double.IsFinite(value) ? value.ToString("F2", CultureInfo.InvariantCulture) : "-";

    private static string Duration(double seconds) => seconds switch
    {
        double.PositiveInfinity => "-",
        < 1e-6 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e9:F1} ns"),
        < 1e-3 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e6:F2} us"),
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e3:F3} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds:F3} s"),
    };
}
