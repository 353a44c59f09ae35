using System.Numerics;

namespace MathsIA;

public static partial class Tensor
{
    /// <summary>The Einstein summation of any number of tensors.</summary>
    /// <remarks>
    /// <para>Every axis of an operand has a label. Labels of the output are kept, all others are summed over:
    /// <c>"ik,kj->ij"</c> is the matrix product, <c>"bhqd,bhkd->bhqk"</c> attention scores, <c>"ii->i"</c> the diagonal,
    /// <c>"ij->"</c> the sum. Without <c>-></c> the output has the labels that occur once, in alphabetical order. <c>...</c>
    /// stands for any further axes, which broadcast and are kept. A length of 1 stretches. White space is ignored.</para>
    /// <para>Operands are contracted two at a time, the pair that shrinks the most first; each contraction is one batched matrix
    /// product of permuted views, copied only where their strides cannot be folded into a matrix.</para>
    /// </remarks>
    /// <example><code>
    /// Tensor&lt;float&gt; scores = Tensor.Einsum("bhqd,bhkd->bhqk", q, k);
    /// Tensor&lt;double&gt; form = Tensor.Einsum("i,ij,j->", x, a, y);
    /// </code></example>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="equation">The labels, such as <c>"ij,jk->ik"</c>.</param>
    /// <param name="operands">As many tensors as the equation names.</param>
    /// <returns>A new tensor.</returns>
    /// <exception cref="ArgumentNullException">The equation or an operand is null.</exception>
    /// <exception cref="ArgumentException">The equation cannot be read, or does not fit the number or the ranks of the operands.</exception>
    /// <exception cref="ShapeMismatchException">A label has two lengths, neither of them 1.</exception>
    public static Tensor<T> Einsum<T>(string equation, params ReadOnlySpan<Tensor<T>> operands) where T : unmanaged, INumber<T> =>
        Einsum(equation, operands, (ComputeContext?)null);

    /// <inheritdoc cref="Einsum{T}(string, ReadOnlySpan{Tensor{T}})"/>
    /// <param name="equation">The labels, such as <c>"ij,jk->ik"</c>.</param>
    /// <param name="operands">As many tensors as the equation names.</param>
    /// <param name="context">How to use the machine.</param>
    public static Tensor<T> Einsum<T>(string equation, ReadOnlySpan<Tensor<T>> operands, ComputeContext? context) where T : unmanaged, INumber<T>
    {
        EinsumEquation read = ReadEinsum(equation, operands);
        Tensor<T> result = Uninitialized<T>(read.OutputShape);
        EinsumProgram.Run(read, operands, result, context);
        return result;
    }

    /// <inheritdoc cref="Einsum{T}(string, ReadOnlySpan{Tensor{T}})"/>
    /// <param name="equation">The labels, such as <c>"ij,jk->ik"</c>.</param>
    /// <param name="operands">As many tensors as the equation names.</param>
    /// <param name="destination">Where to write; of exactly the result's shape, apart from every operand.</param>
    /// <param name="context">How to use the machine.</param>
    /// <returns>The destination.</returns>
    public static Tensor<T> Einsum<T>(string equation, ReadOnlySpan<Tensor<T>> operands, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, INumber<T>
    {
        EinsumEquation read = ReadEinsum(equation, operands);
        foreach (Tensor<T> operand in operands)
            Destination.RequireApart(nameof(Einsum), destination, read.OutputShape, operand);
        EinsumProgram.Run(read, operands, destination, context);
        return destination;
    }

    private static EinsumEquation ReadEinsum<T>(string equation, ReadOnlySpan<Tensor<T>> operands) where T : unmanaged
    {
        var shapes = new Shape[operands.Length];
        for (int k = 0; k < shapes.Length; k++)
        {
            ArgumentNullException.ThrowIfNull(operands[k], nameof(operands));
            shapes[k] = operands[k].Shape;
        }

        return EinsumEquation.Parse(equation, shapes);
    }
}
