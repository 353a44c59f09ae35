namespace MathsIA.Optimization;

/// <summary>The proof that constraints contradict each other: multipliers with <c>Aᵀy + Gᵀz − w_l + w_u = 0</c>, z, w_l and w_u at least 0, and
/// <c>⟨b, y⟩ + ⟨h, z⟩ − ⟨l, w_l⟩ + ⟨u, w_u⟩ = −1</c> (Farkas). Any feasible x would give 0 ≤ −1.</summary>
/// <param name="Equality">The multipliers y: [p].</param>
/// <param name="Inequality">The multipliers z: [m].</param>
/// <param name="Lower">The multipliers w_l of the lower bounds, 0 where there is none: [n].</param>
/// <param name="Upper">The multipliers w_u of the upper bounds, 0 where there is none: [n].</param>
public sealed record FarkasCertificate(Tensor<double> Equality, Tensor<double> Inequality, Tensor<double> Lower, Tensor<double> Upper);
