using System.Numerics;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>A loss of a linear model, <c>f(x) = c Σ_i ℓ_i(⟨a_i, x⟩)</c>, with the samples <c>a_i</c> in the rows of a design
/// matrix.</summary>
/// <remarks>
/// <para>The products with the design are here, once; each loss adds its <c>ℓ</c>. As a mean of terms,
/// <c>f_i = n c ℓ_i(⟨a_i, x⟩)</c>.</para>
/// <para>A value costs one product with the design, a gradient two, a Hessian-vector product three; a term's gradient costs
/// its row. Nothing is allocated after the first calls, but for the bookkeeping of threads on large designs.</para>
/// <para>The same bits on every machine: exponentials and logarithms are the library's own. An object holds the memory it works
/// in, so one object is not for use by several threads at once; two objects may share a design.</para>
/// </remarks>
/// <typeparam name="T">The element type.</typeparam>
public abstract class LinearModelLoss<T> : IFiniteSum<T>, ITwiceDifferentiable<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly DenseOperator<T> _operator;
    private readonly Tensor<T> _transposed;
    private readonly Tensor<T> _predictions;
    private readonly int[] _everyTerm;
    private readonly int _outputs;
    private Tensor<T>? _directional;
    private Tensor<T>? _batch;
    private (T Largest, T Smallest)? _spectrum;
    private T? _largestRow;

    /// <param name="design">The samples, one a row: [n, p].</param>
    /// <param name="outputs">How many numbers the model predicts for a sample; null for one, and then points have rank 1.</param>
    /// <param name="context">Threads for the products.</param>
    /// <param name="name">The loss's name, for exceptions.</param>
    private protected LinearModelLoss(Tensor<T> design, int? outputs, ComputeContext? context, string name)
    {
        Guard.Rank(design, 2, name);
        if (design.IsEmpty)
            throw new ShapeMismatchException(name, $"the design {design.Shape} has no sample or no feature.", nameof(design));
        Guard.Finite(design, name);
        Design = design.Contiguous();
        Context = context;
        Name = name;
        _operator = new DenseOperator<T>(Design);
        _transposed = Design.Transpose();
        _outputs = outputs ?? 1;
        Count = design.Shape[0];
        Domain = outputs is { } k ? new Shape(Features, k) : new Shape(Features);
        _predictions = outputs is { } m ? Tensor.Uninitialized<T>(Count, m) : Tensor.Uninitialized<T>(Count);
        _everyTerm = [.. Enumerable.Range(0, Count)];
    }

    /// <summary>The samples, one a row: [n, p].</summary>
    public Tensor<T> Design { get; }

    /// <summary>The shape of the points the loss is defined on: [p], or [p, k] for a model of k outputs.</summary>
    public Shape Domain { get; }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    /// <remarks>The largest curvature of <c>ℓ</c> times <c>c ‖A‖²</c>, from the eigenvalues of the smaller of <c>AᵀA</c> and <c>AAᵀ</c>
    /// at the first call.</remarks>
    public T? LipschitzConstant => Scale * LargestCurvature * Spectrum.Largest;

    /// <inheritdoc/>
    /// <remarks>The smallest curvature of <c>ℓ</c> times <c>c σ_min(A)²</c>: 0 for logistic losses.</remarks>
    public T? StrongConvexity => SmallestCurvature == T.Zero ? T.Zero : Scale * SmallestCurvature * Spectrum.Smallest;

    /// <inheritdoc/>
    /// <remarks><c>n c max_i ‖a_i‖²</c> times the largest curvature of <c>ℓ</c>.</remarks>
    public T? TermLipschitzConstant => TermScale * LargestCurvature * (_largestRow ??= LargestRow());

    /// <summary>The factor <c>c</c> before the sum.</summary>
    private protected abstract T Scale { get; }

    /// <summary>An upper bound of the curvature of every <c>ℓ_i</c>.</summary>
    private protected abstract T LargestCurvature { get; }

    /// <summary>A lower bound of the curvature of every <c>ℓ_i</c>, at least 0.</summary>
    private protected abstract T SmallestCurvature { get; }

    private protected string Name { get; }

    private protected ComputeContext? Context { get; }

    private int Features => Design.Shape[1];

    private T TermScale => Scale * T.CreateChecked(Count);

    private (T Largest, T Smallest) Spectrum => _spectrum ??= GramSpectrum.Of(Design, Context);

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">The point is null.</exception>
    /// <exception cref="ShapeMismatchException">The point does not have the shape <see cref="Domain"/>.</exception>
    public T Value(Tensor<T> x)
    {
        Guard.Shape(x, Domain, Name);
        Predict(x, _predictions);
        return Scale * SumOfLosses(_predictions);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">An argument does not have the shape <see cref="Domain"/>.</exception>
    public void Gradient(Tensor<T> x, Tensor<T> destination)
    {
        Guard.Shape(x, Domain, Name);
        Guard.Destination(destination, Domain, Name);
        Predict(x, _predictions);
        Differentiate(_predictions, _everyTerm);
        Back(_predictions, destination);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">An argument does not have the shape <see cref="Domain"/>.</exception>
    public T ValueAndGradient(Tensor<T> x, Tensor<T> destination)
    {
        Guard.Shape(x, Domain, Name);
        Guard.Destination(destination, Domain, Name);
        Predict(x, _predictions);
        T sum = SumOfLossesAndDifferentiate(_predictions);
        Back(_predictions, destination);
        return Scale * sum;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">A tensor does not have the shape <see cref="Domain"/>.</exception>
    /// <exception cref="ArgumentException">There is no term.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such term.</exception>
    public void Gradient(Tensor<T> x, ReadOnlySpan<int> terms, Tensor<T> destination)
    {
        Guard.Shape(x, Domain, Name);
        Guard.Destination(destination, Domain, Name);
        if (terms.IsEmpty)
            throw new ArgumentException($"{Name}: the mean over no term is not defined.", nameof(terms));
        foreach (int term in terms)
        {
            if ((uint)term >= (uint)Count)
                throw new ArgumentOutOfRangeException(nameof(terms), term, $"{Name}: the terms are numbered from 0 to {Count - 1}.");
        }

        Tensor<T> batch = Batch(terms.Length);
        Span<T> z = batch.AsSpan();
        ReadOnlySpan<T> point = x.Contiguous().AsSpan();
        for (int j = 0; j < terms.Length; j++)
            LinearRows.Predict(Row(terms[j]), point, z.Slice(j * _outputs, _outputs));
        Differentiate(batch, terms);
        Vectors.Scale(z, TermScale / T.CreateChecked(terms.Length));
        Span<T> gradient = destination.AsSpan();
        gradient.Clear();
        for (int j = 0; j < terms.Length; j++)
            LinearRows.AddOuter(Row(terms[j]), z.Slice(j * _outputs, _outputs), gradient);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">A tensor does not have the shape <see cref="Domain"/>.</exception>
    public void HessianVector(Tensor<T> x, Tensor<T> v, Tensor<T> destination)
    {
        Guard.Shape(x, Domain, Name);
        Guard.Shape(v, Domain, Name);
        Guard.Destination(destination, Domain, Name);
        Tensor<T> directional = _directional ??= Tensor.Uninitialized<T>(_predictions.Shape);
        Predict(v, directional);
        Predict(x, _predictions);
        MultiplyByCurvature(_predictions, directional);
        Back(directional, destination);
    }

    /// <summary>The sum of <c>ℓ_i(z_i)</c> over all terms; the predictions <c>z</c> are used up.</summary>
    private protected abstract T SumOfLosses(Tensor<T> z);

    /// <summary>The same sum; each prediction is replaced by the derivative <c>ℓ_i′(z_i)</c>.</summary>
    private protected abstract T SumOfLossesAndDifferentiate(Tensor<T> z);

    /// <summary>Replaces each prediction by the derivative <c>ℓ_i′(z_i)</c>, for some terms whose predictions stand one after
    /// another. For all terms in order it gives the bits of <see cref="SumOfLossesAndDifferentiate"/>.</summary>
    private protected abstract void Differentiate(Tensor<T> z, ReadOnlySpan<int> terms);

    /// <summary>Replaces each <c>v_i</c> by <c>ℓ_i″(z_i) v_i</c>, for every term; the predictions <c>z</c> are used up.</summary>
    private protected abstract void MultiplyByCurvature(Tensor<T> z, Tensor<T> v);

    /// <summary>Room for the predictions of some terms, kept for the next batch of this length.</summary>
    private Tensor<T> Batch(int terms)
    {
        if (_batch is null || _batch.Shape[0] != terms)
            _batch = _outputs == 1 ? Tensor.Uninitialized<T>(terms) : Tensor.Uninitialized<T>(terms, _outputs);
        return _batch;
    }

    private void Predict(Tensor<T> x, Tensor<T> predictions)
    {
        if (_outputs == 1)
            _operator.Apply(x.Contiguous().AsSpan(), predictions.AsSpan());
        else
            Design.MatMul(x, predictions, Context);
    }

    /// <summary><c>destination = c Aᵀ z</c>; <c>z</c> is used up.</summary>
    private void Back(Tensor<T> z, Tensor<T> destination)
    {
        if (Scale != T.One)
            Vectors.Scale(z.AsSpan(), Scale);
        if (_outputs == 1)
            _operator.ApplyAdjoint(z.AsSpan(), destination.AsSpan());
        else
            _transposed.MatMul(z, destination, Context);
    }

    private ReadOnlySpan<T> Row(int i) => Design.AsSpan().Slice(i * Features, Features);

    private T LargestRow()
    {
        T largest = T.Zero;
        for (int i = 0; i < Count; i++)
            largest = T.Max(largest, Vectors.Dot(Row(i), Row(i)));
        return largest;
    }
}
