using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Kernels;
using MathsIA.Operators;

namespace MathsIA.LinearAlgebra;

/// <summary>MINRES: the smallest residual over the Krylov space, for symmetric operators, indefinite and singular ones included.</summary>
/// <remarks>Each iteration costs one application of the operator and of the preconditioner. The residual norm never rises. A
/// singular system without a solution ends as <see cref="Status.Converged"/> with <see cref="IterativeResult{T}.IsConsistent"/>
/// false, at a point that minimizes the residual. Paige and Saunders, SIAM J. Numer. Anal. 12, 1975. Convergence is declared on the true
/// residual, with restarts as in <see cref="ConjugateGradient"/>.</remarks>
public static class Minres
{
    /// <summary>Solves <c>Ax = b</c>, or minimizes <c>‖Ax - b‖</c>.</summary>
    /// <param name="a">A symmetric operator.</param>
    /// <param name="b">The right side.</param>
    /// <param name="options">Tolerances, limits, preconditioner, start.</param>
    /// <param name="cancellationToken">Ends the iteration with <see cref="Status.Cancelled"/>.</param>
    /// <returns>The solution with its status: <see cref="Status.Breakdown"/> when the operator turns out not to be symmetric
    /// (checked on one vector, unless it says it is) or the preconditioner not to be positive definite.</returns>
    /// <exception cref="ShapeMismatchException">The shapes do not fit, or the operator does not map a shape to itself.</exception>
    /// <exception cref="ArgumentException">A damping is set.</exception>
    public static IterativeResult<T> Solve<T>(ILinearOperator<T> a, Tensor<T> b, IterativeOptions<T>? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        options ??= new IterativeOptions<T>();
        var system = new LinearSystem<T>(nameof(Minres), a, b, options, square: true, cancellationToken);
        if (system.RightNorm == T.Zero)
        {
            Array.Clear(system.X);
            return system.Result(Status.Converged, T.Zero, T.Zero);
        }

        var work = new Work<T>(system, options.Preconditioner, options.Tolerance);
        T norm = system.Residual(work.R), gradient = T.PositiveInfinity;
        system.Monitor.Begin(norm);
        T[] start = [.. system.X];
        T startNorm = norm;
        Status status = norm <= system.Target ? Status.Converged
            : !T.IsFinite(norm) ? Status.NonFinite
            : !a.IsSelfAdjoint && !work.LooksSymmetric() ? Status.Breakdown
            : Status.Stalled;
        bool more = status == Status.Stalled;
        while (more)
        {
            T before = norm, gradientBefore = gradient;
            status = work.Cycle(norm);
            norm = system.Residual(work.R);
            gradient = work.GradientNorm();
            // A cycle that ends for a reason of its own ends the method; one that thinks it converged must show it.
            more = status == Status.Converged && norm > system.Target && gradient > options.Tolerance * work.OperatorNorm * norm;
            if (more && norm > before / T.CreateChecked(2) && !(gradient <= gradientBefore / T.CreateChecked(2)))
            {
                status = Status.Stalled;
                more = false;
            }
        }

        if (work.PassedLeastSquares && status == Status.Stalled)
        {
            // Without a solution the recurrence reaches the least squares to about half the digits and then departs from them
            // (Choi, Paige and Saunders, SIAM J. Sci. Comput. 33, 2011); LSQR gives the other half.
            IterativeResult<T> polished = Lsqr.Solve(a, b, options with { InitialGuess = Tensor.From(system.X, a.Domain), MaxIterations = system.Monitor.Remaining, Preconditioner = null, RecordHistory = false, Progress = null }, cancellationToken);
            system.Monitor.Skip(polished.Iterations);
            polished.Solution.CopyTo(system.X);
            status = polished.Status;
            norm = system.Residual(work.R);
            gradient = work.GradientNorm();
        }

        if (!(norm <= startNorm))
        {
            start.CopyTo(system.X, 0);
            norm = system.Residual(work.R);
            gradient = work.GradientNorm();
        }

        return system.Result(status, norm, T.IsInfinity(gradient) ? work.GradientNorm() : gradient);
    }

    /// <summary>The vectors of the method and one run of its recurrence.</summary>
    private sealed class Work<T>(LinearSystem<T> system, ILinearOperator<T>? preconditioner, T tolerance) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T[] _older = new T[system.X.Length];
        private readonly T[] _y = new T[system.X.Length];
        private readonly T[] _v = new T[system.X.Length];
        private readonly T[] _best = new T[system.X.Length];
        private readonly T[] _check = new T[system.X.Length];
        private T _leastRoot;
        private T[] _w = new T[system.X.Length];
        private T[] _w1 = new T[system.X.Length];
        private T[] _w2 = new T[system.X.Length];

        /// <summary>The residual before a cycle; the newest Lanczos vector, unscaled, during it.</summary>
        public T[] R { get; } = new T[system.X.Length];

        /// <summary>The Frobenius norm of the tridiagonal matrix so far: an estimate of the operator's norm from above.</summary>
        public T OperatorNorm { get; private set; }

        /// <summary>Whether a cycle ended because the gradient had been small and grew again.</summary>
        public bool PassedLeastSquares { get; private set; }

        /// <summary><c>⟨Ar, Ar⟩ = ⟨r, A Ar⟩</c> must hold to much better than half the digits.</summary>
        public bool LooksSymmetric()
        {
            system.A.Apply(R, _y);
            system.A.Apply(_y, _v);
            T left = VectorKernels.Dot<T>(_y, _y), right = VectorKernels.Dot<T>(R, _v);
            T slack = T.Cbrt(T.BitIncrement(T.One) - T.One) * (left + VectorKernels.Norm<T>(R) * VectorKernels.Norm<T>(_v));
            return !T.IsFinite(left) || T.Abs(left - right) <= slack;
        }

        /// <summary><c>‖Ar‖</c> for the residual in <see cref="R"/>.</summary>
        public T GradientNorm()
        {
            system.A.Apply(R, _y);
            return VectorKernels.Norm<T>(_y);
        }

        /// <summary>Runs from the current point, whose residual stands in <see cref="R"/>, until the recurrence says stop.</summary>
        public Status Cycle(T norm)
        {
            T eps = T.BitIncrement(T.One) - T.One;
            R.CopyTo(_older, 0);
            Precondition();
            T square = VectorKernels.Dot<T>(R, _y);
            if (!(square > T.Zero))
                return T.IsNaN(square) ? Status.NonFinite : Status.Breakdown;
            T beta = T.Sqrt(square), first = beta, oldBeta = T.Zero, dbar = T.Zero, epsilon = T.Zero, phibar = beta, cosine = -T.One, sine = T.Zero, sumSquares = T.Zero;
            // The recurrence measures residuals in the preconditioner's norm: the target there, judged by the start of the cycle.
            T target = preconditioner is null ? system.Target : system.Target / norm * beta;
            _leastRoot = T.PositiveInfinity;
            Array.Clear(_w);
            Array.Clear(_w1);
            Array.Clear(_w2);
            for (bool begun = false; ; begun = true)
            {
                if (system.Monitor.MustStop(out Status status))
                    return status;
                TensorPrimitives.Multiply(_y, T.One / beta, _v);
                system.A.Apply(_v, _y);
                if (begun)
                    VectorKernels.Axpy(-beta / oldBeta, _older, _y);
                T alpha = VectorKernels.Dot<T>(_v, _y);
                VectorKernels.Axpy(-alpha / beta, R, _y);
                R.CopyTo(_older, 0);
                _y.CopyTo(R, 0);
                Precondition();
                oldBeta = beta;
                square = VectorKernels.Dot<T>(R, _y);
                if (!T.IsFinite(square) || !T.IsFinite(alpha))
                    return Status.NonFinite;
                sumSquares += alpha * alpha + oldBeta * oldBeta * (begun ? T.One : T.Zero) + T.Max(square, T.Zero);
                OperatorNorm = T.Sqrt(sumSquares);
                if (square < -eps * sumSquares)
                    return Status.Breakdown;
                beta = T.Sqrt(T.Max(square, T.Zero));

                T oldEpsilon = epsilon, delta = cosine * dbar + sine * alpha, gbar = sine * dbar - cosine * alpha;
                epsilon = sine * beta;
                dbar = -cosine * beta;
                T root = T.Hypot(gbar, dbar);
                // The gradient at the point before this step is phibar * root: zero there means least squares are reached.
                if (begun && root <= tolerance * OperatorNorm)
                    return Status.Converged;
                if (begun && preconditioner is null && HasPassed(root, phibar))
                    return Status.Stalled;
                T gamma = T.Max(T.Hypot(gbar, beta), eps * OperatorNorm);
                if (gamma == T.Zero)
                    return Status.Converged;
                cosine = gbar / gamma;
                sine = beta / gamma;
                T phi = cosine * phibar;
                phibar = sine * phibar;

                (_w1, _w2, _w) = (_w2, _w, _w1);
                for (int i = 0; i < _w.Length; i++)
                    _w[i] = (_v[i] - oldEpsilon * _w1[i] - delta * _w2[i]) / gamma;
                VectorKernels.Axpy(phi, _w, system.X);
                system.Monitor.Advance(preconditioner is null ? phibar : phibar / first * norm);
                if (phibar <= target || beta <= eps * OperatorNorm)
                    return Status.Converged;
            }
        }

        /// <summary>Keeps the point of least gradient once that is small. Where the gradient has grown a hundredfold since, looks now
        /// and then at the true residual, and goes back to that point when the recurrence has departed from it.</summary>
        private bool HasPassed(T root, T phibar)
        {
            if (root < _leastRoot && root <= T.Sqrt(T.Sqrt(T.BitIncrement(T.One) - T.One)) * OperatorNorm)
            {
                _leastRoot = root;
                system.X.CopyTo(_best, 0);
            }

            if (!(root > T.CreateChecked(100) * _leastRoot) || system.Monitor.Iterations % 16 != 0 || system.Residual(_check) <= phibar * T.CreateTruncating(1.01))
                return false;
            _best.CopyTo(system.X, 0);
            PassedLeastSquares = true;
            return true;
        }

        private void Precondition()
        {
            if (preconditioner is null)
                R.CopyTo(_y, 0);
            else
                preconditioner.Apply(R, _y);
        }
    }
}
