using System.Numerics;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>A proximable function after a linear operator: <c>x ↦ h(Kx)</c>. Primal-dual methods take it apart again, so that only
/// the prox of h and products with K are ever needed.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed record Composition<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Composes.</summary>
    /// <param name="outer">The function h.</param>
    /// <param name="operator">The operator K.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public Composition(IProximable<T> outer, ILinearOperator<T> @operator)
    {
        ArgumentNullException.ThrowIfNull(outer);
        ArgumentNullException.ThrowIfNull(@operator);
        Outer = outer;
        Operator = @operator;
    }

    /// <summary>The function h.</summary>
    public IProximable<T> Outer { get; }

    /// <summary>The operator K.</summary>
    public ILinearOperator<T> Operator { get; }
}
