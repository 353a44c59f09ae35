using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.Operators;

/// <summary>What every linear operator can do: act on tensors, become a matrix, and enter into others.</summary>
public static partial class LinearOperator
{
    /// <summary>Computes <c>Kx</c> into a tensor of the caller.</summary>
    /// <param name="op">The operator K.</param>
    /// <param name="x">A tensor of the shape <see cref="ILinearOperator{T}.Domain"/>; may be strided.</param>
    /// <param name="destination">A tensor of the shape <see cref="ILinearOperator{T}.Range"/> that does not overlap x; may be strided.</param>
    /// <exception cref="ShapeMismatchException">A shape is not the one asked for.</exception>
    /// <exception cref="ArgumentException">The destination overlaps x or repeats its elements.</exception>
    public static void Apply<T>(this ILinearOperator<T> op, Tensor<T> x, Tensor<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Run(op, nameof(Apply), adjoint: false, x, nameof(x), destination);

    /// <summary>Computes <c>Kx</c>.</summary>
    /// <param name="op">The operator K.</param>
    /// <param name="x">A tensor of the shape <see cref="ILinearOperator{T}.Domain"/>; may be strided.</param>
    /// <returns>A new tensor of the shape <see cref="ILinearOperator{T}.Range"/>.</returns>
    /// <exception cref="ShapeMismatchException">The shape of x is not the operator's.</exception>
    public static Tensor<T> Apply<T>(this ILinearOperator<T> op, Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(op);
        Tensor<T> destination = Tensor.Uninitialized<T>(op.Range);
        Run(op, nameof(Apply), adjoint: false, x, nameof(x), destination);
        return destination;
    }

    /// <summary>Computes <c>K*u</c> into a tensor of the caller.</summary>
    /// <param name="op">The operator K.</param>
    /// <param name="u">A tensor of the shape <see cref="ILinearOperator{T}.Range"/>; may be strided.</param>
    /// <param name="destination">A tensor of the shape <see cref="ILinearOperator{T}.Domain"/> that does not overlap u; may be strided.</param>
    /// <exception cref="ShapeMismatchException">A shape is not the one asked for.</exception>
    /// <exception cref="ArgumentException">The destination overlaps u or repeats its elements.</exception>
    public static void ApplyAdjoint<T>(this ILinearOperator<T> op, Tensor<T> u, Tensor<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Run(op, nameof(ApplyAdjoint), adjoint: true, u, nameof(u), destination);

    /// <summary>Computes <c>K*u</c>.</summary>
    /// <param name="op">The operator K.</param>
    /// <param name="u">A tensor of the shape <see cref="ILinearOperator{T}.Range"/>; may be strided.</param>
    /// <returns>A new tensor of the shape <see cref="ILinearOperator{T}.Domain"/>.</returns>
    /// <exception cref="ShapeMismatchException">The shape of u is not the operator's.</exception>
    public static Tensor<T> ApplyAdjoint<T>(this ILinearOperator<T> op, Tensor<T> u) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(op);
        Tensor<T> destination = Tensor.Uninitialized<T>(op.Domain);
        Run(op, nameof(ApplyAdjoint), adjoint: true, u, nameof(u), destination);
        return destination;
    }

    /// <summary>The operator as a matrix, one row an element of the range, one column an element of the domain, both in
    /// row-major order. Costs one application a column.</summary>
    /// <param name="op">The operator K.</param>
    /// <returns>A tensor of shape <c>[Range.Length, Domain.Length]</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The matrix would hold more than <see cref="Array.MaxLength"/> elements.</exception>
    public static Tensor<T> ToDense<T>(this ILinearOperator<T> op) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(op);
        int rows = op.Range.ElementCount, columns = op.Domain.ElementCount;
        Tensor<T> columnsFirst = Tensor.Uninitialized<T>(columns, rows);
        Span<T> all = columnsFirst.AsSpan();
        using var unit = new Workspace<T>(columns);
        unit.Span.Clear();
        for (int j = 0; j < columns; j++)
        {
            unit.Span[j] = T.One;
            op.Apply(unit.Span, all.Slice(j * rows, rows));
            unit.Span[j] = T.Zero;
        }

        return columnsFirst.Transpose().Contiguous();
    }

    private static void Run<T>(ILinearOperator<T> op, string operation, bool adjoint, Tensor<T> operand, string name, Tensor<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(op);
        ArgumentNullException.ThrowIfNull(operand, name);
        ArgumentNullException.ThrowIfNull(destination);
        Shape from = adjoint ? op.Range : op.Domain, to = adjoint ? op.Domain : op.Range;
        if (operand.Shape != from)
            throw new ShapeMismatchException(operation, $"{name} {operand.Shape}: the operator {op.Domain} → {op.Range} takes {from}.", name);
        if (destination.Shape != to)
            throw new ShapeMismatchException(operation, $"destination {destination.Shape}: the operator {op.Domain} → {op.Range} gives {to}.", nameof(destination));
        destination.ThrowIfRepeating(operation, nameof(destination));
        if (destination.Overlaps(operand))
            throw new ArgumentException($"{operation}: the destination overlaps {name}.", nameof(destination));

        using var packed = new Workspace<T>(operand.IsContiguous ? 0 : operand.Length);
        using var result = new Workspace<T>(destination.IsContiguous ? 0 : destination.Length);
        if (!operand.IsContiguous)
            operand.CopyTo(packed.Span);
        ReadOnlySpan<T> x = operand.IsContiguous ? operand.AsSpan() : packed.Span;
        Span<T> y = destination.IsContiguous ? destination.AsSpan() : result.Span;
        if (adjoint)
            op.ApplyAdjoint(x, y);
        else
            op.Apply(x, y);
        if (!destination.IsContiguous)
            StridedCopy.Run<T>(y, 0, destination.Shape.ContiguousStrides(), destination.Storage.Span, destination.Offset, destination.Strides.ToArray(), destination.Shape);
    }
}
