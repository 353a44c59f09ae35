using System.Numerics;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>What can be done with every proximable function: composition, and the same calls on tensors.</summary>
public static class Proximable
{
    extension<T>(IProximable<T> function) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        /// <summary>The function after a linear operator, <c>x ↦ h(Kx)</c>.</summary>
        /// <param name="operator">The operator K.</param>
        /// <returns>The composition.</returns>
        /// <exception cref="ArgumentNullException">The operator is null.</exception>
        public Composition<T> Compose(ILinearOperator<T> @operator) => new(function, @operator);
    }
}
