using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The logarithm of a sum of exponentials, for numbers of any magnitude: the largest is taken out first.</summary>
internal static class LogSumExp
{
    /// <summary>The largest element where it is finite, else zero: what to subtract so that no exponential overflows. A NaN may be
    /// missed here; it shows in the sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Shift<T>(RowView<T> row, ComputeContext? context) where T : unmanaged, INumber<T>
    {
        T largest = GroupFold.Run<T, ExtremumFold<T, LargestNumber<T>>>(row.Length, new ExtremumFold<T, LargestNumber<T>>(row), context);
        return T.IsFinite(largest) ? largest : T.Zero;
    }

    /// <summary>The sum of <c>exp(x - shift)</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Sum<T>(RowView<T> row, T shift, ComputeContext? context) where T : unmanaged, INumber<T> =>
        GroupFold.Run<SumState, MapSumFold<T, ShiftedExp<T>, Same<T>>>(row.Length, new MapSumFold<T, ShiftedExp<T>, Same<T>>(row, new ShiftedExp<T>(shift), default), context).Value;

    /// <summary>The natural logarithm, with the same bits on every machine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Log(double x) => default(LogOperator<double>).Apply(new LaneScalar<double>(x)).Value;

    /// <summary>The exponential, with the same bits on every machine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Exp(double x) => default(ExpOperator<double>).Apply(new LaneScalar<double>(x)).Value;
}

/// <summary>The log-sum-exp of a row; minus infinity for none.</summary>
internal readonly struct LogSumExpReduction<T> : IRowReduction<T, T> where T : unmanaged, INumber<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public T Reduce(RowView<T> row, ComputeContext? context)
    {
        T shift = LogSumExp.Shift(row, context);
        return Widening.FromDouble<T>(Widening.ToDouble(shift) + LogSumExp.Log(LogSumExp.Sum(row, shift, context)));
    }
}

/// <summary>The p-norm of a row: relative to the largest magnitude, so that no power overflows and the largest does not underflow.</summary>
internal readonly struct PowerNormReduction<T>(double p) : IRowReduction<T, T> where T : unmanaged, INumber<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public T Reduce(RowView<T> row, ComputeContext? context)
    {
        T largest = GroupFold.Run<T, ExtremumFold<T, LargestMagnitude<T>>>(row.Length, new ExtremumFold<T, LargestMagnitude<T>>(row), context);
        if (largest == T.Zero || !T.IsFinite(largest))
            return largest;
        var fold = new MapSumFold<T, LogRatio<T>, ExpOfMultiple<T>>(row, new LogRatio<T>(largest), new ExpOfMultiple<T>(Widening.FromDouble<T>(p)));
        double sum = GroupFold.Run<SumState, MapSumFold<T, LogRatio<T>, ExpOfMultiple<T>>>(row.Length, fold, context).Value;
        return Widening.FromDouble<T>(Widening.ToDouble(largest) * LogSumExp.Exp(LogSumExp.Log(sum) / p));
    }
}
