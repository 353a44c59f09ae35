using System.Runtime.CompilerServices;
using MathsIA.Execution;

namespace MathsIA.OptimalTransport;

/// <summary><c>∫₀¹ |F⁻¹(s) − G⁻¹(s)|^p ds</c> of two measures of which the positions stand in order, and the mass up to each in quanta.</summary>
/// <remarks>The levels s are cut in pieces by the number of points alone, and the pieces are added in order: the same bits for any number of threads.</remarks>
internal readonly unsafe struct QuantileSum(double* from, long* fromLevels, int sources, double* to, long* toLevels, int targets, PowerCost cost)
{
    /// <summary>So few points are not worth a second thread.</summary>
    private const int Few = 1 << 13;

    private const int MostPieces = 8;

    public double Run(ComputeContext? context)
    {
        int pieces = sources + targets <= Few ? 1 : MostPieces;
        double* parts = stackalloc double[MostPieces];
        ParallelLoop.For(pieces, new Body(this, parts, pieces), context);
        double sum = 0;
        for (int piece = 0; piece < pieces; piece++)
            sum += parts[piece];
        return sum / LineMeasure.Total;
    }

    /// <summary>The part between two levels. Which side ends first is a coin toss: without branches there is nothing to guess wrong.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Between(long level, long end)
    {
        int i = Above(new(fromLevels, sources), level), j = Above(new(toLevels, targets), level);
        double sum = 0;
        while (level < end)
        {
            long source = fromLevels[i], target = toLevels[j], next = Math.Min(end, Math.Min(source, target));
            sum += (next - level) * cost.Of(from[i] - to[j]);
            level = next;
            i += source <= next ? 1 : 0;
            j += target <= next ? 1 : 0;
        }

        return sum;
    }

    /// <summary>The first place whose level is above a given one.</summary>
    private static int Above(ReadOnlySpan<long> levels, long level)
    {
        int low = 0, high = levels.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = levels[middle] <= level ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private readonly struct Body(QuantileSum sum, double* parts, int pieces) : ILoopBody
    {
        public void Run(int index) => parts[index] = sum.Between(LineMeasure.Total / pieces * index, LineMeasure.Total / pieces * (index + 1));
    }
}
