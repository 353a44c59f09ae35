namespace MathsIA.OptimalTransport;

/// <summary>A quantization: sites, the masses of their cells, and how the energy fell.</summary>
/// <param name="Sites">The sites, one a row.</param>
/// <param name="Masses">The masses of their Voronoi cells.</param>
/// <param name="Energies">The energy <c>∫ min_i ‖x − x_i‖² ρ</c> at the start and after each step: it never rises.</param>
/// <param name="Status">Converged, or why not.</param>
public sealed record QuantizationResult(Tensor<double> Sites, Tensor<double> Masses, IReadOnlyList<double> Energies, Status Status);
