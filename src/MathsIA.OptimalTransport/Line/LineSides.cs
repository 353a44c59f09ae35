using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.OptimalTransport;

/// <summary>The two measures of a problem on the line, sorted at the same time: neither needs the other.</summary>
internal readonly unsafe struct LineSides<T>(T* x, int n, double[]? a, T* y, int m, double[]? b) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>So few points are sorted in less time than a second thread takes to begin.</summary>
    private const int Few = 1 << 12;

    private bool IsUniform => a is null && b is null && n == m;

    /// <summary>Sorts both sides into measures of as many points.</summary>
    public void Load(LineMeasure sources, LineMeasure targets, ComputeContext? context) => ParallelLoop.For(2, new LoadBody(this, sources, targets), Threads(context));

    /// <summary>Writes the positions of both sides, one behind the other; and the masses up to each, unless both sides have as many points of equal
    /// mass: whose they are then plays no part.</summary>
    /// <returns>Whether the masses were written.</returns>
    public bool Sort(double* positions, long* cumulative, ComputeContext? context)
    {
        ParallelLoop.For(2, new SortBody(this, positions, cumulative), Threads(context));
        return !IsUniform;
    }

    private ComputeContext? Threads(ComputeContext? context) => Math.Max(n, m) <= Few ? ComputeContext.SingleThread : context;

    private ReadOnlySpan<T> Points(int side) => side == 0 ? new(x, n) : new(y, m);

    private double[]? Masses(int side) => side == 0 ? a : b;

    private readonly struct LoadBody(LineSides<T> sides, LineMeasure sources, LineMeasure targets) : ILoopBody
    {
        public void Run(int index) => (index == 0 ? sources : targets).Load(sides.Points(index), sides.Masses(index));
    }

    private readonly struct SortBody(LineSides<T> sides, double* positions, long* cumulative) : ILoopBody
    {
        public void Run(int index)
        {
            ReadOnlySpan<T> points = sides.Points(index);
            int start = index == 0 ? 0 : sides.Points(0).Length;
            var sorted = new Span<double>(positions + start, points.Length);
            if (sides.IsUniform)
                LineMeasure.Sort(points, sorted, order: default);
            else
                LineMeasure.Sort(points, sides.Masses(index), sorted, new Span<long>(cumulative + start, points.Length));
        }
    }
}
