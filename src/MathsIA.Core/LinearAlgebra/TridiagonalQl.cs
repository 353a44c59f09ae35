using System.Numerics;

namespace MathsIA.LinearAlgebra;

/// <summary>The eigenvalues and eigenvectors of a small symmetric tridiagonal matrix by implicit QL steps.</summary>
/// <remarks>What divide and conquer ends in: below a few dozen rows its merges cost more than they save. Shifts are Wilkinson's.
/// Source: B. Parlett, The Symmetric Eigenvalue Problem, section 8.13.</remarks>
internal static unsafe class TridiagonalQl
{
    /// <summary>Steps allowed for one eigenvalue. Two are usual; convergence with Wilkinson's shift is proved.</summary>
    private const int MaxSteps = 100;

    /// <summary>Off-diagonal elements below this, in a matrix of size 1, vanish beside any rounding, and their squares underflow.</summary>
    private const double Negligible = 1e-290;

    /// <summary>Solves the block of rows from first to end.</summary>
    /// <param name="first">The first row.</param>
    /// <param name="end">The end of the rows.</param>
    /// <param name="d">The diagonal; on return the eigenvalues, in no order.</param>
    /// <param name="e">The elements beside it; those inside the block are used up.</param>
    /// <param name="basis">The vectors, rows that start as those of the identity.</param>
    /// <param name="start">The first column of the rows to turn.</param>
    /// <param name="stop">The end of the columns.</param>
    /// <exception cref="SpectralConvergenceException">The iteration did not end.</exception>
    public static void Solve<T>(int first, int end, double* d, double* e, RowBasis<T> basis, int start, int stop)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int low = first; low < end; low++)
        {
            for (int step = 0; ; step++)
            {
                int high = low;
                while (high + 1 < end && !IsNegligible(e[high], d[high], d[high + 1]))
                    high++;
                if (high == low)
                    break;
                if (step == MaxSteps)
                    throw new SpectralConvergenceException($"The QL iteration of a block of {end - first} rows did not converge in {MaxSteps} steps at row {low}.");
                Step(low, high, d, e, basis, start, stop);
            }
        }
    }

    private static bool IsNegligible(double e, double above, double below) =>
        Math.Abs(e) <= Math.Max(Negligible, (Math.Abs(above) + Math.Abs(below)) / (1L << 53));

    /// <summary>One step on the unreduced rows from low to high: a bulge is chased upwards by plane rotations.</summary>
    private static void Step<T>(int low, int high, double* d, double* e, RowBasis<T> basis, int start, int stop)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double half = (d[low + 1] - d[low]) / (2 * e[low]);
        double shift = d[low] - (e[low] / (half + Math.CopySign(double.Hypot(half, 1), half)));
        double x = d[high] - shift, sine = 1, cosine = 1, change = 0;
        for (int i = high - 1; i >= low; i--)
        {
            double bulge = sine * e[i], side = cosine * e[i], length = double.Hypot(bulge, x);

            // The element above the last row of the block joins it to what follows: it is not part of this matrix.
            if (i + 1 < high)
                e[i + 1] = length;
            if (length == 0)
            {
                // The matrix falls apart here; the next step sees it.
                d[i + 1] -= change;
                return;
            }

            (sine, cosine) = (bulge / length, x / length);
            double corner = d[i + 1] - change, turned = ((d[i] - corner) * sine) + (2 * cosine * side);
            change = sine * turned;
            d[i + 1] = corner + change;
            x = (cosine * turned) - side;
            basis.Rotate(i, i + 1, start, stop, cosine, -sine);
        }

        d[low] -= change;
        e[low] = x;
    }
}
