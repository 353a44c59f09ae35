using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Certified models along falling weights λ: immutable.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class SparsePath<T> : ISparsePath<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SparseLinearModel<T>[] _models;

    internal SparsePath(SparseLinearModel<T>[] models, double largest, int samples, int features)
    {
        _models = models;
        LargestLambda = largest;
        Samples = samples;
        Features = features;
    }

    /// <summary>The models, from the largest weight to the smallest. Fewer than asked for when the run was cancelled.</summary>
    public IReadOnlyList<SparseLinearModel<T>> Models => _models;

    /// <summary>The weights.</summary>
    public IReadOnlyList<double> Lambdas => Array.ConvertAll(_models, model => model.Lambda);

    /// <summary>The smallest weight at which all coefficients with a penalty are zero.</summary>
    public double LargestLambda { get; }

    /// <summary>The number of samples the models were fitted to.</summary>
    public int Samples { get; }

    /// <summary>The number of features.</summary>
    public int Features { get; }

    /// <summary>All coefficients, one row a weight: [q, p]. Made anew at each call.</summary>
    public Tensor<T> Coefficients
    {
        get
        {
            Tensor<T> dense = Tensor.Zeros<T>(_models.Length, Features);
            for (int k = 0; k < _models.Length; k++)
            {
                for (int i = 0; i < _models[k].Support.Length; i++)
                    dense[k, _models[k].Support[i]] = _models[k].SupportCoefficients[i];
            }

            return dense;
        }
    }

    /// <summary>The model at a place, from 0 for the largest weight.</summary>
    /// <param name="index">The place.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public SparseLinearModel<T> this[int index] => (uint)index < (uint)_models.Length ? _models[index]
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"The path has {_models.Length} models.");

    /// <summary>An information criterion of every model; less is better.</summary>
    /// <remarks>With <c>D</c> the deviance and <c>d</c> the number of coefficients that are not zero, which is an unbiased estimate of the degrees
    /// of freedom of the Lasso (Zou, Hastie and Tibshirani, Annals of Statistics 35, 2007): AIC is <c>D + 2d</c>, BIC <c>D + d log n</c>, EBIC
    /// <c>D + d log n + 2 d log p</c> (Chen and Chen, Biometrika 95, 2008, with γ = 1). For squares <c>D = n log(RSS/n)</c>, which stands for an
    /// unknown variance, so models that fit exactly win: take weights where the residual is not yet zero. Else D is twice the sum of the losses.</remarks>
    /// <param name="criterion">Which criterion.</param>
    /// <returns>One number a model.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such criterion.</exception>
    public IReadOnlyList<double> Criterion(InformationCriterion criterion) => Array.ConvertAll(_models, model =>
        InformationCriteria.Of(criterion, double.CreateChecked(model.Loss), model.Link == SparseLink.Identity, Samples, 1, Features, model.Support.Length));

    /// <summary>The model with the least information criterion.</summary>
    /// <param name="criterion">Which criterion.</param>
    /// <returns>The model; of equal ones the one with the largest weight.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such criterion.</exception>
    public SparseLinearModel<T> Best(InformationCriterion criterion) => _models[InformationCriteria.Least(Criterion(criterion))];

    Tensor<T> ISparsePath<T>.Decision(int index, Design<T> design, Tensor<T>? offsets) => _models[index].Decision(design, offsets);
}
