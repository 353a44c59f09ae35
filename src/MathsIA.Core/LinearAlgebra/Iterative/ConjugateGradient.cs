using System.Numerics;
using MathsIA.Kernels;
using MathsIA.Operators;

namespace MathsIA.LinearAlgebra;

/// <summary>The preconditioned conjugate gradient method, for symmetric positive definite operators.</summary>
/// <remarks>Each iteration costs one application of the operator and of the preconditioner, and keeps four vectors. The error in
/// the energy norm falls at least by <c>(√κ - 1)/(√κ + 1)</c> an iteration. Hestenes and Stiefel, J. Res. NBS 49, 1952; Golub and
/// Van Loan, Matrix Computations, 4th ed., section 11.3. Convergence is declared on the true residual: when the recurrence
/// has reached the tolerance and <c>b - Ax</c> has not, the method starts again from there, or ends as
/// <see cref="Status.Stalled"/> when that gains nothing.</remarks>
public static class ConjugateGradient
{
    /// <summary>Solves <c>Ax = b</c>.</summary>
    /// <param name="a">A symmetric positive definite operator. Semidefinite ones are fine when b lies in the range.</param>
    /// <param name="b">The right side.</param>
    /// <param name="options">Tolerances, limits, preconditioner, start.</param>
    /// <param name="cancellationToken">Ends the iteration with <see cref="Status.Cancelled"/>.</param>
    /// <returns>The point of smallest residual met, with its status: <see cref="Status.Breakdown"/> when the operator or the
    /// preconditioner turns out not to be positive definite.</returns>
    /// <exception cref="ShapeMismatchException">The shapes do not fit, or the operator does not map a shape to itself.</exception>
    /// <exception cref="ArgumentException">A damping is set.</exception>
    public static IterativeResult<T> Solve<T>(ILinearOperator<T> a, Tensor<T> b, IterativeOptions<T>? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        options ??= new IterativeOptions<T>();
        var system = new LinearSystem<T>(nameof(ConjugateGradient), a, b, options, square: true, cancellationToken);
        T[] x = system.X;
        if (system.RightNorm == T.Zero)
        {
            Array.Clear(x);
            return system.Result(Status.Converged, T.Zero);
        }

        int n = x.Length;
        T[] r = new T[n], p = new T[n], q = new T[n], z = options.Preconditioner is null ? r : new T[n];
        T[]? best = null;
        T norm = system.Residual(r), bestNorm = norm, lastTrue = T.PositiveInfinity, rho = T.One;
        bool isTrue = true, restart = true, atBest = true;
        Status status;
        system.Monitor.Begin(norm);
        while (true)
        {
            if (norm <= system.Target && !isTrue)
            {
                norm = system.Residual(r);
                isTrue = restart = atBest = true;
                bestNorm = norm;
                if (norm > system.Target && norm > lastTrue / T.CreateChecked(2))
                {
                    status = Status.Stalled;
                    break;
                }

                lastTrue = norm;
            }

            if (norm <= system.Target)
            {
                status = Status.Converged;
                break;
            }

            if (!T.IsFinite(norm))
            {
                status = Status.NonFinite;
                break;
            }

            if (system.Monitor.MustStop(out status))
                break;
            options.Preconditioner?.Apply(r, z);
            T rhoNext = VectorKernels.Dot<T>(r, z);
            if (!(rhoNext > T.Zero))
            {
                status = T.IsNaN(rhoNext) ? Status.NonFinite : Status.Breakdown;
                break;
            }

            if (restart)
                z.CopyTo(p, 0);
            else
                VectorKernels.Xpay(z, rhoNext / rho, p);
            a.Apply(p, q);
            T curvature = VectorKernels.Dot<T>(p, q);
            T step = rhoNext / curvature;
            if (!(curvature > T.Zero) || !T.IsFinite(step))
            {
                status = curvature <= T.Zero ? Status.Breakdown : Status.NonFinite;
                break;
            }

            VectorKernels.Axpy(step, p, x);
            VectorKernels.Axpy(-step, q, r);
            norm = VectorKernels.Norm<T>(r);
            rho = rhoNext;
            isTrue = restart = false;
            system.Monitor.Advance(norm);
            if (norm <= bestNorm)
            {
                bestNorm = norm;
                atBest = true;
            }
            else if (atBest)
            {
                // The residual rises now and then: step back once to keep the point it rises from.
                best ??= new T[n];
                x.CopyTo(best, 0);
                VectorKernels.Axpy(-step, p, best);
                atBest = false;
            }
        }

        if (!atBest)
            best!.CopyTo(x, 0);
        return system.Result(status, isTrue ? norm : system.Residual(r));
    }
}
