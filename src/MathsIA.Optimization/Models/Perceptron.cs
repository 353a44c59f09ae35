using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The perceptron: a separating hyperplane of two classes, where there is one.</summary>
/// <remarks>Passes over the samples in order; a sample on the wrong side is added, <c>w ← w + y_i x_i</c>, <c>b ← b + y_i</c>. If some unit <c>(w, b)</c>
/// separates with a margin γ, at most <c>(R/γ)²</c> mistakes are made, <c>R² = max ‖x_i‖² + 1</c> (Novikoff, 1962). If none does it never ends, and the
/// point with the fewest errors seen at the end of a pass is the answer.</remarks>
public static class Perceptron
{
    private const string Operation = "Perceptron.Fit";

    /// <summary>Learns from labelled samples.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="samples">The samples, one a row: [n, d].</param>
    /// <param name="targets">The labels, −1 or 1: [n].</param>
    /// <param name="options">The limit and the intercept; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the learning between passes.</param>
    /// <returns>The hyperplane. Converged when it separates the classes.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ShapeMismatchException">A rank is wrong, the samples are empty, or there are not as many labels as samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is neither −1 nor 1, or an element is not finite.</exception>
    public static PerceptronModel<T> Fit<T>(Tensor<T> samples, Tensor<T> targets, PerceptronOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        KernelArguments.Check(samples, targets, new LinearKernel(), Operation);
        KernelArguments.Labels(targets, Operation);
        options ??= new PerceptronOptions();
        int n = samples.Shape[0], d = samples.Shape[1], mistakes = 0, pass = 0, fewest = int.MaxValue;
        T[] x = samples.ToArray(), w = new T[d], best = new T[d];
        T b = T.Zero, bestIntercept = T.Zero;
        Status status = Status.IterationLimit;
        for (; pass < options.MaxPasses; pass++)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                status = Status.Cancelled;
                break;
            }

            int errors = Errors(x, targets, w, b);
            if (errors < fewest)
            {
                (fewest, bestIntercept) = (errors, b);
                w.CopyTo(best, 0);
            }

            if (errors == 0)
            {
                status = Status.Converged;
                break;
            }

            for (int i = 0; i < n; i++)
            {
                ReadOnlySpan<T> row = x.AsSpan(i * d, d);
                if (targets[i] * (Vectors.Dot(row, w) + b) > T.Zero)
                    continue;
                mistakes++;
                Vectors.AddScaled(w, targets[i], row, w);
                b += options.HasIntercept ? targets[i] : T.Zero;
            }
        }

        int last = Errors(x, targets, w, b);
        if (last < fewest)
        {
            (fewest, best, bestIntercept) = (last, w, b);
            status = last == 0 ? Status.Converged : status;
        }

        return new PerceptronModel<T> { Coefficients = Tensor.From(best), Intercept = bestIntercept, Mistakes = mistakes, Errors = fewest, Passes = pass, Status = status };
    }

    private static int Errors<T>(T[] x, Tensor<T> targets, T[] w, T b) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int errors = 0;
        for (int i = 0; i < targets.Length; i++)
            errors += targets[i] * (Vectors.Dot<T>(x.AsSpan(i * w.Length, w.Length), w) + b) > T.Zero ? 0 : 1;
        return errors;
    }
}
