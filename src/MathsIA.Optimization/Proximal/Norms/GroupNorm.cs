using System.Numerics;
using MathsIA.Execution;
using MathsIA.Kernels;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>A sum of Euclidean norms over groups, <c>g(x) = Σ_G w_G ‖x_G‖₂</c>: the group Lasso penalty, and the isotropic total
/// variation after a gradient.</summary>
/// <remarks>
/// <para>Prox: each group moves towards the origin by <c>γ w_G</c>, <c>max(1 − γ w_G/‖x_G‖₂, 0) x_G</c>. Conjugate: 0 where every
/// <c>‖u_G‖₂ ≤ w_G</c>, else +∞. Norms are scaled where their squares would leave the range of the type.</para>
/// <para>Source: M. Yuan, Y. Lin, J. R. Stat. Soc. B 68(1), 2006.</para>
/// <example><code>
/// // Isotropic total variation: one group a pixel, the components of its gradient.
/// var tv = new GroupNorm&lt;double&gt;(0.1).Compose(new GradientOperator&lt;double&gt;(image.Shape));
/// </code></example>
/// </remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class GroupNorm<T> : IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly GroupLayout? _layout;
    private readonly Parameter<T> _weight;

    /// <summary>The norm whose groups are given by the operator that it is composed with: one for each element after its range's first
    /// axis, as the pixels of a gradient. Used without an operator, all elements are one group.</summary>
    /// <param name="weight">The weight w of every group, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is negative or not finite.</exception>
    public GroupNorm(double weight) => _weight = Parameter<T>.Uniform(Guard.NonNegative(weight, nameof(GroupNorm<>)));

    /// <summary>The norm over given groups.</summary>
    /// <param name="weight">The weight w of every group, at least 0.</param>
    /// <param name="layout">The groups.</param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is negative or not finite.</exception>
    /// <exception cref="ArgumentNullException">The layout is null.</exception>
    public GroupNorm(double weight, GroupLayout layout) : this(weight)
    {
        ArgumentNullException.ThrowIfNull(layout);
        _layout = layout;
    }

    /// <summary>The norm over given groups, with a weight for each.</summary>
    /// <param name="weights">The weights, each at least 0: as many as there are groups; they are copied.</param>
    /// <param name="layout">The groups.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or not finite.</exception>
    /// <exception cref="ShapeMismatchException">There are not as many weights as groups.</exception>
    public GroupNorm(Tensor<T> weights, GroupLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        _weight = Parameter<T>.Of(ProximalGuard.NonNegative(weights, nameof(GroupNorm<>)));
        _layout = layout;
        if (layout.Starts is { } starts && starts.Length - 1 != weights.Length)
            throw new ShapeMismatchException(nameof(GroupNorm<>), $"there are {weights.Length} weights and {starts.Length - 1} groups.", nameof(weights));
    }

    private GroupNorm(Parameter<T> weight, GroupLayout layout)
    {
        _weight = weight;
        _layout = layout;
    }

    /// <inheritdoc/>
    public FunctionTraits Traits => FunctionTraits.Convex | FunctionTraits.PositivelyHomogeneous;

    /// <summary>The norm after an operator. Without a layout of its own it takes the one of the operator: a group for each element after
    /// the range's first axis.</summary>
    /// <param name="operator">The operator K.</param>
    /// <returns>The composition <c>x ↦ Σ_G w ‖(Kx)_G‖₂</c>.</returns>
    /// <exception cref="ArgumentNullException">The operator is null.</exception>
    public Composition<T> Compose(ILinearOperator<T> @operator)
    {
        ArgumentNullException.ThrowIfNull(@operator);
        bool takes = _layout is null && @operator.Range.Rank > 1 && @operator.Range[0] > 0;
        return new(takes ? new GroupNorm<T>(_weight, GroupLayout.Components(@operator.Range[0])) : this, @operator);
    }

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x)
    {
        Check(x, nameof(x));
        return GroupKernel<T>.Value(x, Layout(x.Length), _weight);
    }

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        Check(x, nameof(x));
        ProximalGuard.Prox(this, x, step, destination, null);
        GroupKernel<T>.Shrink(x, Layout(x.Length), _weight, step, destination);
        return GroupKernel<T>.Value(destination, Layout(x.Length), _weight);
    }

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u)
    {
        Check(u, nameof(u));
        return Rounding<T>.Indicator(GroupKernel<T>.AllWithin(u, Layout(u.Length), _weight));
    }

    private GroupRuns Layout(int length) => new(_layout, length);

    private void Check(ReadOnlySpan<T> x, string paramName)
    {
        if (_layout is null)
            return;
        if (_layout.Length is { } length && x.Length != length)
            throw new ShapeMismatchException(nameof(GroupNorm<>), $"{paramName} has {x.Length} elements; the groups have {length}.", paramName);
        if (_layout.Size > 0 && x.Length % _layout.Size != 0)
            throw new ShapeMismatchException(nameof(GroupNorm<>), $"{paramName} has {x.Length} elements, which is no multiple of the group size {_layout.Size}.", paramName);
        if (_weight.Length is { } groups && _layout.Size > 0 && x.Length / _layout.Size != groups)
            throw new ShapeMismatchException(nameof(GroupNorm<>), $"{paramName} has {x.Length / _layout.Size} groups; there are {groups} weights.", paramName);
    }
}
