using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Kernel logistic regression, <c>min_f Σ log(1 + exp(−y_i f(x_i))) + λ/2 ‖f‖²</c> in the space of the kernel, labels −1 and 1.</summary>
/// <remarks>Newton's method on <c>f = K h</c> (Rasmussen and Williams, Gaussian Processes for Machine Learning, 2006, section 3.4); a step is
/// halved until the objective falls. Costs <c>n³/3</c> multiplications a step.</remarks>
public static class KernelLogistic
{
    private const string Operation = "KernelLogistic.Fit";

    /// <summary>The function for one weight.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="samples">The samples, one a row: [n, d].</param>
    /// <param name="targets">The labels, −1 or 1: [n].</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="lambda">The weight λ, positive.</param>
    /// <param name="options">When to stop; the defaults when null.</param>
    /// <param name="context">Threads; all cores when null.</param>
    /// <param name="cancellationToken">Ends the fit between steps; the answer is the point reached.</param>
    /// <returns>The model: predictions are log-odds.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">A rank is wrong, the samples are empty, or there are not as many labels as samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The weight is not positive and finite, an element is not finite, or a label is neither −1 nor 1.</exception>
    public static KernelModel<T> Fit<T>(Tensor<T> samples, Tensor<T> targets, IKernelFunction kernel, double lambda, KernelLogisticOptions? options = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        KernelArguments.Check(samples, targets, kernel, Operation);
        KernelArguments.Labels(targets, Operation);
        T weight = T.CreateChecked(Guard.Positive(lambda, Operation));
        options ??= new KernelLogisticOptions();
        double asked = options.Tolerance ?? (typeof(T) == typeof(float) ? 1e-5 : 1e-10);
        int n = samples.Shape[0];
        T target = T.CreateChecked(asked * Math.Sqrt(n));
        var newton = new KernelLogisticNewton<T>(kernel.Matrix(samples, samples, context), targets, weight, context);
        for (int k = 0; ; k++)
        {
            T residual = newton.Residual;
            Status? status = !T.IsFinite(residual) ? Status.NonFinite : residual <= target ? Status.Converged
                : cancellationToken.IsCancellationRequested ? Status.Cancelled : k >= options.MaxIterations ? Status.IterationLimit
                : newton.Step() ? null : Status.Stalled;
            if (status is null)
                continue;
            return new KernelModel<T>
            {
                Samples = samples,
                Coefficients = Tensor.From(newton.Coefficients),
                Kernel = kernel,
                Lambda = lambda,
                Objective = newton.Objective,
                Residual = residual,
                Status = status.Value,
                Iterations = k,
            };
        }
    }
}
