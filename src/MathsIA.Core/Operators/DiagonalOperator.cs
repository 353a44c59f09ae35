using System.Numerics;
using System.Numerics.Tensors;

namespace MathsIA.Operators;

/// <summary>Multiplies each element by a weight of its own: <c>y = d ∘ x</c>. Norm <c>max |dᵢ|</c>, exact.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class DiagonalOperator<T> : LinearOperator<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _weights;

    /// <summary>Creates the operator from its weights.</summary>
    /// <param name="weights">One weight an element; its shape is the domain and the range. Copied.</param>
    public DiagonalOperator(Tensor<T> weights)
        : base(OperatorGuard.NotNull(weights).Shape, weights.Shape)
    {
        _weights = weights.ToArray();
        T largest = T.Zero;
        foreach (T weight in _weights)
            largest = T.Max(largest, T.Abs(weight));
        Norm = OperatorNorm<T>.Exactly(largest);
        IsSelfAdjoint = true;
    }

    /// <inheritdoc/>
    public override OperatorNorm<T> Norm { get; }

    /// <inheritdoc/>
    protected override void Forward(ReadOnlySpan<T> x, Span<T> destination) => TensorPrimitives.Multiply(x, _weights, destination);

    /// <inheritdoc/>
    protected override void Backward(ReadOnlySpan<T> u, Span<T> destination) => Forward(u, destination);
}
