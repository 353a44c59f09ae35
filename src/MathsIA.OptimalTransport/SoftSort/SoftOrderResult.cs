using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>Softly sorted values or ranks, and their derivative.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class SoftOrderResult<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Func<double[], double[]> _pullback;

    internal SoftOrderResult(double[] values, Status status, double marginalError, Func<double[], double[]> pullback)
    {
        Values = Tensor.From(Array.ConvertAll(values, T.CreateTruncating));
        (Status, MarginalError, _pullback) = (status, marginalError, pullback);
    }

    /// <summary>The sorted values, or the ranks.</summary>
    public Tensor<T> Values { get; }

    /// <summary>How the transport problem ended.</summary>
    public Status Status { get; }

    /// <summary>How far the plan is from its marginals, as a share of the mass.</summary>
    public double MarginalError { get; }

    /// <summary>The product of a vector with the derivative, <c>Jᵀ c</c>: the gradient, with respect to what was sorted, of a function with the gradient c with
    /// respect to <see cref="Values"/>.</summary>
    /// <remarks>As exact as the plan is converged. Cost: <c>O(m³ + n m²)</c> for n values and m targets.</remarks>
    /// <param name="cotangent">The vector c, as long as <see cref="Values"/>.</param>
    /// <returns>The gradient, one entry a value that went in.</returns>
    /// <exception cref="ArgumentNullException">The vector is null.</exception>
    /// <exception cref="ShapeMismatchException">It is not as long as the values.</exception>
    public Tensor<T> Pullback(Tensor<T> cotangent)
    {
        ArgumentNullException.ThrowIfNull(cotangent);
        if (cotangent.Shape != Values.Shape)
            throw new ShapeMismatchException($"SoftOrderResult: cotangent has the shape {cotangent.Shape}; {Values.Shape} is asked for.");
        return Tensor.From(Array.ConvertAll(_pullback(Array.ConvertAll(cotangent.ToArray(), double.CreateTruncating)), T.CreateTruncating));
    }
}
