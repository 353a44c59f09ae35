namespace MathsIA.OptimalTransport;

/// <summary>The Kullback-Leibler projection of three kernels on factors of a coupling, <c>Q1 = a</c>, <c>R1 = b</c>, <c>Qᵀ1 = Rᵀ1 = g ≥ α</c>, by Dykstra's
/// algorithm.</summary>
/// <remarks>Scetbon, Cuturi, Peyré 2021, algorithm 2. The largest entry of each row of the two large kernels is taken to be 1 by the caller: rows
/// may be scaled at will.</remarks>
internal sealed class LowRankProjection
{
    private readonly double _floor;
    private readonly Side _source;
    private readonly Side _target;
    private readonly double[] _previous;
    private readonly double[] _floorDual;
    private readonly double[] _productDual;

    public LowRankProjection(double[] a, double[] b, int rank, double floor)
    {
        _floor = floor;
        (_source, _target) = (new(a, rank), new(b, rank));
        (Weights, _previous, _floorDual, _productDual) = (new double[rank], new double[rank], new double[rank], new double[rank]);
    }

    /// <summary>The weights g.</summary>
    public double[] Weights { get; }

    /// <summary>Replaces the kernels by the projected factors.</summary>
    public void Run(Span<double> sourceKernel, Span<double> targetKernel, ReadOnlySpan<double> weightKernel, double tolerance, int maxIterations)
    {
        weightKernel.CopyTo(_previous);
        Array.Fill(_floorDual, 1);
        Array.Fill(_productDual, 1);
        _source.Reset();
        _target.Reset();
        for (int iteration = 0; iteration < maxIterations; iteration++)
        {
            double error = _source.MatchRows(sourceKernel) + _target.MatchRows(targetKernel);
            if (iteration > 0 && error <= tolerance)
                break;
            for (int k = 0; k < Weights.Length; k++)
            {
                double given = _previous[k] * _floorDual[k], floored = Math.Max(_floor, given);
                _floorDual[k] = given / floored;
                _previous[k] = floored;
            }

            _source.SumColumns(sourceKernel);
            _target.SumColumns(targetKernel);
            for (int k = 0; k < Weights.Length; k++)
            {
                double given = _previous[k] * _productDual[k];
                Weights[k] = Math.Cbrt(given * _source.Mean(k) * _target.Mean(k));
                _source.MatchColumn(k, Weights[k]);
                _target.MatchColumn(k, Weights[k]);
                _productDual[k] = given / Weights[k];
                _previous[k] = Weights[k];
            }
        }

        _source.Scale(sourceKernel);
        _target.Scale(targetKernel);
    }

    /// <summary>One of the two large factors, <c>diag(u) ξ diag(v)</c>.</summary>
    private sealed class Side(double[] masses, int rank)
    {
        private readonly double[] _u = new double[masses.Length];
        private readonly double[] _v = new double[rank];
        private readonly double[] _dual = new double[rank];
        private readonly double[] _sums = new double[rank];

        public void Reset()
        {
            Array.Fill(_u, 1);
            Array.Fill(_v, 1);
            Array.Fill(_dual, 1);
        }

        /// <summary>Sets u so that every row has its mass.</summary>
        /// <returns>How far rows were from that before.</returns>
        public double MatchRows(ReadOnlySpan<double> kernel)
        {
            double error = 0;
            for (int i = 0; i < masses.Length; i++)
            {
                ReadOnlySpan<double> row = kernel.Slice(i * rank, rank);
                double sum = 0;
                for (int k = 0; k < rank; k++)
                    sum += row[k] * _v[k];
                error += Math.Abs((_u[i] * sum) - masses[i]);
                _u[i] = masses[i] / sum;
            }

            return error;
        }

        public void SumColumns(ReadOnlySpan<double> kernel)
        {
            Array.Clear(_sums);
            for (int i = 0; i < masses.Length; i++)
            {
                ReadOnlySpan<double> row = kernel.Slice(i * rank, rank);
                for (int k = 0; k < rank; k++)
                    _sums[k] += _u[i] * row[k];
            }
        }

        /// <summary><c>v_k q_k (ξᵀ u)_k</c>.</summary>
        public double Mean(int k) => _v[k] * _dual[k] * _sums[k];

        public void MatchColumn(int k, double weight)
        {
            double before = _v[k];
            _v[k] = weight / _sums[k];
            _dual[k] *= before / _v[k];
        }

        public void Scale(Span<double> kernel)
        {
            for (int i = 0; i < masses.Length; i++)
            {
                Span<double> row = kernel.Slice(i * rank, rank);
                for (int k = 0; k < rank; k++)
                    row[k] *= _u[i] * _v[k];
            }
        }
    }
}
