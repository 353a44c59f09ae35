using System.Numerics;

namespace MathsIA.LinearAlgebra;

/// <summary>The eigendecomposition <c>A = V diag(λ) Vᵀ</c> of a symmetric matrix, or of a batch of them.</summary>
/// <remarks>Made by <see cref="Matrix.SymmetricEigen{T}(Tensor{T}, ComputeContext?)"/>. Holds nothing of A. Methods that give one
/// number need a single matrix: take it out of a batch with the indexer.</remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class SymmetricEigen<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal SymmetricEigen(Tensor<T> values, Tensor<T> vectors) => (Values, Vectors) = (values, vectors);

    /// <summary>The eigenvalues in increasing order, [..., n].</summary>
    public Tensor<T> Values { get; }

    /// <summary>The eigenvectors, [..., n, n]: column j has length 1 and belongs to <c>Values[j]</c>. Its sign is arbitrary, but
    /// the same in every run.</summary>
    public Tensor<T> Vectors { get; }

    /// <summary>The order n of the matrix.</summary>
    public int Order => Vectors.Shape[-1];

    /// <summary>The decomposition of one matrix of a batch, sharing memory.</summary>
    /// <param name="indices">One index for each leading axis.</param>
    /// <exception cref="ArgumentException">There are not as many indices as leading axes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside its axis.</exception>
    public SymmetricEigen<T> this[params ReadOnlySpan<int> indices]
    {
        get
        {
            AxisSlice[] slices = SpectralArgument.Leading(nameof(SymmetricEigen<>), Vectors.Shape, indices);
            return new SymmetricEigen<T>(Values[slices], Vectors[slices]);
        }
    }

    /// <summary>Takes the parts apart: <c>var (values, vectors) = ...</c>.</summary>
    /// <param name="values">The eigenvalues in increasing order.</param>
    /// <param name="vectors">The eigenvectors as columns.</param>
    public void Deconstruct(out Tensor<T> values, out Tensor<T> vectors) => (values, vectors) = (Values, Vectors);

    /// <summary>A function of the matrix, <c>f(A) = V diag(f(λ)) Vᵀ</c>, 2 n³ operations, symmetric to the last bit.</summary>
    /// <param name="function">f, finite at every eigenvalue.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>A new tensor [..., n, n].</returns>
    /// <exception cref="ArgumentException">f is not finite at an eigenvalue.</exception>
    public Tensor<T> Function(Func<T, T> function, ComputeContext? context = null) =>
        Function(function, Tensor.Uninitialized<T>(Vectors.Shape), context);

    /// <summary>A function of the matrix, into a destination.</summary>
    /// <param name="function">f, finite at every eigenvalue.</param>
    /// <param name="destination">Where the result goes, [..., n, n]; must not overlap the vectors.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">f is not finite at an eigenvalue, or the destination overlaps the decomposition.</exception>
    public Tensor<T> Function(Func<T, T> function, Tensor<T> destination, ComputeContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        return Apply(nameof(Function), Weights(nameof(Function), function), destination, context);
    }

    /// <summary>The symmetric square root of a positive semidefinite matrix: the positive semidefinite S with <c>S S = A</c>.</summary>
    /// <remarks>Eigenvalues below zero by no more than n ε times the largest are taken as rounding and set to zero.</remarks>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>A new tensor [..., n, n].</returns>
    /// <exception cref="NotPositiveDefiniteException">An eigenvalue is negative.</exception>
    public Tensor<T> Sqrt(ComputeContext? context = null) => Sqrt(Tensor.Uninitialized<T>(Vectors.Shape), context);

    /// <summary>The symmetric square root of a positive semidefinite matrix, into a destination.</summary>
    /// <param name="destination">Where the result goes, [..., n, n]; must not overlap the vectors.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="NotPositiveDefiniteException">An eigenvalue is negative.</exception>
    /// <exception cref="ArgumentException">The destination overlaps the decomposition.</exception>
    public Tensor<T> Sqrt(Tensor<T> destination, ComputeContext? context = null)
    {
        RequirePositive(nameof(Sqrt), strictly: false);
        return Apply(nameof(Sqrt), Weights(nameof(Sqrt), static x => T.Sqrt(T.Max(x, T.Zero))), destination, context);
    }

    /// <summary>The symmetric inverse square root of a positive definite matrix: the S with <c>S A S = I</c>.</summary>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>A new tensor [..., n, n].</returns>
    /// <exception cref="NotPositiveDefiniteException">An eigenvalue is at most n ε times the largest.</exception>
    public Tensor<T> InverseSqrt(ComputeContext? context = null) => InverseSqrt(Tensor.Uninitialized<T>(Vectors.Shape), context);

    /// <summary>The symmetric inverse square root of a positive definite matrix, into a destination.</summary>
    /// <param name="destination">Where the result goes, [..., n, n]; must not overlap the vectors.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="NotPositiveDefiniteException">An eigenvalue is at most n ε times the largest.</exception>
    /// <exception cref="ArgumentException">The destination overlaps the decomposition.</exception>
    public Tensor<T> InverseSqrt(Tensor<T> destination, ComputeContext? context = null)
    {
        RequirePositive(nameof(InverseSqrt), strictly: true);
        return Apply(nameof(InverseSqrt), Weights(nameof(InverseSqrt), static x => T.One / T.Sqrt(x)), destination, context);
    }

    /// <summary>The Moore-Penrose inverse; the inverse, where the matrix has full rank.</summary>
    /// <param name="tolerance">Eigenvalues of magnitude at most this fraction of the largest count as zero; n ε when left out.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>A new symmetric tensor [..., n, n].</returns>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is negative or NaN.</exception>
    public Tensor<T> PseudoInverse(T? tolerance = null, ComputeContext? context = null) =>
        Apply(nameof(PseudoInverse), Reciprocals(nameof(PseudoInverse), tolerance), Tensor.Uninitialized<T>(Vectors.Shape), context);

    /// <summary>The solution of <c>A X = B</c>; for a singular matrix, of least squares with the least norm.</summary>
    /// <param name="b">A vector [n] or right sides [n, k] for a single matrix; [..., n, k] for a batch.</param>
    /// <param name="tolerance">Eigenvalues of magnitude at most this fraction of the largest count as zero; n ε when left out.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>X, of the shape of B.</returns>
    /// <exception cref="ShapeMismatchException">B does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is negative or NaN.</exception>
    /// <exception cref="ArgumentException">B holds NaN or an infinity.</exception>
    public Tensor<T> Solve(Tensor<T> b, T? tolerance = null, ComputeContext? context = null) =>
        SpectralArgument.Solve(nameof(Solve), Vectors, Reciprocals(nameof(Solve), tolerance), Vectors, b, context);

    /// <summary>The number of eigenvalues whose magnitude exceeds a fraction of the largest.</summary>
    /// <param name="tolerance">The fraction; n ε when left out.</param>
    /// <returns>The rank, from 0 to n.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is negative or NaN.</exception>
    /// <exception cref="InvalidOperationException">This is a batch.</exception>
    public int Rank(T? tolerance = null)
    {
        SpectralArgument.RequireSingle(nameof(Rank), Vectors.Shape);
        int rank = 0;
        foreach (T x in Reciprocals(nameof(Rank), tolerance).AsSpan())
            rank += x == T.Zero ? 0 : 1;
        return rank;
    }

    /// <summary>The condition number in the 2-norm, <c>max |λ| / min |λ|</c>.</summary>
    /// <returns>A number from 1; infinite for a singular matrix; 1 for n = 0.</returns>
    /// <exception cref="InvalidOperationException">This is a batch.</exception>
    public T Condition()
    {
        SpectralArgument.RequireSingle(nameof(Condition), Vectors.Shape);
        if (Order == 0)
            return T.One;
        T largest = T.Zero, smallest = T.PositiveInfinity;
        foreach (T x in Values.Contiguous().AsSpan())
            (largest, smallest) = (T.Max(largest, T.Abs(x)), T.Min(smallest, T.Abs(x)));
        return largest == T.Zero ? T.PositiveInfinity : largest / smallest;
    }

    /// <summary>The determinant, the product of the eigenvalues.</summary>
    /// <returns>The determinant, infinite or zero where it leaves the range of <typeparamref name="T"/>; 1 for n = 0.</returns>
    /// <exception cref="InvalidOperationException">This is a batch.</exception>
    public T Determinant() => Product(nameof(Determinant)).Value;

    /// <summary>The determinant as its sign and the logarithm of its magnitude.</summary>
    /// <returns>Sign 0 and minus infinity where an eigenvalue is zero.</returns>
    /// <exception cref="InvalidOperationException">This is a batch.</exception>
    public LogDeterminant<T> LogDeterminant() => Product(nameof(LogDeterminant)).Log;

    private ScaledProduct<T> Product(string operation)
    {
        SpectralArgument.RequireSingle(operation, Vectors.Shape);
        var product = new ScaledProduct<T>(negative: false);
        foreach (T x in Values.Contiguous().AsSpan())
            product.Multiply(x);
        return product;
    }

    private Tensor<T> Apply(string operation, Tensor<T> weights, Tensor<T> destination, ComputeContext? context)
    {
        MatrixArgument.RequireDestination(operation, Vectors.Shape, destination);
        SpectralArgument.RequireApart(operation, destination, Vectors);
        SpectralProduct.Run(operation, Vectors, weights, SpectralArgument.Transposed(Vectors), destination, symmetric: true, context);
        return destination;
    }

    private Tensor<T> Weights(string operation, Func<T, T> function)
    {
        Tensor<T> weights = Values.Clone();
        foreach (ref T x in weights.AsSpan())
        {
            T value = function(x);
            if (!T.IsFinite(value))
                throw new ArgumentException($"{operation}: the function gives {value} at the eigenvalue {x} of a matrix of shape {Vectors.Shape}.", nameof(function));
            x = value;
        }

        return weights;
    }

    private Tensor<T> Reciprocals(string operation, T? tolerance) => SpectralArgument.Reciprocals(operation, Values, Order, Order, tolerance);

    private void RequirePositive(string operation, bool strictly)
    {
        Tensor<T> values = Values.Contiguous();
        T tolerance = QrFactorization<T>.DefaultTolerance(Order, Order);
        for (int start = 0; start < values.Length; start += Order)
        {
            ReadOnlySpan<T> spectrum = values.AsSpan().Slice(start, Order);
            T limit = tolerance * T.Max(T.Abs(spectrum[0]), T.Abs(spectrum[^1]));
            if (strictly ? spectrum[0] <= limit : spectrum[0] < -limit)
                throw new NotPositiveDefiniteException($"{operation}: a matrix of shape {Vectors.Shape} is not positive {(strictly ? "definite" : "semidefinite")}: its smallest eigenvalue is {spectrum[0]}, its largest {spectrum[^1]}.");
        }
    }
}
