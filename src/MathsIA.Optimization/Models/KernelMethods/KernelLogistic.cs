using System.Numerics;
using MathsIA.LinearAlgebra;

namespace MathsIA.Optimization;

/// <summary>Kernel logistic regression, <c>min_f Σ log(1 + exp(−y_i f(x_i))) + λ/2 ‖f‖²</c> in the space of the kernel, labels −1 and 1.</summary>
/// <remarks>Newton's method on <c>f = K h</c>: with the curvatures <c>w = p(1 − p)</c> and the gradient g, each step solves with <c>λ I + W^½ K W^½</c>,
/// whose eigenvalues are at least λ however singular K is (Rasmussen and Williams, Gaussian Processes for Machine Learning, 2006,
/// section 3.4). A step is halved until the objective falls. Costs <c>n³/3</c> multiplications a step.</remarks>
public static class KernelLogistic
{
    private const string Operation = "KernelLogistic.Fit";
    private const int MostHalvings = 40;

    /// <summary>The function for one weight.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="samples">The samples, one a row: [n, d].</param>
    /// <param name="targets">The labels, −1 or 1: [n].</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="lambda">The weight λ, positive.</param>
    /// <param name="tolerance">Converged when the norm of <c>λ h + g</c> is at most this times <c>√n</c>; null for 1e-10 in double, 1e-5 in float.</param>
    /// <param name="maxIterations">The most Newton steps.</param>
    /// <param name="context">Threads; all cores when null.</param>
    /// <param name="cancellationToken">Ends the fit between steps; the answer is the point reached.</param>
    /// <returns>The model: predictions are log-odds.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">A rank is wrong, the samples are empty, or there are not as many labels as samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range, an element is not finite, or a label is neither −1 nor 1.</exception>
    public static KernelModel<T> Fit<T>(Tensor<T> samples, Tensor<T> targets, IKernelFunction kernel, double lambda, double? tolerance = null, int maxIterations = 100, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        KernelArguments.Check(samples, targets, kernel, Operation);
        KernelArguments.Labels(targets, Operation);
        T weight = T.CreateChecked(Guard.Positive(lambda, Operation));
        Guard.AtLeastOne(maxIterations, Operation);
        double asked = Guard.NonNegative(tolerance ?? (typeof(T) == typeof(float) ? 1e-5 : 1e-10), Operation, nameof(tolerance));
        int n = samples.Shape[0];
        T target = T.CreateChecked(asked * Math.Sqrt(n));
        Tensor<T> matrix = kernel.Matrix(samples, samples, context), y = targets.Contiguous();
        Tensor<T> h = Tensor.Zeros<T>(n), f = Tensor.Zeros<T>(n);
        T objective = Objective(y, h, f, weight);
        for (int k = 0; ; k++)
        {
            Tensor<T> p = f.Sigmoid(), gradient = p - ((y + T.One) * T.CreateChecked(0.5)), equation = (weight * h) + gradient;
            T residual = Vectors.Norm(equation);
            Status? status = !T.IsFinite(residual) ? Status.NonFinite : residual <= target ? Status.Converged
                : cancellationToken.IsCancellationRequested ? Status.Cancelled : k >= maxIterations ? Status.IterationLimit : null;
            if (status is null)
            {
                Tensor<T> step = Step(matrix, p, equation, weight, context), moved = matrix.MatMul(step, context);
                T length = T.One;
                status = Status.Stalled;
                for (int tries = 0; tries < MostHalvings; tries++, length *= T.CreateChecked(0.5))
                {
                    Tensor<T> nextH = h - (length * step), nextF = f - (length * moved);
                    T next = Objective(y, nextH, nextF, weight);
                    // Near the solution the decrease drowns in rounding: there the residual decides.
                    bool isLevel = T.Abs(next - objective) <= T.CreateChecked(8) * Vectors.Epsilon<T>() * T.Abs(objective);
                    if (isLevel ? !(Vectors.Norm((weight * nextH) + nextF.Sigmoid() - ((y + T.One) * T.CreateChecked(0.5))) < residual) : !(next < objective))
                        continue;
                    (h, f, objective, status) = (nextH, nextF, next, null);
                    break;
                }

                if (status is null)
                    continue;
            }

            return new KernelModel<T>
            {
                Samples = samples,
                Coefficients = h,
                Kernel = kernel,
                Lambda = lambda,
                Objective = objective,
                Residual = residual,
                Status = status.Value,
                Iterations = k,
            };
        }
    }

    /// <summary>Newton's step in h: <c>(λ I + W K)⁻¹ e = (e − W^½ B⁻¹ W^½ K e)/λ</c> with <c>B = λ I + W^½ K W^½</c>.</summary>
    private static Tensor<T> Step<T>(Tensor<T> matrix, Tensor<T> p, Tensor<T> equation, T weight, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int n = p.Length;
        Tensor<T> root = (p * (T.One - p)).Sqrt(), b = matrix * root * root.Reshape(n, 1);
        for (int i = 0; i < n; i++)
            b[i, i] += weight;
        Tensor<T> inner = Matrix.Cholesky(b, context).Solve(root * matrix.MatMul(equation, context), context);
        return (equation - (root * inner)) / weight;
    }

    private static T Objective<T>(Tensor<T> y, Tensor<T> h, Tensor<T> f, T weight) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        for (int i = 0; i < y.Length; i++)
        {
            T margin = y[i] * f[i];
            sum += T.LogP1(T.Exp(-T.Abs(margin))) + T.Max(T.Zero, -margin);
        }

        return sum + (weight * Vectors.Dot(h, f) / T.CreateChecked(2));
    }
}
