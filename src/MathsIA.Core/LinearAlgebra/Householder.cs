using System.Numerics;

namespace MathsIA.LinearAlgebra;

/// <summary>One reflector <c>H = I - τ v vᵀ</c>, <c>v₀ = 1</c>, that maps a vector onto a multiple of the first axis.</summary>
/// <param name="Beta">The multiple: what becomes of the first element; the others become zero.</param>
/// <param name="Tau">The scale; zero when the vector already lies on the axis.</param>
/// <param name="Divisor">What the other elements are divided by to make v.</param>
internal readonly record struct Householder<T>(T Beta, T Tau, T Divisor) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Sums of squares below this may have lost digits to underflow: the smallest normal number over the square of
    /// the unit roundoff.</summary>
    private static readonly T SafeSquares = T.ScaleB(T.One, 1 - T.ILogB(T.BitDecrement(T.PositiveInfinity)) - 2 * T.ILogB(T.BitIncrement(T.One) - T.One));

    /// <summary>The largest exponent of a divisor that can be folded into products with other columns without driving them
    /// out of range.</summary>
    private static readonly int TameExponent = T.ILogB(T.BitDecrement(T.PositiveInfinity)) / 16;

    /// <summary>Whether products with the vector as it stands are as safe as products with v.</summary>
    public bool IsTame => Math.Abs(T.ILogB(Divisor)) <= TameExponent;

    /// <summary>The reflector for a vector given by its first element and the norm of the others.</summary>
    /// <remarks>The sign of β is opposite to that of α, so that nothing cancels in <c>α - β</c>.
    /// Source: G. Golub and C. Van Loan, Matrix Computations, 4th ed., section 5.1.</remarks>
    public static Householder<T> Of(T alpha, T norm)
    {
        if (norm == T.Zero)
            return new(alpha, T.Zero, T.One);
        T length = T.Hypot(alpha, norm);
        T beta = T.IsNegative(alpha) ? length : -length;
        return new(beta, (beta - alpha) / beta, alpha - beta);
    }

    /// <summary>The norm of a strided vector, given the sum of its squares: taken again with scaling where that overflowed
    /// or lost digits to underflow.</summary>
    public static unsafe T Norm(T squares, T* x, nint stride, int count)
    {
        if (T.IsFinite(squares) && squares > SafeSquares)
            return T.Sqrt(squares);
        T largest = T.Zero;
        for (int i = 0; i < count; i++)
            largest = T.Max(largest, T.Abs(x[i * stride]));
        if (largest == T.Zero || !T.IsFinite(largest))
            return largest;
        T sum = T.Zero;
        for (int i = 0; i < count; i++)
        {
            T scaled = x[i * stride] / largest;
            sum += scaled * scaled;
        }

        return largest * T.Sqrt(sum);
    }

    /// <summary>Divides a strided vector by <see cref="Divisor"/>: makes the rest of v.</summary>
    public unsafe void Scale(T* x, nint stride, int count)
    {
        T reciprocal = T.One / Divisor;
        if (T.IsNormal(reciprocal))
        {
            for (int i = 0; i < count; i++)
                x[i * stride] *= reciprocal;
        }
        else
        {
            for (int i = 0; i < count; i++)
                x[i * stride] /= Divisor;
        }
    }
}
