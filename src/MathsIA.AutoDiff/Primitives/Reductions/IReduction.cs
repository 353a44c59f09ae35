using System.Numerics;

namespace MathsIA.AutoDiff.Primitives;

/// <summary>A number made of many, by rows. Its derivative is one weight an element, so that one rule serves forward and reverse.</summary>
internal interface IReduction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    static abstract string Name { get; }

    /// <summary>What <see cref="Weights"/> looks at.</summary>
    static abstract Reads Reads { get; }

    void Evaluate(Tensor<T> x, Axes axes, Tensor<T> destination, ComputeContext? context);

    /// <summary><c>∂y/∂x</c>, of a shape that broadcasts to that of <c>x</c>; none if it is one everywhere.</summary>
    /// <param name="x">The operand.</param>
    /// <param name="y">The result, with reduced axes of length 1.</param>
    /// <param name="axes">The reduced axes, kept.</param>
    /// <param name="shape">The shape of the operand.</param>
    Variable<T> Weights(Variable<T> x, Variable<T> y, ReducedAxes axes, Shape shape);
}
