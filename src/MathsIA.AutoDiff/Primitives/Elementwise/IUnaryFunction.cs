using System.Numerics;

namespace MathsIA.AutoDiff.Primitives;

/// <summary>A function of one number applied to every element. Its derivative is a diagonal, so that one rule serves forward and reverse.</summary>
internal interface IUnaryFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    static abstract string Name { get; }

    /// <summary>What <see cref="Chain"/> looks at; the rest it is given as none.</summary>
    static abstract Reads Reads { get; }

    void Evaluate(Tensor<T> x, Tensor<T> y, ComputeContext? context);

    /// <summary><c>d · f′(x)</c>, where <c>y = f(x)</c> and <c>d</c> is a tangent or a cotangent; none if <c>f′</c> is zero.</summary>
    Variable<T> Chain(Variable<T> x, Variable<T> y, Variable<T> d);
}
