using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.OptimalTransport;

/// <summary>One pass over the costs for what an answer says about each row of the plan, at the speed of a sweep.</summary>
/// <remarks>With <c>w_ij = exp(h_j − C_ij/ε) / Σ_k exp(h_k − C_ik/ε)</c>, the conditional plan of row i.</remarks>
internal static unsafe class RowStatistics
{
    /// <summary>The pass.</summary>
    /// <param name="costs">The costs C.</param>
    /// <param name="heights">The h_j.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="softMinima">Receives <c>−ε log Σ_j exp(h_j − C_ij/ε)</c>; +∞ where nothing can be reached.</param>
    /// <param name="meanCosts">Receives <c>Σ_j w_ij C_ij</c>.</param>
    /// <param name="rowMasses">The masses of rows for the column sums, or empty.</param>
    /// <param name="columnSums">Receives <c>Σ_i a_i w_ij</c> if rows have masses.</param>
    /// <param name="g">Potentials, −∞ for a target that does not count, or empty.</param>
    /// <param name="leastCosts">Receives <c>min_j C_ij − g_j</c> if there are potentials.</param>
    /// <param name="fill">Masses of the targets, or empty.</param>
    /// <param name="fillCosts">Receives <c>Σ_j fill_j C_ij</c> if there are such masses.</param>
    /// <param name="context">How to use the machine.</param>
    public static void Run<T>(
        ICostGeometry<T> costs, ReadOnlySpan<double> heights, double epsilon, Span<double> softMinima, Span<double> meanCosts,
        ReadOnlySpan<double> rowMasses, Span<double> columnSums, ReadOnlySpan<double> g, Span<double> leastCosts, ReadOnlySpan<double> fill, Span<double> fillCosts, ComputeContext? context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int columns = costs.Columns, blocks = Gibbs.Blocks(costs.Rows);
        using var narrow = new Workspace<T>(3L * columns);
        using var totals = new Workspace<T>(rowMasses.IsEmpty ? 0 : (long)blocks * columns);
        T* narrowHeights = narrow.Data, narrowG = narrowHeights + columns, narrowFill = narrowG + columns;
        Gibbs.Narrow<T>(heights, GibbsRow.Log2E, new(narrowHeights, columns));
        Gibbs.Narrow<T>(g, 1, new(narrowG, columns));
        Gibbs.Narrow<T>(fill, 1, new(narrowFill, columns));
        fixed (double* softs = softMinima, means = meanCosts, masses = rowMasses, leasts = leastCosts, fills = fillCosts)
        {
            var body = new Body<T>(costs, narrowHeights, epsilon, softs, means, masses, totals.Data, g.IsEmpty ? null : narrowG, leasts, fill.IsEmpty ? null : narrowFill, fills);
            ParallelLoop.For(blocks, body, context);
        }

        if (!rowMasses.IsEmpty)
            Gibbs.Join(totals.Data, blocks, columnSums);
    }

    private readonly struct Body<T>(
        ICostGeometry<T> costs, T* heights, double epsilon, double* softMinima, double* meanCosts, double* masses, T* totals, T* g, double* leastCosts, T* fill, double* fillCosts) : ILoopBody
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int block)
        {
            int columns = costs.Columns, blockRows = Gibbs.BlockRows(costs.Rows), end = Math.Min(costs.Rows, (block + 1) * blockRows);
            T factor = GibbsRow.Factor<T>(epsilon);
            using var buffer = new Workspace<T>(columns);
            using var exponentials = new Workspace<T>(columns);
            T* sums = totals + ((long)block * columns);
            if (masses is not null)
                new Span<T>(sums, columns).Clear();
            double guess = double.NaN;
            for (int i = block * blockRows; i < end; i++)
            {
                fixed (T* row = costs.Row(i, 0, buffer.Span))
                {
                    double sum = GibbsRow.Exponentials(row, heights, factor, exponentials.Data, columns, guess, out double shift);
                    // The row before is a fair guess for the next.
                    guess = sum > 0 ? shift + Math.Log(sum) : double.NaN;
                    softMinima[i] = sum == 0 ? double.PositiveInfinity : -epsilon * guess;
                    meanCosts[i] = sum == 0 ? 0 : GibbsRow.WeightedCost(row, exponentials.Data, columns) / sum;
                    if (masses is not null && masses[i] > 0 && sum > 0)
                        GibbsSweep.Add(exponentials.Data, T.CreateTruncating(masses[i] / sum), sums, columns);
                    if (g is not null)
                        leastCosts[i] = double.CreateTruncating(GibbsSweep.Least(row, g, columns));
                    if (fill is not null)
                        fillCosts[i] = GibbsRow.WeightedCost(row, fill, columns);
                }
            }
        }
    }
}
