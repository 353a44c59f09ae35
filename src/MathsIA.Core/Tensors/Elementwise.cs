using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA;

/// <summary>What stands between a public elementwise operation and its driver: null, shape and overlap checks, the result.</summary>
/// <remarks>An operand that is null is named as the public operation names it, which is how it stands in the call.</remarks>
internal static partial class Elementwise
{
    /// <summary>A new tensor of the operand's shape, with contiguous memory not yet written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tensor<T> Like<T>(Tensor<T> x) where T : unmanaged => new(GC.AllocateUninitializedArray<T>(x.Length), x.Shape);

    /// <summary>A function written for any element type.</summary>
    public static Tensor<T> Plain<T, TOp>(Tensor<T> x, ComputeContext? context)
        where T : unmanaged, INumber<T>
        where TOp : struct, IMap<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        Tensor<T> result = Like(x);
        Map.Run(x, result, default(TOp), context);
        return result;
    }

    /// <inheritdoc cref="Plain{T, TOp}(Tensor{T}, ComputeContext?)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Plain<T, TOp>(string operation, Tensor<T> x, Tensor<T> destination, ComputeContext? context)
        where T : unmanaged, INumber<T>
        where TOp : struct, IMap<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        Destination.Require(operation, destination, x.Shape, x);
        Map.Run(x, destination, default(TOp), context);
    }

    /// <summary>A function with its own body for <c>float</c> and <c>double</c>; other types go through double lanes.</summary>
    public static Tensor<T> Own<T, TOp, TWide>(Tensor<T> x, ComputeContext? context)
        where T : unmanaged, INumber<T>
        where TOp : struct, IMap<T>
        where TWide : struct, IMap<double>
    {
        ArgumentNullException.ThrowIfNull(x);
        Tensor<T> result = Like(x);
        if (typeof(T) == typeof(float) || typeof(T) == typeof(double))
            Map.Run(x, result, default(TOp), context);
        else
            Kernels.Wide.Run(x, result, default(TWide), context);
        return result;
    }

    /// <inheritdoc cref="Own{T, TOp, TWide}(Tensor{T}, ComputeContext?)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Own<T, TOp, TWide>(string operation, Tensor<T> x, Tensor<T> destination, ComputeContext? context)
        where T : unmanaged, INumber<T>
        where TOp : struct, IMap<T>
        where TWide : struct, IMap<double>
    {
        ArgumentNullException.ThrowIfNull(x);
        Destination.Require(operation, destination, x.Shape, x);
        if (typeof(T) == typeof(float) || typeof(T) == typeof(double))
            Map.Run(x, destination, default(TOp), context);
        else
            Kernels.Wide.Run(x, destination, default(TWide), context);
    }

    /// <summary>A function computed in double lanes for every element type.</summary>
    public static Tensor<T> Wide<T, TOp>(Tensor<T> x, ComputeContext? context)
        where T : unmanaged, INumber<T>
        where TOp : struct, IMap<double>
    {
        ArgumentNullException.ThrowIfNull(x);
        Tensor<T> result = Like(x);
        Kernels.Wide.Run(x, result, default(TOp), context);
        return result;
    }

    /// <inheritdoc cref="Wide{T, TOp}(Tensor{T}, ComputeContext?)"/>
    public static void Wide<T, TOp>(string operation, Tensor<T> x, Tensor<T> destination, ComputeContext? context)
        where T : unmanaged, INumber<T>
        where TOp : struct, IMap<double>
    {
        ArgumentNullException.ThrowIfNull(x);
        Destination.Require(operation, destination, x.Shape, x);
        Kernels.Wide.Run(x, destination, default(TOp), context);
    }

    /// <summary>A function computed in double lanes for every element type, by a shorter body where the result is then rounded.</summary>
    public static Tensor<T> Wide<T, TOp, TSingle>(Tensor<T> x, ComputeContext? context)
        where T : unmanaged, INumber<T>
        where TOp : struct, IMap<double>
        where TSingle : struct, IMap<double> =>
        typeof(T) == typeof(double) ? Wide<T, TOp>(x, context) : Wide<T, TSingle>(x, context);

    /// <inheritdoc cref="Wide{T, TOp, TSingle}(Tensor{T}, ComputeContext?)"/>
    public static void Wide<T, TOp, TSingle>(string operation, Tensor<T> x, Tensor<T> destination, ComputeContext? context)
        where T : unmanaged, INumber<T>
        where TOp : struct, IMap<double>
        where TSingle : struct, IMap<double>
    {
        if (typeof(T) == typeof(double))
            Wide<T, TOp>(operation, x, destination, context);
        else
            Wide<T, TSingle>(operation, x, destination, context);
    }

    /// <summary>A function of two operands computed in double lanes.</summary>
    public static Tensor<T> WideZip<T, TOp>(string operation, Tensor<T> x, Tensor<T> y, ComputeContext? context,
        [CallerArgumentExpression(nameof(x))] string xName = "", [CallerArgumentExpression(nameof(y))] string yName = "")
        where T : unmanaged, INumber<T>
        where TOp : struct, IZip<double>
    {
        Tensor<T> result = Result(operation, x, y, xName, yName);
        Kernels.Wide.Run(x, y, result, default(TOp), context);
        return result;
    }

    /// <inheritdoc cref="WideZip{T, TOp}(string, Tensor{T}, Tensor{T}, ComputeContext?, string, string)"/>
    public static void WideZip<T, TOp>(string operation, Tensor<T> x, Tensor<T> y, Tensor<T> destination, ComputeContext? context,
        [CallerArgumentExpression(nameof(x))] string xName = "", [CallerArgumentExpression(nameof(y))] string yName = "")
        where T : unmanaged, INumber<T>
        where TOp : struct, IZip<double>
    {
        Require(operation, x, y, destination, xName, yName);
        Kernels.Wide.Run(x, y, destination, default(TOp), context);
    }

    /// <summary>A function of two operands.</summary>
    public static Tensor<T> Zip<T, TOp>(string operation, Tensor<T> x, Tensor<T> y, ComputeContext? context,
        [CallerArgumentExpression(nameof(x))] string xName = "", [CallerArgumentExpression(nameof(y))] string yName = "")
        where T : unmanaged, INumber<T>
        where TOp : struct, IZip<T>
    {
        Tensor<T> result = Result(operation, x, y, xName, yName);
        Kernels.Zip.Run(x, y, result, default(TOp), context);
        return result;
    }

    /// <inheritdoc cref="Zip{T, TOp}(string, Tensor{T}, Tensor{T}, ComputeContext?, string, string)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Zip<T, TOp>(string operation, Tensor<T> x, Tensor<T> y, Tensor<T> destination, ComputeContext? context,
        [CallerArgumentExpression(nameof(x))] string xName = "", [CallerArgumentExpression(nameof(y))] string yName = "")
        where T : unmanaged, INumber<T>
        where TOp : struct, IZip<T>
    {
        Require(operation, x, y, destination, xName, yName);
        Kernels.Zip.Run(x, y, destination, default(TOp), context);
    }

    /// <summary>A function of a tensor and a number.</summary>
    public static Tensor<T> Zip<T, TOp>(Tensor<T> x, T y, ComputeContext? context, [CallerArgumentExpression(nameof(x))] string xName = "")
        where T : unmanaged, INumber<T>
        where TOp : struct, IZip<T>
    {
        ArgumentNullException.ThrowIfNull(x, xName);
        Tensor<T> result = Like(x);
        Map.Run(x, result, new BoundRight<T, TOp>(default, y), context);
        return result;
    }

    /// <inheritdoc cref="Zip{T, TOp}(Tensor{T}, T, ComputeContext?, string)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Zip<T, TOp>(string operation, Tensor<T> x, T y, Tensor<T> destination, ComputeContext? context, [CallerArgumentExpression(nameof(x))] string xName = "")
        where T : unmanaged, INumber<T>
        where TOp : struct, IZip<T>
    {
        ArgumentNullException.ThrowIfNull(x, xName);
        Destination.Require(operation, destination, x.Shape, x);
        Map.Run(x, destination, new BoundRight<T, TOp>(default, y), context);
    }

    /// <summary>A function of three operands.</summary>
    public static Tensor<T> Zip3<T, TOp>(string operation, Tensor<T> x, Tensor<T> y, Tensor<T> z, ComputeContext? context,
        [CallerArgumentExpression(nameof(x))] string xName = "", [CallerArgumentExpression(nameof(y))] string yName = "", [CallerArgumentExpression(nameof(z))] string zName = "")
        where T : unmanaged, INumber<T>
        where TOp : struct, IZip3<T>
    {
        Shape shape = CommonShape(operation, x, y, z, xName, yName, zName);
        var result = new Tensor<T>(GC.AllocateUninitializedArray<T>(shape.ElementCount), shape);
        Kernels.Zip3.Run(x, y, z, result, default(TOp), context);
        return result;
    }

    /// <inheritdoc cref="Zip3{T, TOp}(string, Tensor{T}, Tensor{T}, Tensor{T}, ComputeContext?, string, string, string)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Zip3<T, TOp>(string operation, Tensor<T> x, Tensor<T> y, Tensor<T> z, Tensor<T> destination, ComputeContext? context,
        [CallerArgumentExpression(nameof(x))] string xName = "", [CallerArgumentExpression(nameof(y))] string yName = "", [CallerArgumentExpression(nameof(z))] string zName = "")
        where T : unmanaged, INumber<T>
        where TOp : struct, IZip3<T>
    {
        Destination.Require(operation, destination, CommonShape(operation, x, y, z, xName, yName, zName), x, y, z);
        Kernels.Zip3.Run(x, y, z, destination, default(TOp), context);
    }

    /// <summary>The result of a function of two operands, not yet written.</summary>
    public static Tensor<T> Result<T>(string operation, Tensor<T> x, Tensor<T> y, string xName, string yName) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x, xName);
        ArgumentNullException.ThrowIfNull(y, yName);
        if (x.Shape == y.Shape || y.Rank == 0)
            return Like(x);
        Shape shape = Shape.Broadcast(x.Shape, y.Shape, operation);
        return new Tensor<T>(GC.AllocateUninitializedArray<T>(shape.ElementCount), shape);
    }

    /// <summary>Checks the operands and the destination of a function of two operands.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Require<T>(string operation, Tensor<T> x, Tensor<T> y, Tensor<T> destination, string xName, string yName) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x, xName);
        ArgumentNullException.ThrowIfNull(y, yName);
        Destination.Require(operation, destination, Shape.Broadcast(x.Shape, y.Shape, operation), x, y);
    }

    private static Shape CommonShape<T>(string operation, Tensor<T> x, Tensor<T> y, Tensor<T> z, string xName, string yName, string zName) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x, xName);
        ArgumentNullException.ThrowIfNull(y, yName);
        ArgumentNullException.ThrowIfNull(z, zName);
        return Shape.Broadcast(Shape.Broadcast(x.Shape, y.Shape, operation), z.Shape, operation);
    }
}
