using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Execution;
using MathsIA.Kernels;
using MathsIA.LinearAlgebra;

namespace MathsIA.Optimization;

/// <summary>A symmetric function of the eigenvalues of a symmetric matrix, <c>g(X) = φ(λ(X))</c>, +∞ where X is not symmetric: spectral lifting.</summary>
/// <remarks>
/// <para>Prox: of the symmetric part <c>(X + Xᵀ)/2 = V diag(λ) Vᵀ</c>, <c>V diag(prox_{γφ}(λ)) Vᵀ</c>. Conjugate: <c>φ*(λ((Y + Yᵀ)/2))</c>. So the
/// non-negative orthant lifts to the positive semidefinite cone, the logarithmic barrier to −log det. One eigendecomposition a call.</para>
/// <para>NaN or an infinity in X makes the whole result NaN. Source: A. S. Lewis, Convex analysis on the Hermitian matrices, SIAM J. Optim. 6, 1996.</para>
/// </remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed unsafe class EigenvalueFunction<T> : IConjugable<T>, IMayBeConjugable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IProximable<T> _function;
    private readonly int _order;
    private readonly ComputeContext _context;

    /// <summary>Lifts a function to symmetric matrices.</summary>
    /// <param name="function">The function φ of the eigenvalues: the same under every permutation.</param>
    /// <param name="order">The number of rows of X, from 1.</param>
    /// <param name="context">Threads; all cores when null.</param>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    /// <exception cref="ArgumentException">The function is not known to be symmetric (<see cref="FunctionTraits.PermutationInvariant"/>).</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of rows is below 1.</exception>
    public EigenvalueFunction(IProximable<T> function, int order, ComputeContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (!function.Traits.Has(FunctionTraits.PermutationInvariant))
            throw new ArgumentException($"EigenvalueFunction: {ProximalGuard.Name(function)} is not known to be the same under changes of order.", nameof(function));
        _function = function;
        _order = Guard.AtLeastOne(order, nameof(EigenvalueFunction<>));
        _context = context ?? ComputeContext.Default;
        Length = checked(order * order);
    }

    /// <inheritdoc/>
    public FunctionTraits Traits => _function.Traits & Spectral.Lifted & ~FunctionTraits.Smooth;

    /// <summary>The number of elements of X.</summary>
    public int Length { get; }

    bool IMayBeConjugable.IsConjugateKnown => _function.AsConjugable() is not null;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x)
    {
        ProximalGuard.Point(this, x, Length);
        if (!Spectral.IsFinite(x))
            return T.NaN;
        T scale = T.Abs(TensorPrimitives.MaxMagnitude(x)) * T.CreateTruncating(16) * Rounding<T>.Epsilon;
        for (int i = 0; i < _order; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (T.Abs(x[(i * _order) + j] - x[(j * _order) + i]) > scale)
                    return T.PositiveInfinity;
            }
        }

        using var values = new Workspace<T>(_order);
        Eigenvalues(x, values.Data);
        return Spectral.Value(_function, values.Span);
    }

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, step, destination, Length);
        if (!Spectral.IsFinite(x))
        {
            destination.Fill(T.NaN);
            return T.NaN;
        }

        int n = _order;
        using var work = new Workspace<T>(n + (3L * Length));
        var values = new Span<T>(work.Data, n);
        var symmetric = new MatrixView<T>(work.Data + n, n, n);
        var vectors = new MatrixView<T>(work.Data + n + Length, n, n);
        var scaled = new MatrixView<T>(work.Data + n + (2L * Length), n, n);
        Symmetrize(x, symmetric);
        SymmetricEigenKernel.Compute(symmetric, work.Data, 1, vectors, _context);
        T value = _function.Prox(values, step, values);
        for (int i = 0; i < n; i++)
            TensorPrimitives.Multiply(new ReadOnlySpan<T>(vectors.Data + ((long)i * n), n), values, new Span<T>(scaled.Data + ((long)i * n), n));
        fixed (T* target = destination)
        {
            var result = new MatrixView<T>(target, n, n);
            Gemm.Run(T.One, scaled, vectors.Transpose(), T.Zero, symmetric, _context);
            // Exactly symmetric, whatever the rounding of the product.
            Symmetrize(new ReadOnlySpan<T>(symmetric.Data, Length), result);
        }

        return value;
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The conjugate of φ is not known.</exception>
    public T ConjugateValue(ReadOnlySpan<T> u)
    {
        ProximalGuard.Point(this, u, Length);
        if (!Spectral.IsFinite(u))
            return T.NaN;
        using var values = new Workspace<T>(_order);
        Eigenvalues(u, values.Data);
        return Spectral.ConjugateValue(_function, values.Span, this);
    }

    private void Eigenvalues(ReadOnlySpan<T> x, T* values)
    {
        using var work = new Workspace<T>(Length);
        var symmetric = new MatrixView<T>(work.Data, _order, _order);
        Symmetrize(x, symmetric);
        SymmetricEigenKernel.Compute(symmetric, values, 1, default, _context);
    }

    private void Symmetrize(ReadOnlySpan<T> x, MatrixView<T> destination)
    {
        T half = T.One / (T.One + T.One);
        for (int i = 0; i < _order; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                T mean = (half * x[(i * _order) + j]) + (half * x[(j * _order) + i]);
                destination[i, j] = mean;
                destination[j, i] = mean;
            }
        }
    }
}
