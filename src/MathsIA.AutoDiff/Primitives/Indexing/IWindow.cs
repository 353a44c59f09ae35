using System.Numerics;

namespace MathsIA.AutoDiff.Primitives;

/// <summary>A choice of some elements of a tensor, each at most once, that is a view: a slice, a diagonal.</summary>
internal interface IWindow<TSelf, T>
    where TSelf : IWindow<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    static abstract string Name { get; }

    Tensor<T> View(Tensor<T> x);

    /// <summary>The same window into each of many examples along a first axis.</summary>
    TSelf Batched();
}
