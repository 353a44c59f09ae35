using System.Numerics;
using MathsIA.Execution;
using MathsIA.RandomNumbers;

namespace MathsIA.OptimalTransport;

/// <summary>Two clouds with masses of total 1, and how to lay them on lines.</summary>
internal sealed class SlicedProblem<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Tensor<T> _x;
    private readonly Tensor<T> _y;
    private readonly double[]? _a;
    private readonly double[]? _b;
    private readonly PowerCost _cost;

    private SlicedProblem(Tensor<T> x, Tensor<T> y, double[]? a, double[]? b, ISlicing<T> slicing, PowerCost cost)
    {
        (_x, _y, _a, _b, _cost) = (x, y, a, b, cost);
        Slicing = slicing;
    }

    public ISlicing<T> Slicing { get; }

    public static SlicedProblem<T> Of(Tensor<T> x, Tensor<T> y, Tensor<T>? source, Tensor<T>? target, ISlicing<T>? slicing, double power, string operation)
    {
        SlicedGuard.Clouds(x, y, operation);
        (double[]? a, double[]? b, _, _) = LineGuard.Masses(x.Shape[0], y.Shape[0], source, target, operation);
        return new(x, y, a, b, slicing ?? new LinearSlicing<T>(), new(power));
    }

    public Tensor<T> Draw(long seed, int count) => Slicing.Directions(new Philox(seed), count, _x.Shape[1]);

    /// <summary>Room for one straight line of the problem.</summary>
    public Slice<T> Slice(ComputeContext? context) => new(_x, _y, _a, _b, _cost, context);

    /// <summary>The cost on each line.</summary>
    public double[] Costs(Tensor<T> directions, ComputeContext? context)
    {
        (Tensor<T> px, Tensor<T> py) = (Slicing.Project(_x, directions), Slicing.Project(_y, directions));
        int n = px.Shape[1], m = py.Shape[1];
        var costs = new double[directions.Shape[0]];
        ParallelLoop.For(costs.Length, k => costs[k] = LineCoupling.Cost<T>(px.AsSpan().Slice(k * n, n), py.AsSpan().Slice(k * m, m), _a, _b, _cost, ComputeContext.SingleThread), context);
        return costs;
    }

    /// <summary>The cost on each line and its derivatives with respect to where the points lie there, times a factor.</summary>
    public (double[] Costs, Tensor<T> X, Tensor<T> Y) Slopes(Tensor<T> directions, double factor, ComputeContext? context)
    {
        (Tensor<T> px, Tensor<T> py) = (Slicing.Project(_x, directions), Slicing.Project(_y, directions));
        int count = directions.Shape[0], n = px.Shape[1], m = py.Shape[1];
        var costs = new double[count];
        T[] x = new T[count * n], y = new T[count * m];
        ParallelLoop.For(count, k =>
        {
            double[] slopesX = new double[n], slopesY = new double[m];
            costs[k] = LineCoupling.Of<T>(px.AsSpan().Slice(k * n, n), py.AsSpan().Slice(k * m, m), _a, _b, _cost, ComputeContext.SingleThread).AddSlopes(slopesX, slopesY);
            for (int i = 0; i < n; i++)
                x[(k * n) + i] = T.CreateTruncating(factor * slopesX[i]);
            for (int j = 0; j < m; j++)
                y[(k * m) + j] = T.CreateTruncating(factor * slopesY[j]);
        }, context);
        return (costs, Tensor.From(x, count, n), Tensor.From(y, count, m));
    }
}
