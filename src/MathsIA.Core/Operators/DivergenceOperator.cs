using System.Numerics;
using System.Numerics.Tensors;

namespace MathsIA.Operators;

/// <summary>The divergence of a field on a grid of one to three axes: minus the adjoint of <see cref="GradientOperator{T}"/>.</summary>
/// <remarks><c>(Ku)[i] = Σₐ u[a, i] - u[a, i - eₐ]</c>, with the border treated so that <c>⟨∇x, u⟩ = -⟨x, div u⟩</c>. The
/// norm is the gradient's, exact. Divergence after gradient, with the same boundary, is the discrete Laplacian.</remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class DivergenceOperator<T> : LinearOperator<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly GradientOperator<T> _gradient;

    /// <summary>Creates the operator.</summary>
    /// <param name="shape">The shape of the grid, with one to three axes: the field has one axis more, the component, in front.</param>
    /// <param name="boundary">What happens at the border.</param>
    /// <exception cref="ShapeMismatchException">The shape has no axis or more than three.</exception>
    public DivergenceOperator(Shape shape, GridBoundary boundary = GridBoundary.Neumann)
        : this(new GradientOperator<T>(OperatorGuard.OfRank(shape, 3, "Divergence"), boundary)) { }

    private DivergenceOperator(GradientOperator<T> gradient)
        : base(gradient.Range, gradient.Domain) => _gradient = gradient;

    /// <inheritdoc/>
    public override OperatorNorm<T> Norm => _gradient.Norm;

    /// <inheritdoc/>
    protected override void Forward(ReadOnlySpan<T> x, Span<T> destination)
    {
        _gradient.ApplyAdjoint(x, destination);
        TensorPrimitives.Negate(destination, destination);
    }

    /// <inheritdoc/>
    protected override void Backward(ReadOnlySpan<T> u, Span<T> destination)
    {
        _gradient.Apply(u, destination);
        TensorPrimitives.Negate(destination, destination);
    }
}
