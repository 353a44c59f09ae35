using System.Numerics;

namespace MathsIA.Operators;

/// <summary>A linear map K between tensors of one shape and tensors of another, known by what it does: <c>Kx</c> and <c>K*u</c>.</summary>
/// <remarks>
/// <para>Operators act on the elements of a tensor in row-major order; the two methods here take them as spans, so that a
/// composition or a block needs no copies and no window objects. Tensors go through the extension methods of
/// <see cref="LinearOperator"/>, which check shapes and take strided tensors too.</para>
/// <para>The adjoint identity <c>⟨Kx, u⟩ = ⟨x, K*u⟩</c> holds to rounding for every x and u, with the plain sum of products as
/// inner product. Implementations are immutable and can be used by several threads at once; after the first call neither
/// method allocates, except for the bookkeeping of threads where an operator documents that it uses several.</para>
/// <para>To write an operator, derive from <see cref="LinearOperator{T}"/>, which does the checking, or hand two functions to
/// <see cref="FunctionOperator{T}"/>.</para>
/// </remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public interface ILinearOperator<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The shape of the tensors it takes.</summary>
    Shape Domain { get; }

    /// <summary>The shape of the tensors it gives.</summary>
    Shape Range { get; }

    /// <summary>The spectral norm, exact or as an upper bound: <c>‖Kx‖₂ ≤ Norm.Bound ‖x‖₂</c>.</summary>
    OperatorNorm<T> Norm { get; }

    /// <summary>Whether K is known to equal its adjoint. False says nothing.</summary>
    bool IsSelfAdjoint { get; }

    /// <summary>Computes <c>Kx</c>.</summary>
    /// <param name="x">The elements of x, as many as <see cref="Domain"/> has.</param>
    /// <param name="destination">Receives Kx, as many elements as <see cref="Range"/> has. Must not overlap x.</param>
    /// <exception cref="ShapeMismatchException">A length is not the one asked for.</exception>
    /// <exception cref="ArgumentException">The two spans overlap.</exception>
    void Apply(ReadOnlySpan<T> x, Span<T> destination);

    /// <summary>Computes <c>K*u</c>.</summary>
    /// <param name="u">The elements of u, as many as <see cref="Range"/> has.</param>
    /// <param name="destination">Receives K*u, as many elements as <see cref="Domain"/> has. Must not overlap u.</param>
    /// <exception cref="ShapeMismatchException">A length is not the one asked for.</exception>
    /// <exception cref="ArgumentException">The two spans overlap.</exception>
    void ApplyAdjoint(ReadOnlySpan<T> u, Span<T> destination);
}
