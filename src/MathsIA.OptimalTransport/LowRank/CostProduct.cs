using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.OptimalTransport;

/// <summary>Products <c>C X</c> and <c>Cᵀ X</c> with thin X: by the factors of the costs where they have some, row by row otherwise.</summary>
internal sealed class CostProduct<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int BlockRows = 64;

    private readonly ICostGeometry<T> _costs;
    private readonly Tensor<double>? _left;
    private readonly Tensor<double>? _right;
    private readonly Tensor<double>? _middle;
    private readonly ComputeContext? _context;
    private readonly int _rank;

    public CostProduct(ICostGeometry<T> costs, int rank, ComputeContext? context)
    {
        (_costs, _rank, _context) = (costs, rank, context);
        if (costs is LowRankCost<T> factored)
        {
            _left = factored.Left.To<double>();
            _right = factored.RightTransposed.To<double>().Transpose();
            _middle = Tensor.Uninitialized<double>(_left.Shape[1], rank);
        }
    }

    public void Forward(Tensor<double> x, Tensor<double> destination)
    {
        if (_left is not null)
        {
            _right!.Transpose().MatMul(x, _middle!, _context);
            _left.MatMul(_middle!, destination, _context);
            return;
        }

        int blocks = (_costs.Rows + BlockRows - 1) / BlockRows;
        ParallelLoop.For(blocks, block =>
        {
            using var buffer = new Workspace<T>(_costs.Columns);
            for (int i = block * BlockRows; i < Math.Min(_costs.Rows, (block + 1) * BlockRows); i++)
            {
                Span<double> sums = destination.AsSpan().Slice(i * _rank, _rank);
                sums.Clear();
                ReadOnlySpan<T> row = _costs.Row(i, 0, buffer.Span);
                for (int j = 0; j < row.Length; j++)
                    Add(x.AsSpan().Slice(j * _rank, _rank), double.CreateTruncating(row[j]), sums);
            }
        }, _context);
    }

    public void Transposed(Tensor<double> x, Tensor<double> destination)
    {
        if (_left is not null)
        {
            _left.Transpose().MatMul(x, _middle!, _context);
            _right!.MatMul(_middle!, destination, _context);
            return;
        }

        // Columns are cut in blocks, so that each block writes its own rows of the result.
        int blocks = (_costs.Columns + BlockRows - 1) / BlockRows;
        ParallelLoop.For(blocks, block =>
        {
            int first = block * BlockRows, count = Math.Min(BlockRows, _costs.Columns - first);
            using var buffer = new Workspace<T>(count);
            destination.AsSpan().Slice(first * _rank, count * _rank).Clear();
            for (int i = 0; i < _costs.Rows; i++)
            {
                ReadOnlySpan<double> given = x.AsSpan().Slice(i * _rank, _rank);
                ReadOnlySpan<T> row = _costs.Row(i, first, buffer.Span);
                for (int j = 0; j < row.Length; j++)
                    Add(given, double.CreateTruncating(row[j]), destination.AsSpan().Slice((first + j) * _rank, _rank));
            }
        }, _context);
    }

    private static void Add(ReadOnlySpan<double> x, double factor, Span<double> sums)
    {
        for (int k = 0; k < sums.Length; k++)
            sums[k] += factor * x[k];
    }
}
