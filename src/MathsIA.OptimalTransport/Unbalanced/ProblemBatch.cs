using MathsIA.Execution;

namespace MathsIA.OptimalTransport;

/// <summary>Independent problems side by side, each on one thread: the same answers as one after another.</summary>
internal static class ProblemBatch
{
    public static TResult[] Run<TResult>(int count, Func<int, ComputeContext, TResult> solve, ComputeContext? context)
    {
        var results = new TResult[count];
        ComputeContext inner = (context ?? ComputeContext.Default) with { DegreeOfParallelism = 1 };
        ParallelLoop.For(count, k => results[k] = solve(k, inner), context);
        return results;
    }

    /// <summary>The number of problems; lists that are given must have as many entries.</summary>
    public static int Count(int problems, int? first, int? second, string operation)
    {
        if ((first ?? problems) != problems || (second ?? problems) != problems)
            throw new ShapeMismatchException($"{operation}: {problems} problems come with {first ?? problems} and {second ?? problems} sets of masses.");
        return problems;
    }
}
