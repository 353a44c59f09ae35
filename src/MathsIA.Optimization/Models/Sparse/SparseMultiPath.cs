using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Certified models with several outputs along falling weights λ: immutable.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class SparseMultiPath<T> : ISparsePath<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SparseMultiModel<T>[] _models;

    internal SparseMultiPath(SparseMultiModel<T>[] models, double largest, int samples)
    {
        _models = models;
        LargestLambda = largest;
        Samples = samples;
    }

    /// <summary>The models, from the largest weight to the smallest. Fewer than asked for when the run was cancelled.</summary>
    public IReadOnlyList<SparseMultiModel<T>> Models => _models;

    /// <summary>The weights.</summary>
    public IReadOnlyList<double> Lambdas => Array.ConvertAll(_models, model => model.Lambda);

    /// <summary>The smallest weight at which all coefficients with a penalty are zero.</summary>
    public double LargestLambda { get; }

    /// <summary>The number of samples the models were fitted to.</summary>
    public int Samples { get; }

    /// <summary>The model at a place, from 0 for the largest weight.</summary>
    /// <param name="index">The place.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public SparseMultiModel<T> this[int index] => (uint)index < (uint)_models.Length ? _models[index]
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"The path has {_models.Length} models.");

    /// <summary>An information criterion of every model; less is better.</summary>
    /// <remarks>As <see cref="SparsePath{T}.Criterion"/>, with <c>d</c> the number of coefficients that are not zero, <c>p</c> that of all of them, and
    /// one unknown variance for all outputs: <c>D = n q log(RSS/(n q))</c>. Where a feature serves all outputs or none, <c>d</c> is more
    /// than the degrees of freedom, since the penalty shrinks: the choice is then on the sparse side.</remarks>
    /// <param name="criterion">Which criterion.</param>
    /// <returns>One number a model.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such criterion.</exception>
    public IReadOnlyList<double> Criterion(InformationCriterion criterion) => Array.ConvertAll(_models, model =>
    {
        int outputs = model.Intercepts.Length, count = 0;
        foreach (T coefficient in model.Coefficients.AsSpan())
            count += coefficient == T.Zero ? 0 : 1;
        return InformationCriteria.Of(criterion, double.CreateChecked(model.Loss), model.Link == SparseLink.Identity, Samples, outputs, model.Coefficients.Length, count);
    });

    /// <summary>The model with the least information criterion.</summary>
    /// <param name="criterion">Which criterion.</param>
    /// <returns>The model; of equal ones the one with the largest weight.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such criterion.</exception>
    public SparseMultiModel<T> Best(InformationCriterion criterion) => _models[InformationCriteria.Least(Criterion(criterion))];

    Tensor<T> ISparsePath<T>.Decision(int index, Design<T> design, Tensor<T>? offsets) => _models[index].Decision(design, ComputeContext.SingleThread);
}
