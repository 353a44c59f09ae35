using System.Numerics;
using MathsIA.Kernels;
using MathsIA.Operators;

namespace MathsIA.LinearAlgebra;

/// <summary>Restarted GMRES: the smallest residual over the Krylov space, for any square operator.</summary>
/// <remarks>Each iteration costs one application of the operator and of the preconditioner, which is applied from the right so that residuals are
/// true ones; iteration j of a cycle also j scalar products and as many kept vectors. The residual norm never rises. Saad and Schultz,
/// SIAM J. Sci. Stat. Comput. 7, 1986. A cycle that gains nothing ends the method as <see cref="Status.Stalled"/>: a longer one, or a
/// preconditioner, may help.</remarks>
public static class Gmres
{
    /// <summary>Solves <c>Ax = b</c>.</summary>
    /// <param name="a">Any operator from a shape to itself.</param>
    /// <param name="b">The right side.</param>
    /// <param name="options">Tolerances, limits, preconditioner (an approximate inverse), start.</param>
    /// <param name="restart">The iterations of a cycle, at least 1: the method keeps one vector for each.</param>
    /// <param name="cancellationToken">Ends the iteration with <see cref="Status.Cancelled"/>.</param>
    /// <returns>The point of smallest residual met, with its status: <see cref="Status.Breakdown"/> when the operator turns out to be singular on
    /// the Krylov space.</returns>
    /// <exception cref="ShapeMismatchException">The shapes do not fit, or the operator does not map a shape to itself.</exception>
    /// <exception cref="ArgumentException">A damping is set.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The cycle is shorter than 1.</exception>
    public static IterativeResult<T> Solve<T>(ILinearOperator<T> a, Tensor<T> b, IterativeOptions<T>? options = null, int restart = 50, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(restart, 1);
        options ??= new IterativeOptions<T>();
        var system = new LinearSystem<T>(nameof(Gmres), a, b, options, square: true, cancellationToken);
        if (system.RightNorm == T.Zero)
        {
            Array.Clear(system.X);
            return system.Result(Status.Converged, T.Zero);
        }

        var cycle = new Cycle<T>(system, options.Preconditioner, Math.Min(restart, system.X.Length));
        var before = new T[system.X.Length];
        T norm = system.Residual(cycle.Residual);
        system.Monitor.Begin(norm);
        while (true)
        {
            if (norm <= system.Target)
                return system.Result(Status.Converged, norm);
            if (!T.IsFinite(norm))
                return system.Result(Status.NonFinite, norm);
            if (system.Monitor.MustStop(out Status status))
                return system.Result(status, norm);
            system.X.CopyTo(before, 0);
            bool singular = cycle.Run(norm);
            T next = system.Residual(cycle.Residual);
            if (next < norm)
            {
                bool stands = next > norm * T.CreateChecked(0.9999) && next > system.Target;
                norm = next;
                if (!singular && !stands)
                    continue;
            }
            else
            {
                before.CopyTo(system.X, 0);
            }

            return system.Result(norm <= system.Target ? Status.Converged : singular ? Status.Breakdown : T.IsNaN(next) ? Status.NonFinite : Status.Stalled, norm);
        }
    }

    /// <summary>The vectors and the small least-squares problem of one cycle, kept for the next.</summary>
    private sealed class Cycle<T>(LinearSystem<T> system, ILinearOperator<T>? preconditioner, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly int _n = system.X.Length;
        private readonly T[] _basis = new T[checked((length + 1) * system.X.Length)];
        private readonly T[] _hessenberg = new T[(length + 1) * length];
        private readonly T[] _right = new T[length + 1];
        private readonly T[] _cosines = new T[length];
        private readonly T[] _sines = new T[length];
        private readonly T[] _mixed = new T[system.X.Length];

        /// <summary><c>b − Ax</c>, to be filled before a cycle.</summary>
        public T[] Residual { get; } = new T[system.X.Length];

        /// <summary>Runs a cycle and moves x.</summary>
        /// <returns>Whether the operator was found singular on the space.</returns>
        public bool Run(T norm)
        {
            T epsilon = T.BitIncrement(T.One) - T.One;
            Array.Clear(_right);
            _right[0] = norm;
            Residual.CopyTo(_basis, 0);
            VectorKernels.Scale(T.One / norm, Vector(0));
            int columns = 0;
            while (columns < length)
            {
                int j = columns++;
                Span<T> next = Vector(j + 1);
                T size = Extend(j, next), rest = VectorKernels.Norm<T>(next);
                T estimate = Rotate(j, rest);
                system.Monitor.Advance(estimate);
                if (estimate <= system.Target || !(rest > epsilon * size) || system.Monitor.MustStop(out _))
                    break;
                VectorKernels.Scale(T.One / rest, next);
            }

            return Update(columns, epsilon);
        }

        /// <summary>The image of a basis vector, made orthogonal to all before by modified Gram-Schmidt.</summary>
        /// <returns>Its norm before that.</returns>
        private T Extend(int j, Span<T> next)
        {
            if (preconditioner is null)
            {
                system.A.Apply(Vector(j), next);
            }
            else
            {
                preconditioner.Apply(Vector(j), _mixed);
                system.A.Apply(_mixed, next);
            }

            T size = VectorKernels.Norm<T>(next);
            for (int i = 0; i <= j; i++)
            {
                T share = VectorKernels.Dot<T>(next, Vector(i));
                _hessenberg[i * length + j] = share;
                VectorKernels.Axpy(-share, Vector(i), next);
            }

            return size;
        }

        /// <summary>Turns column j of the Hessenberg matrix into one of a triangle.</summary>
        /// <returns>The residual norm of the least-squares problem.</returns>
        private T Rotate(int j, T rest)
        {
            for (int i = 0; i < j; i++)
            {
                ref T upper = ref _hessenberg[i * length + j], lower = ref _hessenberg[(i + 1) * length + j];
                (upper, lower) = (_cosines[i] * upper + _sines[i] * lower, _cosines[i] * lower - _sines[i] * upper);
            }

            ref T diagonal = ref _hessenberg[j * length + j];
            T radius = T.Hypot(diagonal, rest);
            (_cosines[j], _sines[j]) = radius == T.Zero ? (T.One, T.Zero) : (diagonal / radius, rest / radius);
            diagonal = radius;
            if (j + 1 < length)
                _hessenberg[(j + 1) * length + j] = T.Zero;
            (_right[j], _right[j + 1]) = (_cosines[j] * _right[j], -_sines[j] * _right[j]);
            return T.Abs(_right[j + 1]);
        }

        private bool Update(int columns, T epsilon)
        {
            T largest = T.Zero;
            for (int i = 0; i < columns; i++)
                largest = T.Max(largest, T.Abs(_hessenberg[i * length + i]));
            bool singular = false;
            for (int i = columns - 1; i >= 0; i--)
            {
                T sum = _right[i];
                for (int k = i + 1; k < columns; k++)
                    sum -= _hessenberg[i * length + k] * _right[k];
                T diagonal = _hessenberg[i * length + i];
                bool isNull = !(T.Abs(diagonal) > epsilon * largest);
                singular |= isNull;
                _right[i] = isNull ? T.Zero : sum / diagonal;
            }

            Array.Clear(Residual);
            for (int i = 0; i < columns; i++)
                VectorKernels.Axpy(_right[i], Vector(i), Residual);
            if (preconditioner is not null)
            {
                preconditioner.Apply(Residual, _mixed);
                VectorKernels.Axpy(T.One, _mixed, system.X);
            }
            else
            {
                VectorKernels.Axpy(T.One, Residual, system.X);
            }

            return singular;
        }

        private Span<T> Vector(int i) => _basis.AsSpan(i * _n, _n);
    }
}
