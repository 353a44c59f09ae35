using System.Numerics;

namespace MathsIA;

public static partial class Tensor
{
    /// <summary>A copy of <paramref name="x"/> with values put where indices say, along one axis: the inverse of
    /// <see cref="Gather{T, TIndex}(Tensor{T}, Tensor{TIndex}, int)"/>.</summary>
    /// <remarks><c>y[i, indices[i, j, k], k] = source[i, j, k]</c> for axis 1. Where several values meet on one element, the last
    /// in row-major order stays.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TIndex">The type of the indices.</typeparam>
    /// <param name="x">The tensor to start from.</param>
    /// <param name="indices">Where, each from 0; of the rank of <paramref name="x"/>, and no longer than it along the other axes.</param>
    /// <param name="source">The values; broadcasts to the shape of the indices.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <returns>A new tensor of the shape of <paramref name="x"/>.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or an index is negative or too large.</exception>
    public static Tensor<T> Scatter<T, TIndex>(this Tensor<T> x, Tensor<TIndex> indices, Tensor<T> source, int axis)
        where T : unmanaged where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        ScatterPlan<T> plan = PlanScatter(nameof(Scatter), x, indices, source, axis);
        return plan.Run<ScatterSet<T>>(x, x.Clone());
    }

    /// <inheritdoc cref="Scatter{T, TIndex}(Tensor{T}, Tensor{TIndex}, Tensor{T}, int)"/>
    /// <param name="x">The tensor to start from.</param>
    /// <param name="indices">Where, each from 0.</param>
    /// <param name="source">The values; broadcasts to the shape of the indices.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="destination">Where to write: <paramref name="x"/> itself for in-place, or apart from every operand.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ArgumentException">The destination overlaps an operand in part.</exception>
    public static Tensor<T> Scatter<T, TIndex>(this Tensor<T> x, Tensor<TIndex> indices, Tensor<T> source, int axis, Tensor<T> destination)
        where T : unmanaged where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        ScatterPlan<T> plan = PlanScatter(nameof(Scatter), x, indices, source, axis);
        RequireScatterDestination(nameof(Scatter), destination, x, indices, source);
        return plan.Run<ScatterSet<T>>(x, destination);
    }

    /// <summary>A copy of <paramref name="x"/> with values joined to the elements that indices name, along one axis.</summary>
    /// <remarks><c>y[i, indices[i, j, k], k] ∘= source[i, j, k]</c> for axis 1, where ∘ replaces, adds, or takes the smaller or the
    /// larger. Values arrive in row-major order of the indices, so the bits are the same every time.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TIndex">The type of the indices.</typeparam>
    /// <param name="x">The tensor to start from.</param>
    /// <param name="indices">Where, each from 0; of the rank of <paramref name="x"/>, and no longer than it along the other axes.</param>
    /// <param name="source">The values; broadcasts to the shape of the indices.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="mode">What a value does to the element it meets.</param>
    /// <returns>A new tensor of the shape of <paramref name="x"/>.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis or mode, or an index is negative or too large.</exception>
    public static Tensor<T> Scatter<T, TIndex>(this Tensor<T> x, Tensor<TIndex> indices, Tensor<T> source, int axis, ScatterMode mode)
        where T : unmanaged, INumber<T> where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        ScatterPlan<T> plan = PlanScatter(nameof(Scatter), x, indices, source, axis);
        RequireMode(mode);
        return ScatterBy(plan, mode, x, x.Clone());
    }

    /// <inheritdoc cref="Scatter{T, TIndex}(Tensor{T}, Tensor{TIndex}, Tensor{T}, int, ScatterMode)"/>
    /// <param name="x">The tensor to start from.</param>
    /// <param name="indices">Where, each from 0.</param>
    /// <param name="source">The values; broadcasts to the shape of the indices.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="mode">What a value does to the element it meets.</param>
    /// <param name="destination">Where to write: <paramref name="x"/> itself for in-place, or apart from every operand.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ArgumentException">The destination overlaps an operand in part.</exception>
    public static Tensor<T> Scatter<T, TIndex>(this Tensor<T> x, Tensor<TIndex> indices, Tensor<T> source, int axis, ScatterMode mode, Tensor<T> destination)
        where T : unmanaged, INumber<T> where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        ScatterPlan<T> plan = PlanScatter(nameof(Scatter), x, indices, source, axis);
        RequireMode(mode);
        RequireScatterDestination(nameof(Scatter), destination, x, indices, source);
        return ScatterBy(plan, mode, x, destination);
    }

    /// <summary>A copy of <paramref name="x"/> with slices added to the entries that a list of indices names, along one axis.</summary>
    /// <remarks><c>y[.., indices[j], ..] += source[.., j, ..]</c>: the gradient of
    /// <see cref="Take{T, TIndex}(Tensor{T}, Tensor{TIndex}, int)"/>. Repeated indices add up, in the order of the list.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TIndex">The type of the indices.</typeparam>
    /// <param name="x">The tensor to start from.</param>
    /// <param name="indices">The entries, each from 0; of rank 1.</param>
    /// <param name="source">The slices; broadcasts to the shape of <paramref name="x"/> with the axis as long as the indices.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <returns>A new tensor of the shape of <paramref name="x"/>.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or an index is negative or too large.</exception>
    public static Tensor<T> IndexAdd<T, TIndex>(this Tensor<T> x, Tensor<TIndex> indices, Tensor<T> source, int axis)
        where T : unmanaged, INumberBase<T> where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        ScatterPlan<T> plan = PlanIndexAdd(x, indices, source, axis);
        return plan.Run<ScatterAdd<T>>(x, x.Clone());
    }

    /// <inheritdoc cref="IndexAdd{T, TIndex}(Tensor{T}, Tensor{TIndex}, Tensor{T}, int)"/>
    /// <param name="x">The tensor to start from.</param>
    /// <param name="indices">The entries, each from 0; of rank 1.</param>
    /// <param name="source">The slices; broadcasts to the shape of <paramref name="x"/> with the axis as long as the indices.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="destination">Where to write: <paramref name="x"/> itself for in-place, or apart from every operand.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ArgumentException">The destination overlaps an operand in part.</exception>
    public static Tensor<T> IndexAdd<T, TIndex>(this Tensor<T> x, Tensor<TIndex> indices, Tensor<T> source, int axis, Tensor<T> destination)
        where T : unmanaged, INumberBase<T> where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        ScatterPlan<T> plan = PlanIndexAdd(x, indices, source, axis);
        RequireScatterDestination(nameof(IndexAdd), destination, x, indices, source);
        return plan.Run<ScatterAdd<T>>(x, destination);
    }

    private static Tensor<T> ScatterBy<T>(ScatterPlan<T> plan, ScatterMode mode, Tensor<T> x, Tensor<T> destination) where T : unmanaged, INumber<T> => mode switch
    {
        ScatterMode.Set => plan.Run<ScatterSet<T>>(x, destination),
        ScatterMode.Add => plan.Run<ScatterAdd<T>>(x, destination),
        ScatterMode.Min => plan.Run<ScatterMin<T>>(x, destination),
        _ => plan.Run<ScatterMax<T>>(x, destination),
    };

    private static void RequireMode(ScatterMode mode)
    {
        if (mode is < ScatterMode.Set or > ScatterMode.Max)
            throw new ArgumentOutOfRangeException(nameof(mode), mode, "Scatter: no such mode.");
    }

    private static void RequireScatterDestination<T, TIndex>(string operation, Tensor<T> destination, Tensor<T> x, Tensor<TIndex> indices, Tensor<T> source)
        where T : unmanaged where TIndex : unmanaged
    {
        Destination.Require(operation, destination, x.Shape, x);
        Destination.RequireApart(operation, destination, x.Shape, source);
        Indices.RequireApart(operation, destination, indices);
    }

    private static ScatterPlan<T> PlanScatter<T, TIndex>(string operation, Tensor<T> x, Tensor<TIndex> indices, Tensor<T> source, int axis)
        where T : unmanaged where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        ArgumentNullException.ThrowIfNull(source);
        RequireGather(operation, x, indices, ref axis);
        Tensor<T> values = RequireBroadcast(operation, source, indices.Shape);
        Tensor<int> entries = Indices.Checked(operation, indices, x.Shape.Lengths[axis], $"axis {axis} of shape {x.Shape}");
        return new ScatterPlan<T>(values, entries, entries.Strides.ToArray(), axis);
    }

    private static ScatterPlan<T> PlanIndexAdd<T, TIndex>(Tensor<T> x, Tensor<TIndex> indices, Tensor<T> source, int axis)
        where T : unmanaged where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(indices);
        ArgumentNullException.ThrowIfNull(source);
        axis = x.Shape.Axis(axis);
        if (indices.Rank != 1)
            throw new ShapeMismatchException(nameof(IndexAdd), $"the indices {indices.Shape} are not of rank 1.", nameof(indices));
        Tensor<T> values = RequireBroadcast(nameof(IndexAdd), source, x.Shape.With(axis, indices.Length));
        Tensor<int> entries = Indices.Checked(nameof(IndexAdd), indices, x.Shape.Lengths[axis], $"axis {axis} of shape {x.Shape}");
        var strides = new int[x.Rank];
        strides[axis] = entries.Strides[0];
        return new ScatterPlan<T>(values, entries, strides, axis);
    }

    private static Tensor<T> RequireBroadcast<T>(string operation, Tensor<T> source, Shape shape) where T : unmanaged =>
        source.Rank <= shape.Rank && Shape.Broadcast(source.Shape, shape, operation) == shape
            ? source.BroadcastTo(shape)
            : throw new ShapeMismatchException(operation, $"source {source.Shape} does not stretch to {shape}.", nameof(source));

    /// <summary>A checked scattering, ready to run into any destination of the shape of x.</summary>
    private readonly struct ScatterPlan<T>(Tensor<T> values, Tensor<int> entries, int[] entryStrides, int axis) where T : unmanaged
    {
        public Tensor<T> Run<TCombine>(Tensor<T> x, Tensor<T> destination) where TCombine : struct, IScatterCombine<T>
        {
            if (!x.IsSameWindowAs(destination))
                x.CopyTo(destination);
            int[] strides = destination.Strides.ToArray();
            strides[axis] = 0;
            StridedScatter.Run<T, TCombine>(values, values.Shape, entries, entryStrides, destination, strides, destination.Strides[axis]);
            return destination;
        }
    }
}
