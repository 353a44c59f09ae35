using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Execution;
using MathsIA.Kernels;
using MathsIA.LinearAlgebra;

namespace MathsIA.Optimization;

/// <summary>A symmetric function of the singular values of a matrix, <c>g(X) = φ(σ(X))</c>: spectral lifting.</summary>
/// <remarks>
/// <para>Prox: with <c>X = U diag(σ) Vᵀ</c>, <c>U diag(prox_{γφ}(σ)) Vᵀ</c>. Conjugate: <c>φ*(σ(Y))</c>. So the l1 norm lifts to the nuclear norm,
/// the maximum norm to the spectral norm, the number of nonzeros to the rank. One SVD a call.</para>
/// <para>NaN or an infinity in X makes the whole result NaN. Source: A. S. Lewis, The convex analysis of unitarily invariant matrix functions,
/// J. Convex Anal. 2, 1995.</para>
/// </remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed unsafe class SingularValueFunction<T> : IConjugable<T>, IMayBeConjugable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const FunctionTraits Lifted = FunctionTraits.Convex | FunctionTraits.Indicator | FunctionTraits.PositivelyHomogeneous | FunctionTraits.Smooth | FunctionTraits.StronglyConvex;

    private readonly IProximable<T> _gauge;
    private readonly int _rows, _columns;
    private readonly ComputeContext _context;

    /// <summary>Lifts a function to matrices.</summary>
    /// <param name="gauge">The function φ of the singular values: even, and the same under every permutation.</param>
    /// <param name="rows">The number of rows of X, from 1.</param>
    /// <param name="columns">The number of columns of X, from 1.</param>
    /// <param name="context">Threads; all cores when null.</param>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    /// <exception cref="ArgumentException">The function is not known to be symmetric (<see cref="FunctionTraits.SymmetricGauge"/>).</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number of rows or columns is below 1.</exception>
    public SingularValueFunction(IProximable<T> gauge, int rows, int columns, ComputeContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(gauge);
        if (!gauge.Traits.Has(FunctionTraits.SymmetricGauge))
            throw new ArgumentException($"SingularValueFunction: {ProximalGuard.Name(gauge)} is not known to be the same under changes of sign and order.", nameof(gauge));
        _gauge = gauge;
        _rows = Guard.AtLeastOne(rows, nameof(SingularValueFunction<>));
        _columns = Guard.AtLeastOne(columns, nameof(SingularValueFunction<>));
        _context = context ?? ComputeContext.Default;
        Length = checked(rows * columns);
    }

    /// <inheritdoc/>
    public FunctionTraits Traits => _gauge.Traits & Lifted;

    /// <summary>The number of elements of X.</summary>
    public int Length { get; }

    bool IMayBeConjugable.IsConjugateKnown => _gauge.AsConjugable() is not null;

    private int Rank => Math.Min(_rows, _columns);

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x)
    {
        ProximalGuard.Point(this, x, Length);
        using var sigma = new Workspace<T>(Rank);
        return SingularValues(x, sigma.Data) ? _gauge.Value(sigma.Span) : T.NaN;
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

        int k = Rank;
        using var work = new Workspace<T>(k + ((long)k * (_rows + _columns)));
        var sigma = new Span<T>(work.Data, k);
        var u = new MatrixView<T>(work.Data + k, _rows, k);
        var vt = new MatrixView<T>(work.Data + k + ((long)_rows * k), k, _columns);
        fixed (T* source = x, target = destination)
        {
            SingularValueKernel.Compute(new MatrixView<T>(source, _rows, _columns), work.Data, 1, u, vt, _context);
            T value = _gauge.Prox(sigma, step, sigma);
            for (int i = 0; i < k; i++)
            {
                var row = new Span<T>(vt.Data + ((long)i * _columns), _columns);
                TensorPrimitives.Multiply(row, sigma[i], row);
            }

            Gemm.Run(T.One, u, vt, T.Zero, new MatrixView<T>(target, _rows, _columns), _context);
            return value;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The conjugate of φ is not known.</exception>
    public T ConjugateValue(ReadOnlySpan<T> u)
    {
        ProximalGuard.Point(this, u, Length);
        using var sigma = new Workspace<T>(Rank);
        return SingularValues(u, sigma.Data) ? Part.Conjugate(_gauge, sigma.Span, this) : T.NaN;
    }

    private bool SingularValues(ReadOnlySpan<T> x, T* sigma)
    {
        if (!Spectral.IsFinite(x))
            return false;
        fixed (T* source = x)
            SingularValueKernel.Compute(new MatrixView<T>(source, _rows, _columns), sigma, 1, default, default, _context);
        return true;
    }
}
