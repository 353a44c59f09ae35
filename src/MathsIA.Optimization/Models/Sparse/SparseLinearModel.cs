using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A linear model with few coefficients, as fitted: immutable.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class SparseLinearModel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int[] _support;
    private readonly T[] _values;

    internal SparseLinearModel(int features, int[] support, T[] values)
    {
        Features = features;
        _support = support;
        _values = values;
    }

    /// <summary>The number of features.</summary>
    public int Features { get; }

    /// <summary>The features whose coefficient is not zero, rising.</summary>
    public ReadOnlySpan<int> Support => _support;

    /// <summary>The coefficients of <see cref="Support"/>.</summary>
    public ReadOnlySpan<T> SupportCoefficients => _values;

    /// <summary>All coefficients, those of the columns as given: [p]. Made anew at each call.</summary>
    public Tensor<T> Coefficients
    {
        get
        {
            Tensor<T> dense = Tensor.Zeros<T>(Features);
            for (int i = 0; i < _support.Length; i++)
                dense[_support[i]] = _values[i];
            return dense;
        }
    }

    /// <summary>The intercept; 0 where none was asked for.</summary>
    public required T Intercept { get; init; }

    /// <summary>The weight of the penalty.</summary>
    public required double Lambda { get; init; }

    /// <summary>The mean loss plus the penalty.</summary>
    public required T Objective { get; init; }

    /// <summary>The mean loss alone.</summary>
    public required T Loss { get; init; }

    /// <summary>The duality gap: <c>Objective − Gap</c> is a lower bound of the smallest objective, up to rounding. Null where there is no penalty.</summary>
    /// <remarks>Where the penalty is not convex (<see cref="McpRegression"/>, <see cref="ScadRegression"/>) no such bound is within reach. The gap is then
    /// that of the weighted Lasso which touches the objective from above at these coefficients, with the penalty's slopes as weights: no step
    /// of majorization and minimization promises more, and it is 0 exactly where the coefficients are stationary.</remarks>
    public required T? Gap { get; init; }

    /// <summary>The largest violation of the optimality conditions: the distance of a correlation, as a mean over the samples, from
    /// the subdifferential of the penalty.</summary>
    public required T Violation { get; init; }

    /// <summary>Why the fit ended.</summary>
    public required Status Status { get; init; }

    /// <summary>The working sets solved.</summary>
    public required int Iterations { get; init; }

    /// <summary>The passes of coordinate descent over working sets.</summary>
    public required int Epochs { get; init; }

    /// <summary>How predictions follow from the linear predictor.</summary>
    public SparseLink Link { get; init; }

    /// <summary>The linear predictor <c>X w + b</c>.</summary>
    /// <param name="design">Samples, one a row: [m, p].</param>
    /// <param name="offsets">What is known of each sample's predictor and added to it: [m]; null for nothing.</param>
    /// <returns>A new tensor: [m].</returns>
    /// <exception cref="ArgumentNullException">The design is null.</exception>
    /// <exception cref="ShapeMismatchException">The design does not have as many features as the model, or there are not as many offsets as samples.</exception>
    public Tensor<T> Decision(Design<T> design, Tensor<T>? offsets = null)
    {
        ArgumentNullException.ThrowIfNull(design);
        if (design.Features != Features)
            throw new ShapeMismatchException(nameof(Predict), $"the design has {design.Features} features, the model {Features}.", nameof(design));
        if (offsets is not null)
            Guard.Shape(offsets, new Shape(design.Samples), nameof(Predict));
        Tensor<T> result = Tensor.Full<T>([design.Samples], Intercept);
        Span<T> eta = result.AsSpan();
        for (int s = 0; s < _support.Length; s++)
        {
            int j = _support[s];
            if (design.Sparse is { } sparse)
            {
                for (int k = sparse.ColumnStarts[j]; k < sparse.ColumnStarts[j + 1]; k++)
                    eta[sparse.RowIndices[k]] += sparse.Values[k] * _values[s];
                continue;
            }

            for (int i = 0; i < eta.Length; i++)
                eta[i] += design.Dense![i, j] * _values[s];
        }

        return offsets is null ? result : result + offsets;
    }

    /// <summary>The mean of the response: the linear predictor, the probability of the label 1, or the rate, as <see cref="Link"/> says.</summary>
    /// <param name="design">Samples, one a row: [m, p].</param>
    /// <param name="offsets">What is known of each sample's predictor and added to it: [m]; null for nothing.</param>
    /// <returns>A new tensor: [m].</returns>
    /// <exception cref="ArgumentNullException">The design is null.</exception>
    /// <exception cref="ShapeMismatchException">The design does not have as many features as the model, or there are not as many offsets as samples.</exception>
    public Tensor<T> Predict(Design<T> design, Tensor<T>? offsets = null)
    {
        Tensor<T> eta = Decision(design, offsets);
        return Link switch
        {
            SparseLink.Logistic => eta.Sigmoid(),
            SparseLink.Exponential => eta.Exp(),
            _ => eta,
        };
    }

    /// <summary>One line: status, weight, coefficients, gap.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"{Status} at λ = {Lambda:g4}: {_support.Length} of {Features} coefficients, {(Gap is { } gap ? $"gap {gap:g3}" : $"violation {Violation:g3}")}");
}
