using System.Numerics;

namespace MathsIA.AutoDiff.Primitives;

/// <summary>A function of two numbers applied element by element, with broadcasting. One rule an operand serves forward and reverse.</summary>
internal interface IBinaryFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    static abstract string Name { get; }

    /// <summary>What <see cref="ChainLeft"/> looks at.</summary>
    static abstract Reads LeftReads { get; }

    /// <summary>What <see cref="ChainRight"/> looks at.</summary>
    static abstract Reads RightReads { get; }

    static abstract void Evaluate(Tensor<T> x, Tensor<T> y, Tensor<T> z, ComputeContext? context);

    /// <summary><c>d · ∂f/∂x</c>, where <c>z = f(x, y)</c>; none if it is zero.</summary>
    static abstract Variable<T> ChainLeft(Variable<T> x, Variable<T> y, Variable<T> z, Variable<T> d);

    /// <summary><c>d · ∂f/∂y</c>, where <c>z = f(x, y)</c>; none if it is zero.</summary>
    static abstract Variable<T> ChainRight(Variable<T> x, Variable<T> y, Variable<T> z, Variable<T> d);
}
