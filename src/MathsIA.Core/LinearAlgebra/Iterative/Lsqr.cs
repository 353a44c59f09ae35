using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Kernels;
using MathsIA.Operators;

namespace MathsIA.LinearAlgebra;

/// <summary>LSQR: least squares <c>min ‖Ax - b‖² + λ²‖x‖²</c> with any operator, by Golub-Kahan bidiagonalization.</summary>
/// <remarks>Each iteration costs one application of the operator and one of its adjoint; in exact arithmetic the same points as
/// conjugate gradients on the normal equations, but with the accuracy of A and not of A*A. Of all minimizers it finds the one
/// nearest the start. Paige and Saunders, ACM TOMS 8, 1982. It stops when <c>‖b - Ax‖</c> reaches the tolerance (a solution)
/// or when <c>‖A*r - λ²x‖ ≤ tolerance ‖A‖ ‖r‖</c> (a least-squares solution); both are verified on the true residual.</remarks>
public static class Lsqr
{
    /// <summary>Minimizes <c>‖Ax - b‖² + λ²‖x‖²</c>.</summary>
    /// <param name="a">The operator, of any shapes and rank.</param>
    /// <param name="b">The right side.</param>
    /// <param name="options">Tolerances, limits, damping λ, preconditioner, start.</param>
    /// <param name="cancellationToken">Ends the iteration with <see cref="Status.Cancelled"/>.</param>
    /// <returns>The solution, with its status.</returns>
    /// <exception cref="ShapeMismatchException">The shapes do not fit.</exception>
    public static IterativeResult<T> Solve<T>(ILinearOperator<T> a, Tensor<T> b, IterativeOptions<T>? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        options ??= new IterativeOptions<T>();
        var system = new LinearSystem<T>(nameof(Lsqr), a, b, options, square: false, cancellationToken);
        var work = new Work<T>(system, options);
        T norm = system.Residual(work.R), gradient = work.Gradient();
        system.Monitor.Begin(norm);
        Status status = Status.NonFinite;
        bool more = T.IsFinite(norm) && T.IsFinite(gradient);
        while (more)
        {
            T before = gradient, residualBefore = norm;
            if (work.IsDone(norm))
            {
                status = Status.Converged;
                break;
            }

            status = work.Cycle();
            norm = system.Residual(work.R);
            gradient = work.Gradient();
            more = status == Status.Converged && !work.IsDone(norm);
            T half = T.CreateTruncating(0.5);
            if (more && !(gradient <= before * half) && !(norm <= residualBefore * half))
            {
                status = Status.Stalled;
                more = false;
            }
        }

        return system.Result(status, norm, gradient);
    }

    /// <summary>The vectors of the method and one run of its recurrence.</summary>
    private sealed class Work<T>(LinearSystem<T> system, IterativeOptions<T> options) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T[] _u = new T[system.B.Length];
        // The damping is a block of its own below A, so that a start and a preconditioner keep their meaning.
        private readonly T[] _lower = options.Damping == T.Zero ? [] : new T[system.X.Length];
        private readonly T[] _v = new T[system.X.Length];
        private readonly T[] _w = new T[system.X.Length];
        private readonly T[] _t = new T[system.X.Length];
        private readonly T[] _p = options.Preconditioner is null ? [] : new T[system.X.Length];
        private readonly T[] _step = options.Preconditioner is null ? system.X : new T[system.X.Length];

        // The Frobenius norm of the bidiagonal matrix so far: an estimate of the norm of the operator.
        private T _operatorNorm;
        private T _testedGradient;

        /// <summary>The residual at the current point.</summary>
        public T[] R { get; } = new T[system.B.Length];

        /// <summary>Whether the current point, whose residual and gradient were just computed, is a solution.</summary>
        public bool IsDone(T norm) =>
            (options.Damping == T.Zero && norm <= system.Target)
            || _testedGradient <= options.Tolerance * _operatorNorm * T.Hypot(norm, options.Damping * VectorKernels.Norm<T>(system.X));

        /// <summary>The norm of <c>A*r - λ²x</c> for the residual in <see cref="R"/>.</summary>
        public T Gradient()
        {
            system.A.ApplyAdjoint(R, _t);
            VectorKernels.Axpy(-options.Damping * options.Damping, system.X, _t);
            T norm = VectorKernels.Norm<T>(_t);
            _testedGradient = norm;
            if (options.Preconditioner is not null)
            {
                // The recurrence works on A P, and so does the norm that the gradient is measured against.
                options.Preconditioner.ApplyAdjoint(_t, _p);
                _testedGradient = VectorKernels.Norm<T>(_p);
            }

            return norm;
        }

        /// <summary>Runs from the current point until the recurrence says stop, and leaves the new point in the system.</summary>
        public Status Cycle()
        {
            R.CopyTo(_u, 0);
            for (int i = 0; i < _lower.Length; i++)
                _lower[i] = -options.Damping * system.X[i];
            if (options.Preconditioner is not null)
                Array.Clear(_step);
            Status status = Bidiagonalize();
            if (options.Preconditioner is not null)
            {
                options.Preconditioner.Apply(_step, _t);
                TensorPrimitives.Add(system.X, _t, system.X);
            }

            return status;
        }

        private Status Bidiagonalize()
        {
            T beta = Normalize(_u, _lower);
            if (beta == T.Zero)
                return Status.Converged;
            Array.Clear(_v);
            T alpha = NextRight(T.Zero);
            if (alpha == T.Zero)
                return Status.Converged;
            _v.CopyTo(_w, 0);
            T phibar = beta, rhobar = alpha, sumSquares = alpha * alpha;
            bool damped = _lower.Length > 0;
            while (true)
            {
                if (system.Monitor.MustStop(out Status status))
                    return status;
                beta = NextLeft(alpha);
                alpha = NextRight(beta);
                T rho = T.Hypot(rhobar, beta);
                if (!T.IsFinite(rho) || !T.IsFinite(alpha))
                    return Status.NonFinite;
                sumSquares += alpha * alpha + beta * beta;
                _operatorNorm = T.Max(_operatorNorm, T.Sqrt(sumSquares));
                if (rho == T.Zero)
                    return Status.Converged;
                T cosine = rhobar / rho, sine = beta / rho, theta = sine * alpha, phi = cosine * phibar;
                rhobar = -cosine * alpha;
                phibar *= sine;
                VectorKernels.Axpy(phi / rho, _w, _step);
                VectorKernels.Xpay(_v, -theta / rho, _w);
                system.Monitor.Advance(phibar);
                T gradient = alpha * T.Abs(cosine) * phibar;
                if ((!damped && phibar <= system.Target) || gradient <= options.Tolerance * _operatorNorm * phibar)
                    return Status.Converged;
            }
        }

        /// <summary><c>u ← A v - α u</c>, normalized.</summary>
        private T NextLeft(T alpha)
        {
            T[] point = _v;
            if (options.Preconditioner is not null)
            {
                options.Preconditioner.Apply(_v, _p);
                point = _p;
            }

            VectorKernels.Scale(-alpha, _u);
            system.A.Apply(point, R);
            TensorPrimitives.Add(_u, R, _u);
            for (int i = 0; i < _lower.Length; i++)
                _lower[i] = options.Damping * point[i] - alpha * _lower[i];
            return Normalize(_u, _lower);
        }

        /// <summary><c>v ← A* u - β v</c>, normalized.</summary>
        private T NextRight(T beta)
        {
            VectorKernels.Scale(-beta, _v);
            system.A.ApplyAdjoint(_u, _t);
            if (_lower.Length > 0)
                VectorKernels.Axpy(options.Damping, _lower, _t);
            if (options.Preconditioner is not null)
            {
                options.Preconditioner.ApplyAdjoint(_t, _p);
                TensorPrimitives.Add(_v, _p, _v);
            }
            else
                TensorPrimitives.Add(_v, _t, _v);
            return Normalize(_v, []);
        }

        private static T Normalize(T[] upper, T[] lower)
        {
            T norm = T.Hypot(VectorKernels.Norm<T>(upper), VectorKernels.Norm<T>(lower));
            if (norm == T.Zero || !T.IsFinite(norm))
                return norm;
            for (int i = 0; i < upper.Length; i++)
                upper[i] /= norm;
            for (int i = 0; i < lower.Length; i++)
                lower[i] /= norm;
            return norm;
        }
    }
}
