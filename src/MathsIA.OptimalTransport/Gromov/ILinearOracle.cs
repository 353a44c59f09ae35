namespace MathsIA.OptimalTransport;

/// <summary>The inner step of conditional gradients: the plan, among those allowed, with the smallest linear cost.</summary>
internal interface ILinearOracle
{
    /// <summary>Writes the plan with the smallest <c>⟨G, P⟩</c>.</summary>
    /// <returns>That smallest value.</returns>
    double Minimize(Tensor<double> gradient, Tensor<double> destination, CancellationToken cancellationToken);
}
