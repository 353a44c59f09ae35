using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>What cross-validation asks of a path.</summary>
internal interface ISparsePath<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The weights of the models, falling.</summary>
    IReadOnlyList<double> Lambdas { get; }

    /// <summary>The linear predictors of a model, one row a sample, with what is known of them.</summary>
    Tensor<T> Decision(int index, Design<T> design, Tensor<T>? offsets);
}
