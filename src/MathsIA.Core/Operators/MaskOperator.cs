using System.Numerics;

namespace MathsIA.Operators;

/// <summary>Keeps the selected elements and sets the others to zero: the orthogonal projection that inpainting observes
/// through. The shape stays; <see cref="SubsamplingOperator{T}"/> gathers the kept elements into a vector instead.</summary>
/// <remarks>A dropped element gives zero even where it is NaN or infinite.</remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class MaskOperator<T> : LinearOperator<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly bool[] _keep;

    /// <summary>Creates the projection.</summary>
    /// <param name="keep">True where an element is kept; its shape is the domain and the range. Copied.</param>
    public MaskOperator(Tensor<bool> keep)
        : base(OperatorGuard.NotNull(keep).Shape, keep.Shape)
    {
        _keep = keep.ToArray();
        Kept = _keep.AsSpan().Count(true);
        IsSelfAdjoint = true;
    }

    /// <summary>The number of elements kept.</summary>
    public int Kept { get; }

    /// <inheritdoc/>
    public override OperatorNorm<T> Norm => OperatorNorm<T>.Exactly(Kept == 0 ? T.Zero : T.One);

    /// <inheritdoc/>
    protected override void Forward(ReadOnlySpan<T> x, Span<T> destination)
    {
        ReadOnlySpan<bool> keep = _keep;
        x = x[..keep.Length];
        destination = destination[..keep.Length];
        for (int i = 0; i < keep.Length; i++)
            destination[i] = keep[i] ? x[i] : T.Zero;
    }

    /// <inheritdoc/>
    protected override void Backward(ReadOnlySpan<T> u, Span<T> destination) => Forward(u, destination);
}
