using System.Numerics;
using System.Numerics.Tensors;

namespace MathsIA.OptimalTransport;

/// <summary>The iteration of <see cref="BarycenterState{T}"/> in kernel form: scalings <c>u = exp(f/ε)</c>, <c>v = b exp(g/ε)</c> and products with the kernel, one matrix product an
/// axis for all measures together.</summary>
/// <remarks>Taken while it is safe: every product lies far from the ends of what a double holds, so that terms lost to underflow are below the rounding of their sums. Where
/// one does not, the potentials are handed back and the log domain takes over for that ε.</remarks>
internal sealed class BarycenterScalings<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double Least = 1e-280, Largest = 1e280;

    /// <summary>Scalings of the barycenter to itself are kept above this: what they would hold below it is no mass at all.</summary>
    private const double LeastBias = 1e-150;

    private readonly BarycenterProblem<T> _problem;
    private readonly BarycenterState<T> _state;
    private readonly SeparableKernel<T> _kernel;
    private readonly SeparableKernel<T>? _self;
    private readonly double[] _measures;
    private readonly double[] _logs;
    private readonly double[] _masses;
    private readonly double[] _ownMarginal;
    private double _epsilon;
    private double _unsafe = double.NaN;
    private bool _iterated;

    private BarycenterScalings(BarycenterProblem<T> problem, BarycenterState<T> state, SeparableKernel<T> kernel, SeparableKernel<T>? self)
    {
        (_problem, _state, _kernel, _self) = (problem, state, kernel, self);
        int count = problem.Count, targets = problem.Measures[0].Length;
        _measures = new double[count * targets];
        for (int k = 0; k < count; k++)
        {
            for (int j = 0; j < targets; j++)
                _measures[(j * count) + k] = problem.Measures[k][j];
        }

        (_logs, _masses, _ownMarginal) = (new double[count * problem.Support], new double[problem.Support], new double[problem.Support]);
    }

    /// <summary>The kernel form; null where the measures do not share their costs, or these are too many to keep.</summary>
    public static BarycenterScalings<T>? Open(BarycenterProblem<T> problem, BarycenterState<T> state, ICostGeometry<T>? self, ComputeContext? context)
    {
        if (problem.Costs.Any(cost => !ReferenceEquals(cost, problem.Costs[0])) || SeparableKernel<T>.Of(problem.Costs[0], problem.Count, context) is not { } kernel)
            return null;
        return new(problem, state, kernel, self is null ? null : SeparableKernel<T>.Of(self, 1, context));
    }

    /// <summary>One iteration, if it is safe at this ε. If not, the state holds the potentials so far.</summary>
    public bool TryIterate(double epsilon, out double error)
    {
        error = double.PositiveInfinity;
        if (epsilon == _unsafe)
            return false;
        if (epsilon != _epsilon)
        {
            Store();
            Load(epsilon);
        }

        if (IsSafe(_kernel.Rows.AsSpan()) && MeetMeasures() && Average() && MeetBarycenter(out error))
            return _iterated = true;
        Store();
        (_unsafe, _epsilon) = (epsilon, 0);
        return false;
    }

    /// <summary>Hands the potentials to the state.</summary>
    public void Store()
    {
        if (!_iterated)
            return;
        ReadOnlySpan<double> u = _kernel.Rows.AsSpan();
        for (int k = 0; k < _problem.Count; k++)
        {
            for (int i = 0; i < _problem.Support; i++)
                _state.F[k][i] = _epsilon * Math.Log(u[(k * _problem.Support) + i]);
        }

        TensorPrimitives.Log(_masses, _state.LogMasses);
        if (_self is not null)
            TensorPrimitives.Log(_self.Columns.AsSpan(), _state.LogBias);
        _iterated = false;
    }

    private void Load(double epsilon)
    {
        _epsilon = epsilon;
        _kernel.Prepare(epsilon);
        Span<double> u = _kernel.Rows.AsSpan();
        for (int k = 0; k < _problem.Count; k++)
        {
            for (int i = 0; i < _problem.Support; i++)
                u[(k * _problem.Support) + i] = Math.Exp(_state.F[k][i] / epsilon);
        }

        if (_self is null)
            return;
        _self.Prepare(epsilon);
        TensorPrimitives.Exp(_state.LogBias, _self.Columns.AsSpan());
    }

    /// <summary><c>v ← b / Kᵀu</c>, and <c>Kv</c>.</summary>
    private bool MeetMeasures()
    {
        _kernel.ApplyTransposed();
        ReadOnlySpan<double> products = _kernel.TransposedProducts.AsSpan();
        Span<double> v = _kernel.Columns.AsSpan();
        for (int j = 0; j < v.Length; j++)
        {
            if (_measures[j] > 0 && !(products[j] is >= Least and <= Largest))
                return false;
            v[j] = _measures[j] > 0 ? _measures[j] / products[j] : 0;
        }

        _kernel.Apply();
        return IsSafe(_kernel.Products.AsSpan());
    }

    /// <summary><c>p ← c Π_k (K v_k)^λ_k</c>.</summary>
    private bool Average()
    {
        TensorPrimitives.Log(_kernel.Products.AsSpan(), _logs);
        Array.Clear(_masses);
        for (int k = 0; k < _problem.Count; k++)
        {
            if (_problem.Weights[k] > 0)
                TensorPrimitives.MultiplyAdd(_logs.AsSpan(k * _problem.Support, _problem.Support), _problem.Weights[k], _masses, _masses);
        }

        TensorPrimitives.Exp(_masses, _masses);
        if (_self is not null)
            TensorPrimitives.Multiply(_masses, _self.Columns.AsSpan(), _masses);
        return IsSafe(_masses);
    }

    /// <summary><c>u ← p / Kv</c>, and the scalings c of the barycenter to itself.</summary>
    private bool MeetBarycenter(out double error)
    {
        error = 0;
        ReadOnlySpan<double> products = _kernel.Products.AsSpan();
        if (TensorPrimitives.Max<double>(_masses) / TensorPrimitives.Min(products) > Largest)
            return false;
        Span<double> u = _kernel.Rows.AsSpan();
        for (int k = 0; k < _problem.Count; k++)
        {
            double sum = 0;
            for (int i = 0; i < _masses.Length; i++)
            {
                int at = (k * _masses.Length) + i;
                sum += Math.Abs((u[at] * products[at]) - _masses[i]);
                u[at] = _masses[i] / products[at];
            }

            _state.Errors[k] = sum;
            if (_problem.Weights[k] > 0)
                error = Math.Max(error, sum);
        }

        if (_self is null)
            return double.IsFinite(error);
        _self.Apply();
        Span<double> c = _self.Columns.AsSpan();
        TensorPrimitives.Multiply(c, _self.Products.AsSpan(), _ownMarginal);
        double change = 0;
        for (int i = 0; i < c.Length; i++)
        {
            change += Math.Abs(_masses[i] - _ownMarginal[i]);
            c[i] = Math.Max(LeastBias, c[i] * Math.Sqrt(_masses[i] / _ownMarginal[i]));
        }

        error = Math.Max(error, change);
        return double.IsFinite(error);
    }

    private static bool IsSafe(ReadOnlySpan<double> values) => TensorPrimitives.Min(values) >= Least && TensorPrimitives.Max(values) <= Largest;
}
