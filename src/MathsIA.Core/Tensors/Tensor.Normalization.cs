using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA;

public static partial class Tensor
{
    /// <summary>Layer normalization along the last axis: <c>(x - mean) / √(variance + epsilon) · scale + shift</c>.</summary>
    /// <remarks>The variance is the population's, in two passes (see <see cref="Variance{T}(Tensor{T}, double, ComputeContext?)"/>), so
    /// rows of any magnitude are right. A row of equal elements gives the shift; with an epsilon of zero, NaN. Ba, Kiros,
    /// Hinton, Layer normalization, 2016.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor, of at least one axis.</param>
    /// <param name="scale">One factor for each entry of the last axis, or null for ones.</param>
    /// <param name="shift">One term for each entry of the last axis, or null for zeros.</param>
    /// <param name="epsilon">What is added to the variance; not negative.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>A new tensor of the same shape.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no axis, or epsilon is negative or NaN.</exception>
    /// <exception cref="ShapeMismatchException">The scale or the shift is not a vector of the last axis' length.</exception>
    /// <exception cref="NotSupportedException">The elements are neither <c>float</c> nor <c>double</c>.</exception>
    public static Tensor<T> LayerNormalize<T>(this Tensor<T> x, Tensor<T>? scale = null, Tensor<T>? shift = null, double epsilon = 1e-5, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireNormalization(nameof(LayerNormalize), x, scale, shift, epsilon);
        return Normalize(x, scale, shift, epsilon, centered: true, Uninitialized<T>(x.Shape), context);
    }

    /// <summary>Layer normalization along the last axis, into a destination, which may be the operand itself.</summary>
    /// <remarks>As <see cref="LayerNormalize{T}(Tensor{T}, Tensor{T}, Tensor{T}, double, ComputeContext?)"/>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor, of at least one axis.</param>
    /// <param name="scale">One factor for each entry of the last axis, or null for ones.</param>
    /// <param name="shift">One term for each entry of the last axis, or null for zeros.</param>
    /// <param name="epsilon">What is added to the variance; not negative.</param>
    /// <param name="destination">Receives the result; of the same shape.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ArgumentNullException">The tensor or the destination is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no axis, or epsilon is negative or NaN.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand, or shares memory with scale or shift.</exception>
    /// <exception cref="ShapeMismatchException">The scale or the shift is not a vector of the last axis' length, or the destination
    /// has another shape.</exception>
    /// <exception cref="NotSupportedException">The elements are neither <c>float</c> nor <c>double</c>.</exception>
    public static Tensor<T> LayerNormalize<T>(this Tensor<T> x, Tensor<T>? scale, Tensor<T>? shift, double epsilon, Tensor<T> destination, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireNormalization(nameof(LayerNormalize), x, scale, shift, epsilon);
        RequireNormalizedDestination(nameof(LayerNormalize), x, scale, shift, destination);
        return Normalize(x, scale, shift, epsilon, centered: true, destination, context);
    }

    /// <summary>Root-mean-square normalization along the last axis: <c>x / √(mean(x²) + epsilon) · scale</c>.</summary>
    /// <remarks>Squares are summed without overflow, so rows of any magnitude are right. Zhang, Sennrich, Root mean square layer
    /// normalization, 2019.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor, of at least one axis.</param>
    /// <param name="scale">One factor for each entry of the last axis, or null for ones.</param>
    /// <param name="epsilon">What is added to the mean square; not negative.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>A new tensor of the same shape.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no axis, or epsilon is negative or NaN.</exception>
    /// <exception cref="ShapeMismatchException">The scale is not a vector of the last axis' length.</exception>
    /// <exception cref="NotSupportedException">The elements are neither <c>float</c> nor <c>double</c>.</exception>
    public static Tensor<T> RmsNormalize<T>(this Tensor<T> x, Tensor<T>? scale = null, double epsilon = 1e-5, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireNormalization(nameof(RmsNormalize), x, scale, null, epsilon);
        return Normalize(x, scale, null, epsilon, centered: false, Uninitialized<T>(x.Shape), context);
    }

    /// <summary>Root-mean-square normalization along the last axis, into a destination, which may be the operand itself.</summary>
    /// <remarks>As <see cref="RmsNormalize{T}(Tensor{T}, Tensor{T}, double, ComputeContext?)"/>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor, of at least one axis.</param>
    /// <param name="scale">One factor for each entry of the last axis, or null for ones.</param>
    /// <param name="epsilon">What is added to the mean square; not negative.</param>
    /// <param name="destination">Receives the result; of the same shape.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ArgumentNullException">The tensor or the destination is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no axis, or epsilon is negative or NaN.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand, or shares memory with the scale.</exception>
    /// <exception cref="ShapeMismatchException">The scale is not a vector of the last axis' length, or the destination has another
    /// shape.</exception>
    /// <exception cref="NotSupportedException">The elements are neither <c>float</c> nor <c>double</c>.</exception>
    public static Tensor<T> RmsNormalize<T>(this Tensor<T> x, Tensor<T>? scale, double epsilon, Tensor<T> destination, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireNormalization(nameof(RmsNormalize), x, scale, null, epsilon);
        RequireNormalizedDestination(nameof(RmsNormalize), x, scale, null, destination);
        return Normalize(x, scale, null, epsilon, centered: false, destination, context);
    }

    private static unsafe Tensor<T> Normalize<T>(Tensor<T> x, Tensor<T>? scale, Tensor<T>? shift, double epsilon, bool centered, Tensor<T> destination, ComputeContext? context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int axis = x.Rank - 1, length = x.Shape.Lengths[axis];
        Tensor<T>? ones = scale is null && shift is not null ? Ones<T>(length) : scale;
        ReadOnlySpan<T> factors = ones is null ? default : ones.Contiguous().AsSpan(), terms = shift is null ? default : shift.Contiguous().AsSpan();
        fixed (T* f = factors, t = terms)
            RowMap.Run(x, axis, destination, new NormalizeRow<T>(centered, epsilon, f, t), context);
        return destination;
    }

    private static void RequireNormalization<T>(string operation, Tensor<T> x, Tensor<T>? scale, Tensor<T>? shift, double epsilon) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        RequireFloatOrDouble<T>(operation);
        if (x.Rank == 0)
            throw new ArgumentOutOfRangeException(nameof(x), $"{operation}: a tensor of no axes has no last axis.");
        if (!(epsilon >= 0))
            throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, $"{operation}: epsilon must not be negative.");
        var last = new Shape(x.Shape.Lengths[^1]);
        if (scale is not null && scale.Shape != last)
            throw new ShapeMismatchException(operation, $"the scale has shape {scale.Shape}, the last axis of {x.Shape} wants {last}.", nameof(scale));
        if (shift is not null && shift.Shape != last)
            throw new ShapeMismatchException(operation, $"the shift has shape {shift.Shape}, the last axis of {x.Shape} wants {last}.", nameof(shift));
    }

    private static void RequireNormalizedDestination<T>(string operation, Tensor<T> x, Tensor<T>? scale, Tensor<T>? shift, Tensor<T> destination) where T : unmanaged
    {
        Destination.Require(operation, destination, x.Shape, x);
        if (scale is not null)
            Destination.RequireApart(operation, destination, x.Shape, scale);
        if (shift is not null)
            Destination.RequireApart(operation, destination, x.Shape, shift);
    }
}
