using MathsIA.LinearAlgebra;
using MathsIA.Operators;

namespace MathsIA.OptimalTransport;

/// <summary>A lower bound of the discrete dynamic problem, whatever ended the run.</summary>
/// <remarks>
/// <para>The dual asks for fields y in the centres of cells with <c>y_ρ + |y_m|²/2 ≤ 0</c> whose averages on the faces are the slopes of one potential: then
/// <c>Σ ⟨y, (ρ, m)⟩</c> is the same for every flow that meets the continuity equation and the border, and at most the energy of any of them. Fields
/// <c>y_a = D_a Π_{b ≠ a} A_b Ψ</c> of a function Ψ on the corners of cells, with differences D along one axis and averages A along the others, are of that kind, and all are: the
/// averages of y_a along its own axis are the differences of <c>Π A Ψ</c>.</para>
/// <para>Ψ is fitted to the dual variables of the iteration by least squares; what the inequality lacks in a step of time is taken off <c>y_ρ</c> there, at the price of that much
/// for the mean density of 1; and the best multiple of Ψ is kept.</para>
/// </remarks>
internal sealed class DynamicDual
{
    private const int FitIterations = 400, Searches = 60;

    private readonly StaggeredGrid _grid;
    private readonly int[] _lengths;
    private readonly int _nodes;
    private readonly double[] _from;
    private readonly double[] _to;

    public DynamicDual(StaggeredGrid grid)
    {
        (_grid, _lengths) = (grid, grid.Lengths.ToArray());
        _nodes = _lengths.Aggregate(1, (product, length) => checked(product * (length + 1)));
        (_from, _to) = (new double[_nodes], new double[_nodes]);
    }

    /// <summary>The bound of the action, for a mean density of 1.</summary>
    /// <param name="dual">The dual variables of the iteration, axis by axis.</param>
    /// <param name="centres">The averages of a flow that meets the continuity equation and the border.</param>
    /// <param name="cancellationToken">Ends the fit; what there is of it makes a bound too.</param>
    public double Bound(double[][] dual, double[][] centres, CancellationToken cancellationToken)
    {
        int axes = _grid.Axes, cells = _grid.Cells;
        var operation = new FunctionOperator<double>(new Shape(_nodes), new Shape(axes * cells), Fields, Adjoint);
        Tensor<double> right = Tensor.From([.. dual.SelectMany(field => field)]);
        Tensor<double> psi = Lsqr.Solve(operation, right, new IterativeOptions<double> { MaxIterations = FitIterations, Tolerance = 1e-9 }, cancellationToken).Solution;
        var fields = new double[axes * cells];
        Fields(psi.AsSpan(), fields);
        double linear = 0;
        for (int axis = 0; axis < axes; axis++)
            linear += GromovProblem.Dot(fields.AsSpan(axis * cells, cells), centres[axis]);
        linear /= cells;
        if (!double.IsFinite(linear))
            return 0;
        // Concave in the multiple; 0 is the bound of no potential at all.
        double low = 0, high = 2;
        for (int search = 0; search < Searches; search++)
        {
            double lower = low + ((high - low) / 3), upper = high - ((high - low) / 3);
            if (Scaled(fields, linear, lower) < Scaled(fields, linear, upper))
                low = lower;
            else
                high = upper;
        }

        return Math.Max(0, 2 * Scaled(fields, linear, (low + high) / 2));
    }

    /// <summary>The dual value of a multiple of the fields: the linear part less the mean over time of what the inequality lacks.</summary>
    private double Scaled(double[] fields, double linear, double factor)
    {
        int steps = _lengths[0], cells = _grid.Cells, slab = cells / steps;
        double lack = 0;
        for (int step = 0; step < steps; step++)
        {
            double most = double.NegativeInfinity;
            for (int cell = step * slab; cell < (step + 1) * slab; cell++)
            {
                double square = 0;
                for (int axis = 1; axis < _grid.Axes; axis++)
                    square += fields[(axis * cells) + cell] * fields[(axis * cells) + cell];
                most = Math.Max(most, factor * (fields[cell] + (0.5 * factor * square)));
            }

            lack += most;
        }

        return (factor * linear) - (lack / steps);
    }

    /// <summary>From corners to the fields in the centres, axis by axis.</summary>
    private void Fields(ReadOnlySpan<double> psi, Span<double> fields)
    {
        for (int axis = 0; axis < _grid.Axes; axis++)
        {
            psi.CopyTo(_from);
            int outer = 1, inner = _nodes;
            double[] from = _from, to = _to;
            for (int along = 0; along < _grid.Axes; along++)
            {
                int length = _lengths[along];
                inner /= length + 1;
                (double before, double behind) = Weights(axis, along);
                for (int o = 0; o < outer; o++)
                {
                    for (int k = 0; k < length * inner; k++)
                        to[(o * length * inner) + k] = (before * from[(o * (length + 1) * inner) + k]) + (behind * from[(o * (length + 1) * inner) + k + inner]);
                }

                outer *= length;
                (from, to) = (to, from);
            }

            from.AsSpan(0, _grid.Cells).CopyTo(fields.Slice(axis * _grid.Cells, _grid.Cells));
        }
    }

    private void Adjoint(ReadOnlySpan<double> fields, Span<double> psi)
    {
        psi.Clear();
        for (int axis = 0; axis < _grid.Axes; axis++)
        {
            fields.Slice(axis * _grid.Cells, _grid.Cells).CopyTo(_from);
            int outer = _grid.Cells, inner = 1;
            double[] from = _from, to = _to;
            for (int along = _grid.Axes - 1; along >= 0; along--)
            {
                int length = _lengths[along];
                outer /= length;
                (double before, double behind) = Weights(axis, along);
                Array.Clear(to, 0, outer * (length + 1) * inner);
                for (int o = 0; o < outer; o++)
                {
                    for (int k = 0; k < length * inner; k++)
                    {
                        double value = from[(o * length * inner) + k];
                        to[(o * (length + 1) * inner) + k] += before * value;
                        to[(o * (length + 1) * inner) + k + inner] += behind * value;
                    }
                }

                inner *= length + 1;
                (from, to) = (to, from);
            }

            for (int k = 0; k < psi.Length; k++)
                psi[k] += from[k];
        }
    }

    private (double Before, double Behind) Weights(int axis, int along) => axis == along ? (-1 / _grid.Steps[along], 1 / _grid.Steps[along]) : (0.5, 0.5);
}
