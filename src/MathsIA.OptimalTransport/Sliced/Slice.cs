using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>One straight line of a sliced problem: its direction, the cost of the points laid on it, and the slopes of that cost where they lie.
/// It serves for one direction after another.</summary>
internal sealed class Slice<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Side _x;
    private readonly Side _y;
    private readonly double[]? _a;
    private readonly double[]? _b;
    private readonly LineCoupling _coupling;
    private readonly ComputeContext? _context;

    public Slice(Tensor<T> x, Tensor<T> y, double[]? a, double[]? b, PowerCost cost, ComputeContext? context)
    {
        Direction = Tensor.Zeros<T>(1, x.Shape[1]);
        (_x, _y, _a, _b, _context) = (new(x), new(y), a, b, context);
        _coupling = new(x.Shape[0], y.Shape[0], cost);
    }

    /// <summary>The direction, one row.</summary>
    public Tensor<T> Direction { get; }

    /// <summary>The cost of the last evaluation.</summary>
    public double Cost { get; private set; }

    /// <summary>Its derivatives with respect to where the sources lie, one row.</summary>
    public Tensor<T> SourceSlopes => _x.Slopes;

    /// <summary>Its derivatives with respect to where the targets lie, one row.</summary>
    public Tensor<T> TargetSlopes => _y.Slopes;

    /// <summary>Finds cost and slopes for the direction.</summary>
    public void Evaluate()
    {
        _x.Project(Direction, _context);
        _y.Project(Direction, _context);
        _coupling.Load<T>(_x.Places.AsSpan(), _y.Places.AsSpan(), _a, _b, _context);
        Cost = _coupling.AddSlopes(_x.Cleared(), _y.Cleared());
        _x.Narrow();
        _y.Narrow();
    }

    /// <summary>The part of the gradient along the sphere of directions, of length 1 (or zero).</summary>
    public void Tangent(Span<double> destination)
    {
        ReadOnlySpan<T> first = _x.PullBack(_context), second = _y.PullBack(_context), direction = Direction.AsSpan();
        double along = 0, square = 0;
        for (int k = 0; k < destination.Length; k++)
        {
            destination[k] = double.CreateTruncating(first[k] + second[k]);
            along += destination[k] * double.CreateTruncating(direction[k]);
        }

        for (int k = 0; k < destination.Length; k++)
        {
            destination[k] -= along * double.CreateTruncating(direction[k]);
            square += destination[k] * destination[k];
        }

        double norm = Math.Sqrt(square);
        for (int k = 0; norm > 0 && k < destination.Length; k++)
            destination[k] /= norm;
    }

    /// <summary>A step from another direction along a great circle, brought back to length 1.</summary>
    public void MoveFrom(Slice<T> other, ReadOnlySpan<double> tangent, double length)
    {
        ReadOnlySpan<T> from = other.Direction.AsSpan();
        Span<T> direction = Direction.AsSpan();
        double square = 0;
        for (int k = 0; k < tangent.Length; k++)
        {
            double moved = double.CreateTruncating(from[k]) + (length * tangent[k]);
            square += moved * moved;
        }

        double scale = 1 / Math.Sqrt(square);
        for (int k = 0; k < tangent.Length; k++)
            direction[k] = T.CreateTruncating(scale * (double.CreateTruncating(from[k]) + (length * tangent[k])));
    }

    /// <summary>A cloud on the line.</summary>
    private sealed class Side(Tensor<T> points)
    {
        private readonly Tensor<T> _transposed = points.Transpose();
        private readonly Tensor<T> _pulled = Tensor.Zeros<T>(1, points.Shape[1]);
        private readonly double[] _slopes = new double[points.Shape[0]];

        public Tensor<T> Places { get; } = Tensor.Zeros<T>(1, points.Shape[0]);

        public Tensor<T> Slopes { get; } = Tensor.Zeros<T>(1, points.Shape[0]);

        public void Project(Tensor<T> direction, ComputeContext? context) => direction.MatMul(_transposed, Places, context);

        public Span<double> Cleared()
        {
            Array.Clear(_slopes);
            return _slopes;
        }

        /// <summary>The slopes as elements of the points.</summary>
        public void Narrow()
        {
            Span<T> slopes = Slopes.AsSpan();
            for (int i = 0; i < slopes.Length; i++)
                slopes[i] = T.CreateTruncating(_slopes[i]);
        }

        public ReadOnlySpan<T> PullBack(ComputeContext? context) => Slopes.MatMul(points, _pulled, context).AsSpan();
    }
}
