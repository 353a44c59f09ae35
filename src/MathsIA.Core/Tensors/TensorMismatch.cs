using System.Globalization;

namespace MathsIA;

/// <summary>One element in which two tensors differ.</summary>
/// <param name="Index">Where, one index an axis.</param>
/// <param name="Actual">The value found.</param>
/// <param name="Expected">The value expected.</param>
public sealed record TensorMismatch(IReadOnlyList<int> Index, double Actual, double Expected)
{
    /// <summary>The place, both values and their difference, in invariant culture.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"[{string.Join(", ", Index)}]: {Actual:G9} against {Expected:G9}, off by {Math.Abs(Actual - Expected):G3}");
}
