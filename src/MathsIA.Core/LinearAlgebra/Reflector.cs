using System.Numerics;

namespace MathsIA.LinearAlgebra;

/// <summary>Elementary reflections <c>H = I - tau v vᵀ</c> kept as rows, and their products in blocks.</summary>
/// <remarks>Row k of a block holds v of the k-th reflection, its leading 1 and the zeros before it included, so that a block is an
/// ordinary matrix for the matrix product. With <c>Q = H₀ H₁ ... = I - V T Vᵀ</c>, T upper triangular (Schreiber and Van Loan, "A
/// storage-efficient WY representation for products of Householder transformations", 1989).</remarks>
internal static unsafe class Reflector
{

    /// <summary>Builds the reflection that maps x, from <paramref name="pivot"/> on, to a multiple of the first axis; x becomes v.</summary>
    /// <param name="x">The vector; on return v: zero from <paramref name="start"/> to the pivot, 1 at the pivot.</param>
    /// <param name="start">Where a chunk starts, at or before the pivot.</param>
    /// <param name="pivot">The place of the leading element.</param>
    /// <param name="end">The padded end of the vector.</param>
    /// <param name="beta">The element that x is mapped to.</param>
    /// <returns>tau, zero when nothing is left to eliminate.</returns>
    public static T Create<T>(T* x, int start, int pivot, int end, out T beta) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T alpha = x[pivot];
        new Span<T>(x + start, pivot - start + 1).Clear();
        T tail = PanelKernels.Dot(x + start, x + start, end - start);

        // The matrix is scaled to a largest element near 1. A tail whose squares begin to underflow is far below rounding: to
        // drop it costs no accuracy, to normalise it would give a v that is not of unit length.
        if (tail < Negligible<T>())
        {
            new Span<T>(x + start, end - start).Clear();
            x[pivot] = T.One;
            beta = alpha;
            return T.Zero;
        }

        T norm = T.Sqrt((alpha * alpha) + tail);
        beta = alpha > T.Zero ? -norm : norm;
        T scale = T.One / (alpha - beta);
        for (int i = pivot + 1; i < end; i++)
            x[i] *= scale;
        x[pivot] = T.One;
        return (beta - alpha) / beta;
    }

    /// <summary>The square below which the tail of a column of a matrix of size 1 is zero.</summary>
    private static T Negligible<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        sizeof(T) switch
        {
            8 => T.CreateTruncating(1e-280),
            4 => T.CreateTruncating(1e-30),
            _ => T.Epsilon,
        };
}
