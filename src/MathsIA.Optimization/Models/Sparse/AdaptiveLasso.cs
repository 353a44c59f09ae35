using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The adaptive Lasso: Lasso fits one after another, each coefficient's weight <c>1/(|w_j| + ε)^q</c> from the fit before.</summary>
/// <remarks>Large coefficients are shrunk less and small ones more: every round lowers the concave penalty that the weights majorize (for q = 1
/// the sum of <c>log(|w_j| + ε)</c>). Each round is a convex problem with its own certificate, which the model carries. Zou, JASA 101,
/// 2006; Candès, Wakin and Boyd, J. Fourier Anal. Appl. 14, 2008.</remarks>
public static class AdaptiveLasso
{
    private const string Operation = "AdaptiveLasso.Fit";

    /// <summary>The model after some rounds of reweighting; the first round is the plain Lasso.</summary>
    /// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
    /// <param name="design">The samples, one a row: [n, p], dense or sparse.</param>
    /// <param name="targets">What to predict, as the model asks for it.</param>
    /// <param name="lambda">The weight λ, positive.</param>
    /// <param name="rounds">The fits made, at least 1.</param>
    /// <param name="epsilon">The offset ε, positive: of the size of coefficients that are as good as zero.</param>
    /// <param name="power">The power q, positive.</param>
    /// <param name="options">Options of the model, and when to stop.</param>
    /// <param name="context">Threads and memory; all cores when null. Any number of threads gives the same bits.</param>
    /// <param name="cancellationToken">Ends the fit; the answer is what was reached, with its certificate.</param>
    /// <returns>The model. Not converging is its status.</returns>
    /// <exception cref="ArgumentNullException">The design, the targets or another required argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The design is empty, or lengths do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range, or an element is not finite.</exception>
    /// <exception cref="MemoryLimitException">The copy of the design is more than the context allows.</exception>
    public static SparseLinearModel<T> Fit<T>(Design<T> design, Tensor<T> targets, double lambda, int rounds = 5, double epsilon = 1e-2, double power = 1, SparseOptions? options = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.AtLeastOne(rounds, Operation);
        Guard.Positive(epsilon, Operation);
        Guard.Positive(power, Operation);
        options ??= new SparseOptions();
        var spec = new SparseSpec(Operation);
        SparseLinearModel<T> model = SparseFit<T>.Single(spec, design, targets, lambda, options, context, cancellationToken);
        for (int round = 1; round < rounds && !cancellationToken.IsCancellationRequested; round++)
        {
            var weights = new double[design.Features];
            Array.Fill(weights, Math.Pow(epsilon, -power));
            for (int i = 0; i < model.Support.Length; i++)
                weights[model.Support[i]] = Math.Pow(Math.Abs(double.CreateChecked(model.SupportCoefficients[i])) + epsilon, -power);
            for (int j = 0; options.FeatureWeights is { } given && j < weights.Length; j++)
                weights[j] *= given[j];
            model = SparseFit<T>.Single(spec, design, targets, lambda, options with { FeatureWeights = weights }, context, cancellationToken);
        }

        return model;
    }
}
