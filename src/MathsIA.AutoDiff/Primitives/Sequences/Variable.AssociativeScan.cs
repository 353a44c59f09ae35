using System.Numerics;

namespace MathsIA.AutoDiff;

public static partial class Variable
{
    /// <summary>All prefixes of a sequence under an associative operation: <c>y_0 = x_0</c>, <c>y_t = combine(y_(t−1), x_t)</c>.</summary>
    /// <example><code>
    /// Variable&lt;double&gt; running = x.AssociativeScan((earlier, later) => earlier.Maximum(later), axis: 0);
    /// </code></example>
    /// <remarks>As <see cref="AssociativeScan{T}(IReadOnlyList{Variable{T}}, Func{IReadOnlyList{Variable{T}}, IReadOnlyList{Variable{T}}, IReadOnlyList{Variable{T}}}, int, bool)"/>,
    /// for elements that are one variable.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The sequence.</param>
    /// <param name="combine">The operation, of the earlier and the later part; called with many pairs at once along the axis.</param>
    /// <param name="axis">The axis of the sequence; negative counts from the end.</param>
    /// <param name="backwards">Whether prefixes start from the end.</param>
    /// <returns>A variable of the same shape.</returns>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static Variable<T> AssociativeScan<T>(this Variable<T> x, Func<Variable<T>, Variable<T>, Variable<T>> combine, int axis, bool backwards = false) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(combine);
        return AssociativeScan<T>([x], (earlier, later) => [combine(earlier[0], later[0])], axis, backwards)[0];
    }

    /// <summary>All prefixes of a sequence under an associative operation, for elements that are made of several variables.</summary>
    /// <remarks>
    /// <para>Neighbours are combined in pairs, the half as many results scanned in the same way, and what lies between filled in: fewer than
    /// 2 n combinations in 2 log₂ n calls, each call on whole variables (R. Ladner, M. Fischer, Parallel prefix computation, 1980). The
    /// operation must be associative and work element by element along the axis; it need not commute. Being made of the operations that
    /// <paramref name="combine"/> uses, the scan has derivatives of any order in any mode.</para>
    /// <para>For sums use <see cref="CumulativeSum{T}(Variable{T}, int)"/>, for <c>h_t = a_t h_(t−1) + b_t</c>
    /// <see cref="LinearRecurrence{T}(Variable{T}, Variable{T}, int, Variable{T}?, bool)"/>: one pass instead of log₂ n.</para>
    /// </remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The sequences, of the same length along the axis.</param>
    /// <param name="combine">The operation, of the earlier and the later part; it returns as many variables, each of the shape it was given.</param>
    /// <param name="axis">The axis of the sequence in every variable; negative counts from the end.</param>
    /// <param name="backwards">Whether prefixes start from the end.</param>
    /// <returns>One variable for each of <paramref name="x"/>, of its shape.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">There is no variable, or the operation returns another number of them.</exception>
    /// <exception cref="ShapeMismatchException">The lengths differ, or the operation returns another shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static Variable<T>[] AssociativeScan<T>(
        IReadOnlyList<Variable<T>> x, Func<IReadOnlyList<Variable<T>>, IReadOnlyList<Variable<T>>, IReadOnlyList<Variable<T>>> combine, int axis, bool backwards = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(combine);
        if (x.Count == 0)
            throw new ArgumentException("AssociativeScan: there is nothing to scan.", nameof(x));
        var elements = new Variable<T>[x.Count];
        var axes = new int[x.Count];
        int length = x[0].Shape[axis];
        for (int i = 0; i < elements.Length; i++)
        {
            axes[i] = x[i].Shape.Axis(axis);
            if (x[i].Shape[axis] != length)
                throw new ShapeMismatchException(nameof(AssociativeScan), $"variable {i} has the shape {x[i].Shape}, the first {x[0].Shape}: the lengths along axis {axis} differ.", nameof(x));
            elements[i] = backwards ? x[i].Flip(axes[i]) : x[i];
        }

        Variable<T>[] prefixes = Prefixes(elements, combine, axes, length);
        return backwards ? Each(prefixes, axes, static (variable, along) => variable.Flip(along)) : prefixes;
    }

    /// <summary>The running product along an axis, each element included in its own.</summary>
    /// <remarks>An <see cref="AssociativeScan{T}(Variable{T}, Func{Variable{T}, Variable{T}, Variable{T}}, int, bool)"/>: the derivative, products of all
    /// other elements, is right in the presence of any number of zeros, to any order. The order of multiplication differs from that of
    /// <see cref="Tensor.CumulativeProduct{T}(Tensor{T}, int, ComputeContext?)"/>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The variable.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <returns>A variable of the same shape.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static Variable<T> CumulativeProduct<T>(this Variable<T> x, int axis = -1) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        x.AssociativeScan(static (earlier, later) => earlier * later, axis);

    private static Variable<T>[] Prefixes<T>(
        Variable<T>[] x, Func<IReadOnlyList<Variable<T>>, IReadOnlyList<Variable<T>>, IReadOnlyList<Variable<T>>> combine, int[] axes, int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (length < 2)
            return x;
        // Prefixes that end at odd places are those of the pairs; the others take one element more.
        int pairs = length / 2, between = (length - 1) / 2;
        Variable<T>[] odd = Prefixes(Combined(combine, Every(x, axes, 0, pairs), Every(x, axes, 1, pairs)), combine, axes, pairs);
        Variable<T>[] first = Each(x, axes, static (variable, axis) => variable.Narrow(axis, 0, 1));
        if (between == 0)
            return Joined(first, odd, axes);
        Variable<T>[] before = between == pairs ? odd : Each(odd, axes, (variable, axis) => variable.Narrow(axis, 0, between));
        Variable<T>[] even = Joined(first, Combined(combine, before, Every(x, axes, 2, between)), axes);
        var result = new Variable<T>[x.Length];
        for (int i = 0; i < result.Length; i++)
        {
            Shape shape = x[i].Shape;
            Variable<T> woven = Stack(axes[i] + 1, even[i].Narrow(axes[i], 0, pairs), odd[i]).Reshape(shape.With(axes[i], 2 * pairs).Lengths);
            result[i] = length == 2 * pairs ? woven : Concatenate(axes[i], woven, even[i].Narrow(axes[i], pairs, 1));
        }

        return result;
    }

    private static Variable<T>[] Combined<T>(
        Func<IReadOnlyList<Variable<T>>, IReadOnlyList<Variable<T>>, IReadOnlyList<Variable<T>>> combine, Variable<T>[] earlier, Variable<T>[] later)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        IReadOnlyList<Variable<T>> results = combine(earlier, later);
        if (results.Count != earlier.Length)
            throw new ArgumentException($"AssociativeScan: the operation returned {results.Count} variables for {earlier.Length}.", nameof(combine));
        for (int i = 0; i < earlier.Length; i++)
        {
            if (results[i].Shape != earlier[i].Shape)
                throw new ShapeMismatchException(nameof(AssociativeScan), $"the operation returned the shape {results[i].Shape} for {earlier[i].Shape} (variable {i}).", nameof(combine));
        }

        return [.. results];
    }

    /// <summary>Every second element from a start on.</summary>
    private static Variable<T>[] Every<T>(Variable<T>[] x, int[] axes, int start, int count) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Each(x, axes, (variable, axis) => variable.Slice(Primitives.Slice<T>.At(variable.Shape, axis, AxisSlice.Step(start..(start + 2 * count - 1), 2))));

    private static Variable<T>[] Joined<T>(Variable<T>[] first, Variable<T>[] rest, int[] axes) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var result = new Variable<T>[first.Length];
        for (int i = 0; i < result.Length; i++)
            result[i] = Concatenate(axes[i], first[i], rest[i]);
        return result;
    }

    private static Variable<T>[] Each<T>(Variable<T>[] x, int[] axes, Func<Variable<T>, int, Variable<T>> map) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var result = new Variable<T>[x.Length];
        for (int i = 0; i < result.Length; i++)
            result[i] = map(x[i], axes[i]);
        return result;
    }
}
