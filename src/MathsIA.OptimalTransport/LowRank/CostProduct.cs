using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.OptimalTransport;

/// <summary>Products <c>C X</c> and <c>Cᵀ X</c> with thin X: by the factors of the costs where they have some, row by row otherwise.</summary>
internal sealed class CostProduct<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int BlockRows = 64;

    private readonly ICostGeometry<T> _costs;
    private readonly Tensor<double>? _left;
    private readonly Tensor<double>? _leftTransposed;
    private readonly Tensor<double>? _right;
    private readonly Tensor<double>? _rightTransposed;
    private readonly Tensor<double>? _middle;
    private readonly ComputeContext? _context;
    private readonly int _rank;

    public CostProduct(ICostGeometry<T> costs, int rank, ComputeContext? context)
    {
        (_costs, _rank, _context) = (costs, rank, context);
        if (costs is LowRankCost<T> factored)
        {
            _left = factored.Left.To<double>();
            _leftTransposed = _left.Transpose();
            _rightTransposed = factored.RightTransposed.To<double>();
            _right = _rightTransposed.Transpose();
            _middle = Tensor.Uninitialized<double>(_left.Shape[1], rank);
        }
    }

    public void Forward(Tensor<double> x, Tensor<double> destination)
    {
        if (_left is not null)
        {
            _rightTransposed!.MatMul(x, _middle!, _context);
            _left.MatMul(_middle!, destination, _context);
            return;
        }

        ParallelLoop.For((_costs.Rows + BlockRows - 1) / BlockRows, new ForwardBody(this, x, destination), _context);
    }

    public void Transposed(Tensor<double> x, Tensor<double> destination)
    {
        if (_left is not null)
        {
            _leftTransposed!.MatMul(x, _middle!, _context);
            _right!.MatMul(_middle!, destination, _context);
            return;
        }

        ParallelLoop.For((_costs.Columns + BlockRows - 1) / BlockRows, new TransposedBody(this, x, destination), _context);
    }

    private static void Add(ReadOnlySpan<double> x, double factor, Span<double> sums)
    {
        for (int k = 0; k < sums.Length; k++)
            sums[k] += factor * x[k];
    }

    private readonly struct ForwardBody(CostProduct<T> product, Tensor<double> x, Tensor<double> destination) : ILoopBody
    {
        public void Run(int block)
        {
            ICostGeometry<T> costs = product._costs;
            int rank = product._rank, end = Math.Min(costs.Rows, (block + 1) * BlockRows);
            using var buffer = new Workspace<T>(costs.Columns);
            for (int i = block * BlockRows; i < end; i++)
            {
                Span<double> sums = destination.AsSpan().Slice(i * rank, rank);
                sums.Clear();
                ReadOnlySpan<T> row = costs.Row(i, 0, buffer.Span);
                for (int j = 0; j < row.Length; j++)
                    Add(x.AsSpan().Slice(j * rank, rank), double.CreateTruncating(row[j]), sums);
            }
        }
    }

    /// <summary>Columns are cut in blocks, so that each block writes its own rows of the result.</summary>
    private readonly struct TransposedBody(CostProduct<T> product, Tensor<double> x, Tensor<double> destination) : ILoopBody
    {
        public void Run(int block)
        {
            ICostGeometry<T> costs = product._costs;
            int rank = product._rank, first = block * BlockRows, count = Math.Min(BlockRows, costs.Columns - first);
            using var buffer = new Workspace<T>(count);
            destination.AsSpan().Slice(first * rank, count * rank).Clear();
            for (int i = 0; i < costs.Rows; i++)
            {
                ReadOnlySpan<double> given = x.AsSpan().Slice(i * rank, rank);
                ReadOnlySpan<T> row = costs.Row(i, first, buffer.Span);
                for (int j = 0; j < row.Length; j++)
                    Add(given, double.CreateTruncating(row[j]), destination.AsSpan().Slice((first + j) * rank, rank));
            }
        }
    }
}
