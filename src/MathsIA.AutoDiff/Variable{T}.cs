using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.AutoDiff.Engine;

namespace MathsIA.AutoDiff;

/// <summary>A tensor that derivatives can be taken of: what a differentiable function takes and returns.</summary>
/// <remarks>
/// <para>The name is that of the literature: a computation is a list of <em>variables</em>, each got from earlier ones by one
/// operation (Wengert 1964; Griewank and Walther, Evaluating Derivatives, §2.2). A variable is a small handle, 16 bytes on the
/// stack, never an object of its own. It shows a plain tensor (a constant), or an entry of the transform that is watching.</para>
/// <para>Write ordinary C# with operators and the methods of the static class <see cref="Variable"/>; branches and loops may
/// look at values. Convert a <see cref="Tensor{T}"/> by assigning it. A variable is good until the transform that made it ends;
/// used afterwards it throws <see cref="InvalidOperationException"/>, it never shows another value's numbers.</para>
/// </remarks>
/// <typeparam name="T">The element type, <c>float</c> or <c>double</c>.</typeparam>
[DebuggerDisplay("{ToString(),nq}")]
public readonly struct Variable<T> : IEquatable<Variable<T>> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Origin<T>? _origin;

    internal Variable(Origin<T> origin, int index, int epoch)
    {
        _origin = origin;
        Index = index;
        Epoch = epoch;
    }

    internal Variable(Cell<T> cell)
    {
        _origin = cell;
        Epoch = cell.Epoch;
    }

    /// <summary>Who keeps the value: a cell with a tensor, or a level.</summary>
    internal Origin<T> Origin => _origin ?? throw new InvalidOperationException("The variable is the default value of its type: it was never assigned.");

    /// <summary>The entry, where the origin is a level.</summary>
    internal int Index { get; }

    /// <summary>The use of the origin that this handle belongs to: cells and levels are used again.</summary>
    internal int Epoch { get; }

    /// <summary>Whether there is no value: rules mean a derivative of zero by it, and nothing is computed for it.</summary>
    internal bool IsNone => _origin is null;

    /// <summary>Whether the handle shows a plain tensor, which nothing watches.</summary>
    internal bool IsConstant => _origin is Cell<T>;

    /// <summary>The lengths of the axes. Inside <see cref="Vectorize"/> those of one example.</summary>
    /// <exception cref="InvalidOperationException">The transform that made this variable has ended.</exception>
    public Shape Shape => Origin.ShapeOf(this);

    /// <summary>The number of axes.</summary>
    public int Rank => Shape.Rank;

    /// <summary>The number of elements.</summary>
    public int Length => Shape.ElementCount;

    /// <summary>The numbers. The tensor is the caller's to keep; changing it in place is changing the computation (and is
    /// detected, see <see cref="ChangeDetection"/>).</summary>
    /// <exception cref="InvalidOperationException">The transform that made this variable has ended, or this is a variable inside
    /// <see cref="Vectorize"/>, which stands for many values at once.</exception>
    public Tensor<T> Value => Origin.CellOf(this).Expose();

    /// <summary>The only element.</summary>
    /// <returns>The number.</returns>
    /// <exception cref="InvalidOperationException">There is not exactly one element, or the value is gone as for <see cref="Value"/>.</exception>
    public T ToScalar() => Origin.CellOf(this).Tensor.ToScalar();

    /// <summary>A tensor as a constant.</summary>
    /// <param name="tensor">The tensor; shared, not copied.</param>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    public static implicit operator Variable<T>(Tensor<T> tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return new Variable<T>(Cell<T>.Constant(tensor));
    }

    /// <summary>A number as a constant of rank 0.</summary>
    /// <param name="number">The number.</param>
    public static implicit operator Variable<T>(T number) => new(Cell<T>.Constant(Tensor.Scalar(number)));

    /// <summary>The sum, element by element, with broadcasting.</summary>
    /// <param name="left">One operand.</param>
    /// <param name="right">The other.</param>
    /// <returns><c>left + right</c>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Variable<T> operator +(Variable<T> left, Variable<T> right) => left.Add(right);

    /// <summary>Adds a number to every element.</summary>
    /// <param name="left">The variable.</param>
    /// <param name="right">The number.</param>
    /// <returns><c>left + right</c>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Variable<T> operator +(Variable<T> left, T right) => left.Add(right);

    /// <summary>Adds a number to every element.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">The variable.</param>
    /// <returns><c>left + right</c>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Variable<T> operator +(T left, Variable<T> right) => right.Add(left);

    /// <summary>The difference, element by element, with broadcasting.</summary>
    /// <param name="left">What to subtract from.</param>
    /// <param name="right">What to subtract.</param>
    /// <returns><c>left − right</c>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Variable<T> operator -(Variable<T> left, Variable<T> right) => left.Subtract(right);

    /// <summary>Subtracts a number from every element.</summary>
    /// <param name="left">The variable.</param>
    /// <param name="right">The number.</param>
    /// <returns><c>left − right</c>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Variable<T> operator -(Variable<T> left, T right) => left.Add(-right);

    /// <summary>Subtracts every element from a number.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">The variable.</param>
    /// <returns><c>left − right</c>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Variable<T> operator -(T left, Variable<T> right) => right.Negate().Add(left);

    /// <summary>The negative of every element.</summary>
    /// <param name="x">The variable.</param>
    /// <returns><c>−x</c>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Variable<T> operator -(Variable<T> x) => x.Negate();

    /// <summary>The product, element by element, with broadcasting.</summary>
    /// <param name="left">One operand.</param>
    /// <param name="right">The other.</param>
    /// <returns><c>left · right</c>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Variable<T> operator *(Variable<T> left, Variable<T> right) => left.Multiply(right);

    /// <summary>Multiplies every element by a number.</summary>
    /// <param name="left">The variable.</param>
    /// <param name="right">The number.</param>
    /// <returns><c>left · right</c>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Variable<T> operator *(Variable<T> left, T right) => left.Multiply(right);

    /// <summary>Multiplies every element by a number.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">The variable.</param>
    /// <returns><c>left · right</c>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Variable<T> operator *(T left, Variable<T> right) => right.Multiply(left);

    /// <summary>The quotient, element by element, with broadcasting.</summary>
    /// <param name="left">The numerator.</param>
    /// <param name="right">The denominator.</param>
    /// <returns><c>left / right</c>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Variable<T> operator /(Variable<T> left, Variable<T> right) => left.Divide(right);

    /// <summary>Divides every element by a number.</summary>
    /// <param name="left">The variable.</param>
    /// <param name="right">The number.</param>
    /// <returns><c>left / right</c>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Variable<T> operator /(Variable<T> left, T right) => left.Divide(right);

    /// <summary>Divides a number by every element.</summary>
    /// <param name="left">The number.</param>
    /// <param name="right">The variable.</param>
    /// <returns><c>left / right</c>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Variable<T> operator /(T left, Variable<T> right) => right.Reciprocal().Multiply(left);

    /// <summary>A part of the variable, sliced as a tensor is: <c>x[2, .., ^1]</c>.</summary>
    /// <param name="slices">One entry an axis, from the first; axes not named are kept whole.</param>
    /// <returns>The part.</returns>
    public Variable<T> this[params ReadOnlySpan<AxisSlice> slices] => Variable.Slice(this, slices);

    /// <inheritdoc/>
    public bool Equals(Variable<T> other) => ReferenceEquals(_origin, other._origin) && Index == other.Index && Epoch == other.Epoch;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Variable<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_origin, Index, Epoch);

    /// <summary>Whether two handles show the same entry; nothing is said of their numbers.</summary>
    /// <param name="left">One handle.</param>
    /// <param name="right">The other.</param>
    /// <returns>True when they are the same.</returns>
    public static bool operator ==(Variable<T> left, Variable<T> right) => left.Equals(right);

    /// <summary>Whether two handles show different entries.</summary>
    /// <param name="left">One handle.</param>
    /// <param name="right">The other.</param>
    /// <returns>True when they differ.</returns>
    public static bool operator !=(Variable<T> left, Variable<T> right) => !left.Equals(right);

    /// <summary>What the handle shows, for a debugger.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _origin is null ? "Variable (none)" : _origin.Describe(this);
}
