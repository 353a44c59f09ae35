using System.Numerics;
using MathsIA.Kernels;
using MathsIA.Operators;

namespace MathsIA.LinearAlgebra;

/// <summary>One run of the method behind <see cref="Lanczos"/>.</summary>
internal sealed class ThickRestartLanczos<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ILinearOperator<T> _a;
    private readonly SpectralOptions<T> _options;
    private readonly CancellationToken _cancellation;
    private readonly SpectrumEnd _end;
    private readonly int _count;
    private readonly int _n;
    private readonly int _size;
    private readonly T[] _projected;
    private readonly T[] _ritz;
    private readonly T[] _values;
    private readonly T[] _image;
    private T[] _basis;
    private T[] _nextBasis;
    private int _streams;
    private int _iterations;

    public ThickRestartLanczos(ILinearOperator<T> a, int count, SpectrumEnd end, SpectralOptions<T> options, CancellationToken cancellation)
    {
        _a = a;
        _count = count;
        _end = end;
        _options = options;
        _cancellation = cancellation;
        _n = a.Domain.Length;
        // Two more than are wanted, or a restart would leave no room for a new direction.
        _size = (int)Math.Min(_n, Math.Max(options.BasisSize ?? Math.Max(2L * count + 10, 20), count + 2L));
        _projected = new T[_size * _size];
        _ritz = new T[_size * _size];
        _values = new T[_size];
        _image = new T[_n];
        _basis = new T[checked((_size + 1) * _n)];
        _nextBasis = new T[_basis.Length];
        StartVector.Fill(nameof(Lanczos), options, a.Domain, Vector(0));
    }

    public LanczosResult<T> Run()
    {
        int kept = 0;
        while (true)
        {
            (int filled, T beta, Status? stopped) = Extend(kept);
            int[] order = Diagonalize(filled);
            T scale = T.Zero;
            for (int i = 0; i < filled; i++)
                scale = T.Max(scale, T.Abs(_values[i]));
            int wanted = Math.Min(_count, filled);
            bool converged = filled >= _count;
            for (int i = 0; i < wanted && converged; i++)
                converged = beta * T.Abs(_ritz[(filled - 1) * _size + order[i]]) <= _options.Tolerance * scale;
            if (converged || stopped is not null)
            {
                Status status = stopped == Status.NonFinite ? Status.NonFinite : converged ? Status.Converged : stopped!.Value;
                return Result(filled, order, beta, status);
            }

            // Half of the room left over keeps the neighbours of the wanted ones, which speeds up the next round.
            kept = Math.Min(_count + (_size - _count) / 2, _size - 1);
            Restart(filled, order, kept);
        }
    }

    private Span<T> Vector(int index) => _basis.AsSpan(index * _n, _n);

    /// <summary>Grows the basis to its full size; the coefficients of each orthogonalization are a column of the projection.</summary>
    private (int Filled, T Beta, Status? Stopped) Extend(int from)
    {
        T beta = T.Zero;
        for (int j = from; j < _size; j++)
        {
            _a.Apply(Vector(j), _image);
            _iterations++;
            T before = VectorKernels.Norm<T>(_image);
            for (int i = 0; i <= j; i++)
                _projected[i * _size + j] = _projected[j * _size + i] = T.Zero;
            // Twice is enough (Parlett, section 6.9): the second pass removes what rounding left of the first.
            for (int pass = 0; pass < 2; pass++)
            {
                for (int i = 0; i <= j; i++)
                {
                    T part = VectorKernels.Dot<T>(Vector(i), _image);
                    VectorKernels.Axpy(-part, Vector(i), _image);
                    _projected[i * _size + j] += part;
                    _projected[j * _size + i] = _projected[i * _size + j];
                }
            }

            beta = VectorKernels.Norm<T>(_image);
            _options.Progress?.Report(new IterationProgress(_iterations, double.CreateSaturating(beta)));
            if (!T.IsFinite(beta))
                return (Math.Max(1, j), T.PositiveInfinity, Status.NonFinite);
            T eps = T.BitIncrement(T.One) - T.One;
            if (beta <= T.CreateChecked(10) * eps * before)
            {
                beta = T.Zero;
                if (j + 1 == _n || !Fresh(j + 1))
                    return (j + 1, T.Zero, j + 1 == _n ? null : Status.Stalled);
            }
            else
            {
                _image.CopyTo(Vector(j + 1));
                VectorKernels.Scale(T.One / beta, Vector(j + 1));
            }

            if (_cancellation.IsCancellationRequested || _iterations >= _options.MaxIterations)
                return (j + 1, beta, _cancellation.IsCancellationRequested ? Status.Cancelled : Status.IterationLimit);
        }

        return (_size, beta, null);
    }

    /// <summary>Puts a new direction, orthogonal to all before, at a place of the basis; false if three tries find none.</summary>
    private bool Fresh(int place)
    {
        Span<T> vector = Vector(place);
        for (int attempt = 0; attempt < 3; attempt++)
        {
            StartVector.Scatter(vector, ++_streams);
            T norm = T.Zero;
            for (int pass = 0; pass < 3; pass++)
            {
                VectorKernels.Scale(T.One / VectorKernels.Norm<T>(vector), vector);
                for (int i = 0; i < place; i++)
                    VectorKernels.Axpy(-VectorKernels.Dot<T>(Vector(i), vector), Vector(i), vector);
                norm = VectorKernels.Norm<T>(vector);
                if (norm == T.Zero)
                    break;
            }

            if (norm > T.CreateTruncating(0.5))
            {
                VectorKernels.Scale(T.One / norm, vector);
                return true;
            }
        }

        return false;
    }

    /// <summary>Eigenvalues of the projection, and their order by how much they are wanted.</summary>
    private int[] Diagonalize(int filled)
    {
        var matrix = new T[filled * filled];
        for (int i = 0; i < filled; i++)
            _projected.AsSpan(i * _size, filled).CopyTo(matrix.AsSpan(i * filled));
        var vectors = new T[filled * filled];
        JacobiEigen.Solve(filled, matrix, vectors);
        for (int i = 0; i < filled; i++)
        {
            _values[i] = matrix[i * filled + i];
            vectors.AsSpan(i * filled, filled).CopyTo(_ritz.AsSpan(i * _size));
        }

        int[] order = [.. Enumerable.Range(0, filled)];
        T[] values = _values;
        Array.Sort(order, (p, q) => _end switch
        {
            SpectrumEnd.Smallest => values[p].CompareTo(values[q]),
            SpectrumEnd.LargestMagnitude => T.Abs(values[q]).CompareTo(T.Abs(values[p])),
            _ => values[q].CompareTo(values[p]),
        });
        if (_end != SpectrumEnd.Both)
            return order;
        // From the top, from the bottom, from the top ...: any leading part is balanced.
        var both = new int[filled];
        for (int i = 0; i < filled; i++)
            both[i] = (i & 1) == 0 ? order[i / 2] : order[filled - 1 - i / 2];
        return both;
    }

    private void Restart(int filled, int[] order, int kept)
    {
        for (int k = 0; k < kept; k++)
        {
            // Cleaned and normalized, or the roundings of many restarts would add up.
            Span<T> vector = _nextBasis.AsSpan(k * _n, _n);
            Combine(filled, order[k], vector);
            for (int i = 0; i < k; i++)
            {
                ReadOnlySpan<T> before = _nextBasis.AsSpan(i * _n, _n);
                VectorKernels.Axpy(-VectorKernels.Dot(before, vector), before, vector);
            }

            VectorKernels.Scale(T.One / VectorKernels.Norm<T>(vector), vector);
        }

        Vector(filled).CopyTo(_nextBasis.AsSpan(kept * _n, _n));
        (_basis, _nextBasis) = (_nextBasis, _basis);
        Array.Clear(_projected);
        for (int k = 0; k < kept; k++)
            _projected[k * _size + k] = _values[order[k]];
    }

    /// <summary>The Ritz vector number <paramref name="column"/>.</summary>
    private void Combine(int filled, int column, Span<T> destination)
    {
        destination.Clear();
        for (int j = 0; j < filled; j++)
            VectorKernels.Axpy(_ritz[j * _size + column], Vector(j), destination);
    }

    /// <summary>The Rayleigh quotient and the residual of a Ritz vector from their definitions: what the caller is told does not rest
    /// on the recurrence.</summary>
    private void Refine(int filled, int column, Span<T> vector, ref T value, ref T error)
    {
        Combine(filled, column, vector);
        T norm = VectorKernels.Norm<T>(vector);
        if (!T.IsFinite(error) || !(norm > T.Zero))
            return;
        VectorKernels.Scale(T.One / norm, vector);
        _a.Apply(vector, _image);
        value = VectorKernels.Dot<T>(vector, _image);
        VectorKernels.Axpy(-value, vector, _image);
        error = VectorKernels.Norm<T>(_image);
    }

    private LanczosResult<T> Result(int filled, int[] order, T beta, Status status)
    {
        int found = Math.Min(_count, filled);
        int[] chosen = order[..found];
        if (_end == SpectrumEnd.Both)
            Array.Sort(chosen, (p, q) => _values[q].CompareTo(_values[p]));
        Tensor<T> values = Tensor.Uninitialized<T>(found), errors = Tensor.Uninitialized<T>(found), vectors = Tensor.Uninitialized<T>(_a.Domain.Insert(0, found));
        for (int k = 0; k < found; k++)
        {
            values[k] = _values[chosen[k]];
            errors[k] = beta * T.Abs(_ritz[(filled - 1) * _size + chosen[k]]);
            Refine(filled, chosen[k], vectors.AsSpan().Slice(k * _n, _n), ref values[k], ref errors[k]);
        }

        return new LanczosResult<T> { Values = values, ErrorBounds = errors, Vectors = vectors, Status = status, Iterations = _iterations };
    }
}
