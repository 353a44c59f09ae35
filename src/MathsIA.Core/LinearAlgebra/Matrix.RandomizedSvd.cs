using System.Numerics;
using MathsIA.Execution;
using MathsIA.RandomNumbers;

namespace MathsIA.LinearAlgebra;

public static unsafe partial class Matrix
{
    /// <summary>An approximate singular value decomposition of low rank, from a random sample of the range of A.</summary>
    /// <remarks>
    /// <para><c>Q = orth((A Aᵀ)^q A Ω)</c> with Gaussian Ω of <c>l = rank + oversampling</c> columns, orthonormalized at every half pass;
    /// then the exact decomposition of the small <c>Qᵀ A</c>. 4 (q + 1) m n l operations, all in matrix products. Where l reaches
    /// min(m, n) the exact decomposition is taken and cut.</para>
    /// <para>The expected error in the spectral norm is at most
    /// <c>(1 + 4 √(2 min(m, n) / (rank - 1)))^(1 / (2 q + 1))</c> times the best possible, the next singular value.
    /// Source: N. Halko, P.-G. Martinsson and J. Tropp, Finding structure with randomness, SIAM Review 53 (2011), algorithms 4.4
    /// and 5.1, corollary 10.10.</para>
    /// </remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">A matrix [m, n].</param>
    /// <param name="rank">How many singular values and vectors, from 1 to min(m, n).</param>
    /// <param name="random">The source of Ω; moved on by n l normal numbers.</param>
    /// <param name="options">Oversampling and power iterations.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>A decomposition with k = rank.</returns>
    /// <exception cref="ShapeMismatchException">A is not a matrix.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rank is below 1 or above min(m, n).</exception>
    /// <exception cref="ArgumentException">A holds NaN or an infinity.</exception>
    public static SingularValueDecomposition<T> RandomizedSvd<T>(Tensor<T> a, int rank, Philox random, RandomizedSvdOptions? options = null, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MatrixArgument.RequireMatrix(nameof(RandomizedSvd), a, nameof(a));
        ArgumentNullException.ThrowIfNull(random);
        options ??= new();
        int m = a.Shape[0], n = a.Shape[1], least = Math.Min(m, n);
        if (rank < 1 || rank > least)
            throw new ArgumentOutOfRangeException(nameof(rank), rank, $"RandomizedSvd: the rank must lie between 1 and {least} for a matrix of shape {a.Shape}.");
        MatrixArgument.RequireFinite(nameof(RandomizedSvd), a, nameof(a));
        int sampled = (int)Math.Min(least, (long)rank + options.Oversampling);
        if (sampled == least)
            return Truncate(Svd(a, context), rank);

        // Sampled blocks, their QR and the small decomposition; one at a time they then fit as well.
        Workspace.Reserve(nameof(RandomizedSvd), RandomizedSvdBytes<T>(m, n, sampled), context);
        Tensor<T> q = Orthonormal(Product(a, random.Normal<T>(n, sampled), context), context);
        for (int pass = 0; pass < options.PowerIterations; pass++)
        {
            q = Orthonormal(Product(a.Transpose(), q, context), context);
            q = Orthonormal(Product(a, q, context), context);
        }

        SingularValueDecomposition<T> small = Truncate(Svd(Product(q.Transpose(), a, context), context), rank);
        return new SingularValueDecomposition<T>(Product(q, small.U, context), small.Values, small.Vt);
    }

    private static long RandomizedSvdBytes<T>(int m, int n, int sampled) where T : unmanaged =>
        4L * ((long)m + n) * sampled * sizeof(T) + SingularValueKernel.WorkspaceBytes<T>(sampled, n, vectors: true);

    private static Tensor<T> Product<T>(Tensor<T> left, Tensor<T> right, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> result = Tensor.Uninitialized<T>(left.Shape[0], right.Shape[1]);
        SpectralProduct.Run(nameof(RandomizedSvd), left, null, right, result, symmetric: false, context);
        return result;
    }

    private static Tensor<T> Orthonormal<T>(Tensor<T> a, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Qr(a, pivot: false, context).Q(full: false, context);

    private static SingularValueDecomposition<T> Truncate<T>(SingularValueDecomposition<T> svd, int rank) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        rank == svd.Values.Length ? svd : new(svd.U[.., ..rank].Clone(), svd.Values[..rank].Clone(), svd.Vt[..rank, ..].Clone());
}
