namespace MathsIA.OptimalTransport;

/// <summary>Bounds of the Gromov-Wasserstein problem between two normal distributions, squared distances and square loss:
/// <c>Lower ≤ min E|‖x − x′‖² − ‖y − y′‖²|² ≤ Upper</c>; the upper one is the best value of all couplings that are normal themselves.</summary>
/// <param name="Lower">The lower bound.</param>
/// <param name="Upper">The upper bound: attained by the linear map that takes axis by axis, in the order of the variances.</param>
public readonly record struct GaussianGromovBounds(double Lower, double Upper);
