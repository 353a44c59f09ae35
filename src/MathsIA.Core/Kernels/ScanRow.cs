using System.Numerics;

namespace MathsIA.Kernels;

/// <summary>Running sums. Floating-point sums carry their rounding errors along; sums of integers are checked.</summary>
internal readonly unsafe struct RunningSumRow<T> : IRowMap<T, T> where T : unmanaged, INumber<T>
{
    public void Run(RowView<T> row, T* result)
    {
        if (typeof(T) == typeof(double))
        {
            SumState state = default;
            for (int i = 0; i < row.Length; i++)
            {
                state.Add(double.CreateTruncating(row.Data[i]));
                result[i] = T.CreateTruncating(state.Value);
            }
        }
        else if (typeof(T) == typeof(float) || typeof(T) == typeof(Half))
        {
            double sum = 0;
            for (int i = 0; i < row.Length; i++)
            {
                sum += double.CreateTruncating(row.Data[i]);
                result[i] = T.CreateTruncating(sum);
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
    public void Run(RowView<T> row, T* result)
    {
        if (typeof(T) == typeof(double) || typeof(T) == typeof(float) || typeof(T) == typeof(Half))
        {
            ProductState state = ProductState.Unit;
            for (int i = 0; i < row.Length; i++)
            {
                state.Multiply(double.CreateTruncating(row.Data[i]));
                result[i] = T.CreateTruncating(state.Value);
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
