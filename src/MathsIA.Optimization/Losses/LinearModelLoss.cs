using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.Optimization;

/// <summary>A loss of a linear model, <c>f(x) = c Σ_i ℓ(⟨a_i, x⟩, y_i)</c>, with the samples <c>a_i</c> in the rows of a dense or sparse design
/// matrix.</summary>
/// <remarks>
/// <para>The products with the design are here, once; each loss adds its <c>ℓ</c>. As a mean of terms,
/// <c>f_i = n c ℓ(⟨a_i, x⟩, y_i)</c>.</para>
/// <para>The design is read once for a value, a gradient, both, or a Hessian-vector product: a block of rows that fits the cache
/// is taken forth and back before the next one. A term's gradient costs its row. Nothing is allocated after the first calls, but for
/// the bookkeeping of threads on large designs.</para>
/// <para>The same bits on every machine and for any number of threads: the rows are cut by the shape, and exponentials and logarithms are
/// the library's own. An object holds the memory it works in, so one object is not for use by several threads at once; two objects may
/// share a design.</para>
/// </remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public abstract class LinearModelLoss<T> : ILinearTerms<T>, IHessian<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IDesign<T> _design;
    private readonly ISampleLoss<T> _loss;
    private readonly T[] _targets;
    private readonly int _outputs;
    private readonly ComputeContext? _context;
    private readonly LinearModelPasses<T> _passes;
    private readonly string _name;
    private T[] _batch = [];
    private T[] _batchTargets = [];
    private Shape? _hessianShape;
    private Tensor<T>? _unit;
    private Tensor<T>? _column;
    private (T Largest, T Smallest)? _spectrum;

    /// <param name="design">The samples.</param>
    /// <param name="targets">What to predict, one number a sample.</param>
    /// <param name="loss">The loss of a sample.</param>
    /// <param name="outputs">How many numbers the model predicts for a sample; null for one, and then points have rank 1.</param>
    /// <param name="context">Threads for the products.</param>
    /// <param name="name">The loss's name, for exceptions.</param>
    private protected LinearModelLoss(IDesign<T> design, T[] targets, ISampleLoss<T> loss, int? outputs, ComputeContext? context, string name)
    {
        _design = design;
        _targets = targets;
        _loss = loss;
        _outputs = outputs ?? 1;
        _context = context;
        _name = name;
        Domain = outputs is { } k ? new Shape(design.Features, k) : new Shape(design.Features);
        _passes = new LinearModelPasses<T>(design, targets, loss, _outputs);
    }

    /// <summary>The shape of the points the loss is defined on: [p], or [p, k] for a model of k outputs.</summary>
    public Shape Domain { get; }

    /// <inheritdoc/>
    public int Count => _design.Samples;

    /// <inheritdoc/>
    /// <remarks>The largest curvature of <c>ℓ</c> times <c>c ‖A‖²</c>, from the singular values of a dense design at the first call, from the
    /// bound on the norm of a sparse one; null where the curvature of <c>ℓ</c> has no bound.</remarks>
    public T? LipschitzConstant => Scale * _loss.LargestCurvature * Spectrum.Largest;

    /// <inheritdoc/>
    /// <remarks>The smallest curvature of <c>ℓ</c> times <c>c σ_min(A)²</c>: 0 for all but least squares on a dense design.</remarks>
    public T? StrongConvexity => _loss.SmallestCurvature == T.Zero ? T.Zero : Scale * _loss.SmallestCurvature * Spectrum.Smallest;

    /// <inheritdoc/>
    /// <remarks><c>n c max_i ‖a_i‖²</c> times the largest curvature of <c>ℓ</c>; null where that has no bound.</remarks>
    public T? TermLipschitzConstant => TermScale * _loss.LargestCurvature * _design.LargestRow;

    /// <summary>The factor <c>c</c> before the sum: 1/n where a loss does not say otherwise.</summary>
    private protected virtual T Scale => T.One / T.CreateChecked(Count);

    int ILinearTerms<T>.Outputs => _outputs;

    T ILinearTerms<T>.Ridge => T.Zero;

    private T TermScale => Scale * T.CreateChecked(Count);

    private (T Largest, T Smallest) Spectrum => _spectrum ??= _design.Spectrum(_context);

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">The point is null.</exception>
    /// <exception cref="ShapeMismatchException">The point does not have the shape <see cref="Domain"/>.</exception>
    public T Value(Tensor<T> x)
    {
        Guard.Shape(x, Domain, _name);
        return Scale * T.CreateTruncating(_passes.Run(LinearModelPass.Value, x, null, null, _context));
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">An argument does not have the shape <see cref="Domain"/>.</exception>
    public void Gradient(Tensor<T> x, Tensor<T> destination) => Evaluate(LinearModelPass.Gradient, x, destination);

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">An argument does not have the shape <see cref="Domain"/>.</exception>
    public T ValueAndGradient(Tensor<T> x, Tensor<T> destination) => Evaluate(LinearModelPass.ValueAndGradient, x, destination);

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">A tensor does not have the shape <see cref="Domain"/>.</exception>
    /// <exception cref="ArgumentException">There is no term.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such term.</exception>
    public void Gradient(Tensor<T> x, ReadOnlySpan<int> terms, Tensor<T> destination)
    {
        Guard.Destination(destination, Domain, _name);
        Guard.Shape(x, Domain, _name);
        CheckTerms(terms);
        if (_batch.Length < terms.Length * _outputs)
            _batch = new T[terms.Length * _outputs];
        Span<T> slopes = _batch.AsSpan(0, terms.Length * _outputs);
        Slopes(x, terms, slopes);
        Vectors.Scale(slopes, T.One / T.CreateChecked(terms.Length));
        destination.AsSpan().Clear();
        AddRows(terms, slopes, destination.AsSpan());
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">A tensor does not have the shape <see cref="Domain"/>.</exception>
    public void HessianVector(Tensor<T> x, Tensor<T> v, Tensor<T> destination)
    {
        Guard.Shape(v, Domain, _name);
        Evaluate(LinearModelPass.HessianVector, x, destination, v);
    }

    /// <inheritdoc/>
    /// <remarks>One pass over the design for a model of one output, else one Hessian-vector product for each coordinate.</remarks>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The point does not have the shape <see cref="Domain"/>, or the destination is not square with as
    /// many rows as that has elements.</exception>
    public void Hessian(Tensor<T> x, Tensor<T> destination)
    {
        int n = Domain.ElementCount;
        Guard.Shape(x, Domain, _name);
        Guard.Destination(destination, _hessianShape ??= new Shape(n, n), _name);
        if (_outputs == 1)
        {
            _passes.Hessian(x, destination);
            Vectors.Scale(destination.AsSpan(), Scale);
            return;
        }

        _unit ??= Tensor.Zeros<T>(Domain);
        _column ??= Tensor.Uninitialized<T>(Domain);
        for (int j = 0; j < n; j++)
        {
            _unit.AsSpan()[j] = T.One;
            HessianVector(x, _unit, _column);
            _column.AsSpan().CopyTo(destination.AsSpan().Slice(j * n, n));
            _unit.AsSpan()[j] = T.Zero;
        }
    }

    void ILinearTerms<T>.Slopes(Tensor<T> x, ReadOnlySpan<int> terms, Span<T> slopes) => Slopes(x, terms, slopes);

    void ILinearTerms<T>.AddRows(ReadOnlySpan<int> terms, ReadOnlySpan<T> slopes, Span<T> destination) => AddRows(terms, slopes, destination);

    private void Slopes(Tensor<T> x, ReadOnlySpan<int> terms, Span<T> slopes)
    {
        if (_batchTargets.Length < terms.Length)
            _batchTargets = new T[terms.Length];
        ReadOnlySpan<T> point = x.Contiguous().AsSpan();
        for (int j = 0; j < terms.Length; j++)
        {
            _design.Predict(terms[j], 1, _outputs, point, slopes.Slice(j * _outputs, _outputs));
            _batchTargets[j] = _targets[terms[j]];
        }

        _loss.Slopes(slopes, _batchTargets.AsSpan(0, terms.Length));
        Vectors.Scale(slopes, TermScale);
    }

    private void AddRows(ReadOnlySpan<int> terms, ReadOnlySpan<T> slopes, Span<T> destination)
    {
        for (int j = 0; j < terms.Length; j++)
            _design.AddAdjoint(terms[j], 1, _outputs, slopes.Slice(j * _outputs, _outputs), destination);
    }

    private T Evaluate(LinearModelPass pass, Tensor<T> x, Tensor<T> destination, Tensor<T>? v = null)
    {
        Guard.Shape(x, Domain, _name);
        Guard.Destination(destination, Domain, _name);
        double sum = _passes.Run(pass, x, v, destination, _context);
        T scale = Scale;
        if (scale != T.One)
            Vectors.Scale(destination.AsSpan(), scale);
        return scale * T.CreateTruncating(sum);
    }

    private void CheckTerms(ReadOnlySpan<int> terms)
    {
        if (terms.IsEmpty)
            throw new ArgumentException($"{_name}: the mean over no term is not defined.", nameof(terms));
        foreach (int term in terms)
        {
            if ((uint)term >= (uint)Count)
                throw new ArgumentOutOfRangeException(nameof(terms), term, $"{_name}: the terms are numbered from 0 to {Count - 1}.");
        }
    }
}
