using System.Numerics;

namespace MathsIA.Operators;

/// <summary>Gathers chosen elements into a vector: <c>yₖ = x[iₖ]</c>. The adjoint scatters them back, adding where an index
/// repeats. Norm: the square root of the largest multiplicity, exact.</summary>
/// <remarks>After a transform it is the measurement of compressed sensing: <c>fourier.Then(new SubsamplingOperator(...))</c>.</remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class SubsamplingOperator<T> : LinearOperator<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int[] _indices;

    /// <summary>Creates the operator from the chosen places, given in any order.</summary>
    /// <param name="domain">The shape of the tensors it takes.</param>
    /// <param name="indices">Places in row-major order, each from 0 to <c>domain.Length - 1</c>; may repeat. Copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside the domain.</exception>
    public SubsamplingOperator(Shape domain, ReadOnlySpan<int> indices)
        : base(domain, new Shape(indices.Length))
    {
        _indices = indices.ToArray();
        for (int k = 0; k < indices.Length; k++)
        {
            if ((uint)indices[k] >= (uint)domain.ElementCount)
                throw new ArgumentOutOfRangeException(nameof(indices), indices[k], $"Subsampling: index number {k} is outside the domain {domain} of {domain.ElementCount} elements.");
        }

        int[] sorted = indices.ToArray();
        Array.Sort(sorted);
        int most = 0;
        for (int k = 0, run = 0; k < sorted.Length; k++)
        {
            run = k > 0 && sorted[k] == sorted[k - 1] ? run + 1 : 1;
            most = Math.Max(most, run);
        }

        Norm = OperatorNorm<T>.Exactly(T.Sqrt(T.CreateChecked(most)));
    }

    /// <summary>Creates the operator from a mask: the elements where it is true, in row-major order.</summary>
    /// <param name="keep">The mask; its shape is the domain.</param>
    public SubsamplingOperator(Tensor<bool> keep) : this(OperatorGuard.NotNull(keep).Shape, Places(keep)) { }

    /// <inheritdoc/>
    public override OperatorNorm<T> Norm { get; }

    /// <inheritdoc/>
    protected override void Forward(ReadOnlySpan<T> x, Span<T> destination)
    {
        int[] indices = _indices;
        for (int k = 0; k < indices.Length; k++)
            destination[k] = x[indices[k]];
    }

    /// <inheritdoc/>
    protected override void Backward(ReadOnlySpan<T> u, Span<T> destination)
    {
        int[] indices = _indices;
        destination.Clear();
        for (int k = 0; k < indices.Length; k++)
            destination[indices[k]] += u[k];
    }

    private static int[] Places(Tensor<bool> keep)
    {
        bool[] flags = keep.ToArray();
        var places = new List<int>(flags.Length);
        for (int i = 0; i < flags.Length; i++)
        {
            if (flags[i])
                places.Add(i);
        }

        return [.. places];
    }
}
