using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The gradient of a function of an entropic plan or of its potentials, with respect to masses and costs, through the solution of the problem.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed record ImplicitGradient<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The gradient with respect to the masses a, along changes that keep the totals equal; 0 for sources without mass.</summary>
    public required Tensor<T> SourceMasses { get; init; }

    /// <summary>The gradient with respect to the masses b, along changes that keep the totals equal; 0 for targets without mass.</summary>
    public required Tensor<T> TargetMasses { get; init; }

    /// <summary>The gradient with respect to the costs, as a plan-like object of positive and negative entries: <c>P_ij (p_i + q_j + w_ij)</c>. With it
    /// <see cref="TransportGradient"/> gives the gradients with respect to positions.</summary>
    public required ITransportPlan<T> Costs { get; init; }

    /// <summary>How the linear system was solved.</summary>
    public required Status Status { get; init; }

    /// <summary>Conjugate gradient iterations, two products with the plan each.</summary>
    public required int Iterations { get; init; }

    /// <summary>The norm of the residual of the linear system, relative to its right side.</summary>
    public required double Residual { get; init; }
}
