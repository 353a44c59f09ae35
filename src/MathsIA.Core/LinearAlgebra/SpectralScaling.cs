using System.Numerics;

namespace MathsIA.LinearAlgebra;

/// <summary>The scaling of a matrix before its spectrum is sought, and the unit roundoff of its elements.</summary>
internal static class SpectralScaling
{
    /// <summary>The largest relative error of one rounding: half the distance from 1 to the next number.</summary>
    public static double Roundoff<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        double.CreateTruncating(T.BitIncrement(T.One) - T.One) / 2;

    /// <summary>The power of two that brings the largest element of a matrix into [1, 2): exact to apply and to undo, and no
    /// square or product of elements can overflow after it. 0 for a matrix of zeros.</summary>
    public static int Exponent<T>(T largest) where T : unmanaged, IBinaryFloatingPointIeee754<T> => largest == T.Zero ? 0 : -T.ILogB(largest);

    /// <summary>The power of two as two factors to multiply by one after the other: one alone may be out of range.</summary>
    public static (T First, T Second) Factors<T>(int exponent) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        (T.ScaleB(T.One, exponent / 2), T.ScaleB(T.One, exponent - (exponent / 2)));

    /// <summary>The largest magnitude in a row of elements.</summary>
    public static unsafe T Largest<T>(T* row, nint stride, int count, T largest) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int j = 0; j < count; j++)
        {
            T x = T.Abs(row[j * stride]);
            if (x > largest)
                largest = x;
        }

        return largest;
    }
}
