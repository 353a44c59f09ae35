using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>Running sums. Floating-point sums carry their rounding errors along; sums of integers are checked.</summary>
internal readonly unsafe struct RunningSumRow<T> : IRowMap<T, T> where T : unmanaged, INumber<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(RowView<T> row, T* result)
    {
        if (typeof(T) == typeof(double))
        {
            SumState state = default;
            for (int i = 0; i < row.Length; i++)
            {
                state.Add(Widening.ToDouble(row.Data[i]));
                result[i] = Widening.FromDouble<T>(state.Value);
            }
        }
        else if (typeof(T) == typeof(float) || typeof(T) == typeof(Half))
        {
            double sum = 0;
            for (int i = 0; i < row.Length; i++)
            {
                sum += Widening.ToDouble(row.Data[i]);
                result[i] = Widening.FromDouble<T>(sum);
            }
        }
        else
        {
            T sum = T.Zero;
            for (int i = 0; i < row.Length; i++)
                result[i] = sum = checked(sum + row.Data[i]);
        }
    }
}

/// <summary>Running products. In floating point the exponent is kept apart, so a partial product out of range does not spoil
/// the ones after it; products of integers are checked.</summary>
internal readonly unsafe struct RunningProductRow<T> : IRowMap<T, T> where T : unmanaged, INumber<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(RowView<T> row, T* result)
    {
        if (typeof(T) == typeof(double) || typeof(T) == typeof(float) || typeof(T) == typeof(Half))
        {
            ProductState state = ProductState.Unit;
            for (int i = 0; i < row.Length; i++)
            {
                state.Multiply(Widening.ToDouble(row.Data[i]));
                result[i] = Widening.FromDouble<T>(state.Value);
            }
        }
        else
        {
            T product = T.One;
            for (int i = 0; i < row.Length; i++)
                result[i] = product = checked(product * row.Data[i]);
        }
    }
}
