using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A search along descent directions, during one run.</summary>
/// <typeparam name="T">The element type.</typeparam>
public interface IStepSearch<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Finds the step <c>τ</c> and the point <c>x + τ d</c>.</summary>
    /// <param name="x">The present point.</param>
    /// <param name="value">The function's value there.</param>
    /// <param name="gradient">Its gradient there.</param>
    /// <param name="direction">The descent direction <c>d</c>.</param>
    /// <param name="next">Where to write <c>x + τ d</c>; <paramref name="x"/> itself, unchanged, when no step is good.</param>
    /// <returns>The step; 0 when none is good.</returns>
    T Search(Tensor<T> x, T value, Tensor<T> gradient, Tensor<T> direction, Tensor<T> next);
}
