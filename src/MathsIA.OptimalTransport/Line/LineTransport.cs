using System.Diagnostics;
using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.OptimalTransport;

/// <summary>Exact transport on the line for the costs <c>|x − y|^p</c>, p ≥ 1: mass moves in order, so sorting solves it.</summary>
/// <remarks>
/// <para>The optimal plan couples equal quantiles, <c>W_p^p = ∫₀¹ |F⁻¹(s) − G⁻¹(s)|^p ds</c>. Sources and targets are sorted (radix, linear time) and their
/// distribution functions walked up together; potentials follow the staircase of arcs that the walk visits, and are feasible since the cost
/// matrix of sorted points is a Monge array. Masses are counted in quanta, 2⁻⁶⁰ of the total each.</para>
/// <para>Cost: O(n + m) after sorting. Source: F. Santambrogio, "Optimal Transport for Applied Mathematicians", 2015, section 2.2; G. Peyré, M. Cuturi,
/// "Computational Optimal Transport", 2019, remark 2.30.</para>
/// </remarks>
public sealed record LineTransport
{
    private const string Operation = nameof(LineTransport);

    /// <summary>The power p of the cost; 2 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1 or not finite.</exception>
    public double Power
    {
        get;
        init => field = LineGuard.Power(value);
    } = 2;

    /// <summary>The optimal cost <c>W_p^p</c>, times the total mass.</summary>
    /// <typeparam name="T">The element type; the work is done in doubles.</typeparam>
    /// <param name="x">The positions of the sources.</param>
    /// <param name="y">The positions of the targets.</param>
    /// <param name="source">The masses of the sources; null for equal ones.</param>
    /// <param name="target">The masses of the targets; null for equal ones.</param>
    /// <param name="context">How many threads: the two sides are sorted at the same time, the bits do not depend on it.</param>
    /// <returns>The cost.</returns>
    /// <exception cref="ArgumentNullException">The positions are null.</exception>
    /// <exception cref="ShapeMismatchException">The positions are not vectors, or there are not as many masses.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A position is not finite, or a mass negative or not finite.</exception>
    /// <exception cref="ArgumentException">The total masses are 0 or differ.</exception>
    public double Cost<T>(Tensor<T> x, Tensor<T> y, Tensor<T>? source = null, Tensor<T>? target = null, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (double[]? a, double[]? b, double total, _) = Check(x, y, source, target);
        return total * LineCoupling.Cost<T>(x.Contiguous().AsSpan(), y.Contiguous().AsSpan(), a, b, new(Power), context);
    }

    /// <summary>The optimal costs of many problems, one a row.</summary>
    /// <typeparam name="T">The element type; the work is done in doubles.</typeparam>
    /// <param name="x">The positions of the sources, one problem a row.</param>
    /// <param name="y">The positions of the targets, one problem a row.</param>
    /// <param name="source">The masses of the sources, the same for all; null for equal ones.</param>
    /// <param name="target">The masses of the targets, the same for all; null for equal ones.</param>
    /// <param name="context">How many threads: rows are shared out, the bits do not depend on it.</param>
    /// <returns>One cost a row.</returns>
    /// <exception cref="ArgumentNullException">The positions are null.</exception>
    /// <exception cref="ShapeMismatchException">The positions are not matrices of as many rows, or there are not as many masses.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A position is not finite, or a mass negative or not finite.</exception>
    /// <exception cref="ArgumentException">The total masses are 0 or differ.</exception>
    public Tensor<double> Costs<T>(Tensor<T> x, Tensor<T> y, Tensor<T>? source = null, Tensor<T>? target = null, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        LineGuard.Batch(x, Operation, nameof(x));
        LineGuard.Batch(y, Operation, nameof(y));
        if (x.Shape[0] != y.Shape[0])
            throw new ShapeMismatchException(Operation, $"x has the shape {x.Shape} and y {y.Shape}; as many rows are asked for.", nameof(y));
        int n = x.Shape[1], m = y.Shape[1];
        (double[]? a, double[]? b, double total, _) = LineGuard.Masses(n, m, source, target, Operation);
        (x, y) = (x.Contiguous(), y.Contiguous());
        var costs = new double[x.Shape[0]];
        var cost = new PowerCost(Power);
        ParallelLoop.For(costs.Length, k => costs[k] = total * LineCoupling.Cost<T>(x.AsSpan().Slice(k * n, n), y.AsSpan().Slice(k * m, m), a, b, cost, ComputeContext.SingleThread), context);
        return Tensor.From(costs);
    }

    /// <summary>The optimal plan with its cost and potentials.</summary>
    /// <remarks>The potentials are the sums of costs along the staircase: feasible but for the rounding of those sums, whatever p.</remarks>
    /// <inheritdoc cref="Cost{T}"/>
    /// <returns>The answer, always converged.</returns>
    public TransportResult<T> Solve<T>(Tensor<T> x, Tensor<T> y, Tensor<T>? source = null, Tensor<T>? target = null, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long start = Stopwatch.GetTimestamp();
        (double[]? a, double[]? b, double total, double defect) = Check(x, y, source, target);
        LineCoupling coupling = LineCoupling.Of<T>(x.Contiguous().AsSpan(), y.Contiguous().AsSpan(), a, b, new(Power), context);
        return coupling.Result<T>(total, defect, Stopwatch.GetElapsedTime(start));
    }

    /// <summary>The optimal cost and its derivatives with respect to positions and masses.</summary>
    /// <inheritdoc cref="Cost{T}"/>
    /// <returns>The cost and the derivatives.</returns>
    public LineGradients<T> Gradients<T>(Tensor<T> x, Tensor<T> y, Tensor<T>? source = null, Tensor<T>? target = null, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (double[]? a, double[]? b, double total, _) = Check(x, y, source, target);
        LineCoupling coupling = LineCoupling.Of<T>(x.Contiguous().AsSpan(), y.Contiguous().AsSpan(), a, b, new(Power), context);
        return coupling.Gradients<T>(total);
    }

    private static (double[]? A, double[]? B, double Total, double Defect) Check<T>(Tensor<T> x, Tensor<T> y, Tensor<T>? source, Tensor<T>? target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        LineGuard.Points(x, Operation, nameof(x));
        LineGuard.Points(y, Operation, nameof(y));
        return LineGuard.Masses(x.Length, y.Length, source, target, Operation);
    }
}
