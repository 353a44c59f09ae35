using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.OptimalTransport;

/// <summary>The costs <c>C = −ε log(A Bᵀ)</c> of a Gibbs kernel given by positive factors of low rank: at that ε every sum costs (n + m) r.</summary>
/// <remarks>
/// <para>Factors come from positive random features or from clusters (M. Scetbon, M. Cuturi, "Linear Time Sinkhorn Divergences using Positive Features", NeurIPS
/// 2020). Soft minima go through the factors in the log domain: first over the targets for each of the r features, then over the features.</para>
/// <para>At any other ε, and for costs themselves, sums go entry by entry.</para>
/// </remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class FactoredKernelCost<T> : IStructuredCost<T>, IKnownRange where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Tensor<T> _left;
    private readonly Tensor<T> _right;
    private readonly DenseCost<T> _leftLogarithms;
    private readonly DenseCost<T> _rightLogarithms;

    /// <summary>Takes the factors.</summary>
    /// <param name="left">A, one row a source: not negative, finite.</param>
    /// <param name="right">B, one row a target: not negative, finite, as many columns.</param>
    /// <param name="epsilon">The ε of the kernel, positive.</param>
    /// <exception cref="ArgumentNullException">A factor is null.</exception>
    /// <exception cref="ShapeMismatchException">A factor is not a matrix, or the numbers of columns differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element is negative or not finite, or ε not positive and finite.</exception>
    public FactoredKernelCost(Tensor<T> left, Tensor<T> right, double epsilon)
    {
        Check(left, nameof(left));
        Check(right, nameof(right));
        if (left.Shape[1] != right.Shape[1] || left.Shape[1] == 0)
            throw new ShapeMismatchException($"FactoredKernelCost: left has the shape {left.Shape} and right {right.Shape}; as many columns, at least one, are asked for.");
        if (!(epsilon > 0 && double.IsFinite(epsilon)))
            throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, "FactoredKernelCost: epsilon must be positive and finite.");
        _left = left.IsContiguous ? left : left.Clone();
        _right = right.Transpose().Clone();
        Epsilon = epsilon;
        _leftLogarithms = Logarithms(left);
        _rightLogarithms = Logarithms(right);
    }

    /// <inheritdoc/>
    public int Rows => _left.Shape[0];

    /// <inheritdoc/>
    public int Columns => _right.Shape[1];

    /// <summary>The ε at which the kernel is <c>A Bᵀ</c>.</summary>
    public double Epsilon { get; }

    /// <summary>ε is not scaled down to the one of the kernel: at any other one the factors are of no use.</summary>
    CostRange IKnownRange.Range => new(0, 0);

    /// <inheritdoc/>
    public T Entry(int row, int column)
    {
        T entry = default;
        Row(row, column, new Span<T>(ref entry));
        return entry;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<T> Row(int row, int column, Span<T> buffer)
    {
        CostGuard.Stretch(this, row, column, buffer.Length);
        int rank = _left.Shape[1];
        ReadOnlySpan<T> left = _left.AsSpan().Slice(row * rank, rank), right = _right.AsSpan();
        buffer.Clear();
        for (int k = 0; k < rank; k++)
            System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(right.Slice((k * Columns) + column, buffer.Length), left[k], buffer, buffer);
        T factor = -T.CreateTruncating(Epsilon);
        for (int j = 0; j < buffer.Length; j++)
            buffer[j] = factor * T.Log(buffer[j]);
        return buffer;
    }

    /// <inheritdoc/>
    public void SoftMinimum(ReadOnlySpan<double> heights, double epsilon, bool transposed, Span<double> destination, ComputeContext? context = null)
    {
        CostGuard.Sum(this, heights, transposed, destination, epsilon, nameof(heights));
        if (epsilon != Epsilon)
        {
            Gibbs.SoftMinimumByRows(this, heights, epsilon, transposed, destination, context);
            return;
        }

        (DenseCost<T> from, DenseCost<T> to) = transposed ? (_leftLogarithms, _rightLogarithms) : (_rightLogarithms, _leftLogarithms);
        using var features = new Workspace<double>(_left.Shape[1]);
        Gibbs.SoftMinimum(from, heights, 1, transposed: true, features.Span, context);
        foreach (ref double feature in features.Span)
            feature = -feature;
        Gibbs.SoftMinimum(to, features.Span, 1, transposed: false, destination, context);
        for (int i = 0; i < destination.Length; i++)
            destination[i] *= epsilon;
    }

    /// <inheritdoc/>
    public void KernelProduct(ReadOnlySpan<double> x, double epsilon, bool transposed, Span<double> destination, ComputeContext? context = null)
    {
        CostGuard.Sum(this, x, transposed, destination, epsilon, nameof(x));
        if (epsilon != Epsilon)
        {
            Gibbs.ProductByRows(this, x, epsilon, transposed, destination, context);
            return;
        }

        (DenseCost<T> from, DenseCost<T> to) = transposed ? (_leftLogarithms, _rightLogarithms) : (_rightLogarithms, _leftLogarithms);
        using var features = new Workspace<double>(_left.Shape[1]);
        Gibbs.Product(from, x, 1, transposed: true, features.Span, context);
        Gibbs.Product(to, features.Span, 1, transposed: false, destination, context);
    }

    /// <inheritdoc/>
    public void MeanCosts(ReadOnlySpan<double> heights, double epsilon, Span<double> destination, ComputeContext? context = null)
    {
        CostGuard.Sum(this, heights, false, destination, epsilon, nameof(heights));
        using var minima = new Workspace<double>(Rows);
        RowStatistics.Run(this, heights, epsilon, minima.Span, destination, default, default, default, default, default, default, context);
    }

    /// <inheritdoc/>
    public void LeastCosts(ReadOnlySpan<double> g, Span<double> destination, ComputeContext? context = null)
    {
        CostGuard.Sum(this, g, false, destination, 1, nameof(g));
        using var others = new Workspace<double>(2L * Rows);
        RowStatistics.Run(this, g, Epsilon, others.Span[..Rows], others.Span[Rows..], default, default, g, destination, default, default, context);
    }

    /// <inheritdoc/>
    public void CostProduct(ReadOnlySpan<double> x, Span<double> destination, ComputeContext? context = null)
    {
        CostGuard.Sum(this, x, false, destination, 1, nameof(x));
        using var others = new Workspace<double>(2L * Rows);
        using var heights = new Workspace<double>(Columns, clear: true);
        RowStatistics.Run(this, heights.Span, Epsilon, others.Span[..Rows], others.Span[Rows..], default, default, default, default, x, destination, context);
    }

    private static DenseCost<T> Logarithms(Tensor<T> factor) => new(Tensor.From(Array.ConvertAll(factor.ToArray(), x => -T.Log(x))).Reshape(factor.Shape[0], factor.Shape[1]));

    private static void Check(Tensor<T> factor, string name)
    {
        PointGuard.Finite(factor, "FactoredKernelCost", name);
        T[] elements = factor.ToArray();
        int bad = Array.FindIndex(elements, element => element < T.Zero);
        if (bad >= 0)
            throw new ArgumentOutOfRangeException(name, elements[bad], $"FactoredKernelCost: element {bad} of {name}, of shape {factor.Shape}, is negative.");
    }
}
