using System.Numerics;
using MathsIA.Kernels;
using MathsIA.LinearAlgebra;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>A sensing matrix as an operator that uses several threads and hands out single columns.</summary>
internal sealed unsafe class MatrixAtoms<T> : LinearOperator<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ComputeContext _context;
    private readonly Lazy<CorrelationScreen<T>?> _screen;

    /// <param name="matrix">Shared where its rows or its columns are contiguous.</param>
    /// <param name="context">Threads; all cores when null.</param>
    public MatrixAtoms(Tensor<T> matrix, ComputeContext? context)
        : base(new Shape(matrix.Shape[1]), new Shape(matrix.Shape[0]))
    {
        Matrix = matrix.Strides[0] == 1 || matrix.Strides[1] == 1 ? matrix : matrix.Clone();
        _context = context ?? ComputeContext.Default;
        _screen = new Lazy<CorrelationScreen<T>?>(() => CorrelationScreen<T>.Create(Matrix, _context));
    }

    /// <summary>The rough copy for pursuits, made when first asked for and shared by a batch; null where it does not pay.</summary>
    public CorrelationScreen<T>? Screen => _screen.Value;

    public Tensor<T> Matrix { get; }

    /// <inheritdoc/>
    /// <remarks>Not known: who needs it estimates it, which is sharper than a bound by sums of entries.</remarks>
    public override OperatorNorm<T> Norm => OperatorNorm<T>.Unknown;

    public void CopyAtom(int index, Span<T> destination)
    {
        ReadOnlySpan<T> elements = Matrix.Storage.Span[Matrix.Offset..];
        int start = index * Matrix.Strides[1], step = Matrix.Strides[0];
        for (int i = 0; i < destination.Length; i++)
            destination[i] = elements[start + (i * step)];
    }

    /// <inheritdoc/>
    protected override void Forward(ReadOnlySpan<T> x, Span<T> destination) => Multiply(false, x, destination);

    /// <inheritdoc/>
    protected override void Backward(ReadOnlySpan<T> u, Span<T> destination) => Multiply(true, u, destination);

    private void Multiply(bool transposed, ReadOnlySpan<T> x, Span<T> destination)
    {
        fixed (T* a = Matrix.Storage.Span, from = x, to = destination)
        {
            MatrixView<T> view = MatrixArgument.View(a, Matrix);
            Gemv<T>.Run(T.One, transposed ? view.Transpose() : view, from, 1, T.Zero, to, 1, _context);
        }
    }
}
