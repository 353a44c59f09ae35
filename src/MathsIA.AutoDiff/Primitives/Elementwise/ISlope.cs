using System.Numerics;

namespace MathsIA.AutoDiff.Primitives;

/// <summary>The derivative of a function of one number as one pass over memory: <c>d · f′</c>, from the number or from the value of f.</summary>
internal interface ISlope<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    static abstract string Name { get; }

    static abstract void Evaluate(Tensor<T> x, Tensor<T> d, Tensor<T> result, ComputeContext? context);

    /// <summary>The same in plain operations, which have derivatives.</summary>
    static abstract Variable<T> Plain(Variable<T> x, Variable<T> d);
}
