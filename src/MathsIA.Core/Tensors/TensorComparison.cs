using System.Globalization;

namespace MathsIA;

/// <summary>What comparing two tensors within tolerances found: see <see cref="Tensor.Compare{T}"/>.</summary>
public sealed record TensorComparison
{
    internal TensorComparison(Shape shape, double relativeTolerance, double absoluteTolerance)
    {
        Shape = shape;
        RelativeTolerance = relativeTolerance;
        AbsoluteTolerance = absoluteTolerance;
    }

    /// <summary>The common shape of the two tensors.</summary>
    public Shape Shape { get; }

    /// <summary>The tolerance as a fraction of the expected value.</summary>
    public double RelativeTolerance { get; }

    /// <summary>The tolerance near zero.</summary>
    public double AbsoluteTolerance { get; }

    /// <summary>Whether no element differs by more than the tolerances allow.</summary>
    public bool IsClose => Mismatches == 0;

    /// <summary>How many elements differ by more than the tolerances allow.</summary>
    public int Mismatches { get; internal init; }

    /// <summary>The largest difference of two elements, allowed or not; NaN when a NaN met something else.</summary>
    public double LargestAbsoluteDifference { get; internal init; }

    /// <summary>The largest difference as a fraction of the expected value; infinite where that was zero.</summary>
    public double LargestRelativeDifference { get; internal init; }

    /// <summary>The first element, in row-major order, that differs by more than allowed; null when there is none.</summary>
    public TensorMismatch? First { get; internal init; }

    /// <summary>The element that exceeds what is allowed the most; null when there is none.</summary>
    public TensorMismatch? Worst { get; internal init; }

    /// <summary>The finding in one to three lines, in invariant culture.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        string rule = string.Create(CultureInfo.InvariantCulture, $"|actual - expected| <= {AbsoluteTolerance:G3} + {RelativeTolerance:G3} |expected|");
        if (IsClose)
            return string.Create(CultureInfo.InvariantCulture, $"All {Shape.ElementCount} elements of shape {Shape} are within {rule}; the largest difference is {LargestAbsoluteDifference:G3}.");
        return string.Create(CultureInfo.InvariantCulture, $"{Mismatches} of {Shape.ElementCount} elements of shape {Shape} ({100.0 * Mismatches / Shape.ElementCount:G3} %) are not within {rule}.\nFirst at {First}\nWorst at {Worst}");
    }
}
