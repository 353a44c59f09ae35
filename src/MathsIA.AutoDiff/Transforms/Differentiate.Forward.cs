using System.Numerics;
using MathsIA.AutoDiff.Engine;

namespace MathsIA.AutoDiff;

public static partial class Differentiate
{
    /// <summary>The value of a function and the product of its Jacobian with a vector, at a point, by forward mode.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">The function, with a value of any shape.</param>
    /// <param name="x">The point.</param>
    /// <param name="tangent">The direction <c>v</c>, of the shape of the point.</param>
    /// <param name="options">Threads, and what is watched for.</param>
    /// <returns><c>f(x)</c> and <c>J(x) v</c>.</returns>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    /// <exception cref="ShapeMismatchException">The direction does not have the shape of the point.</exception>
    public static (Variable<T> Value, Variable<T> Tangent) Jvp<T>(Func<Variable<T>, Variable<T>> function, Variable<T> x, Variable<T> tangent, DifferentiationOptions? options = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        return Forward(function, static (f, inputs) => f(inputs[0]), new ReadOnlySpan<Variable<T>>(in x), new ReadOnlySpan<Variable<T>>(in tangent), options);
    }

    /// <summary>The value of a function of several inputs and its derivative in one direction, by forward mode.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">The function, with a value of any shape.</param>
    /// <param name="x">The inputs.</param>
    /// <param name="tangents">The direction, one part an input, of its shape.</param>
    /// <param name="options">Threads, and what is watched for.</param>
    /// <returns>The value, and its derivative in the direction.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">There are not as many parts as inputs.</exception>
    /// <exception cref="ShapeMismatchException">A part does not have the shape of its input.</exception>
    public static (Variable<T> Value, Variable<T> Tangent) Jvp<T>(
        Func<IReadOnlyList<Variable<T>>, Variable<T>> function, IReadOnlyList<Variable<T>> x, IReadOnlyList<Variable<T>> tangents, DifferentiationOptions? options = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(tangents);
        if (x.Count != tangents.Count)
            throw new ArgumentException($"Jvp: {tangents.Count} tangents for {x.Count} inputs.", nameof(tangents));
        return Forward(function, static (f, inputs) => f(inputs), x.ToArray(), tangents.ToArray(), options);
    }

    /// <summary>The value of a function of one number and its derivatives up to an order, by forward mode within forward mode.</summary>
    /// <remarks>Also for a function that works element by element: every element then has its own derivatives. The cost doubles with every
    /// order.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">A function of one number, or one that works element by element.</param>
    /// <param name="x">The point or points.</param>
    /// <param name="order">The highest order, from 0.</param>
    /// <returns><c>f, f′, f″, …</c>: one more than the order.</returns>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The order is negative.</exception>
    public static Variable<T>[] Derivatives<T>(Func<Variable<T>, Variable<T>> function, Variable<T> x, int order) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        var derivatives = new Variable<T>[order + 1];
        Func<Variable<T>, Variable<T>> derivative = function;
        for (int i = 0; i < order; i++)
        {
            Func<Variable<T>, Variable<T>> inner = derivative;
            derivative = point => Jvp(inner, point, Variable.Ones<T>(point.Shape)).Tangent;
            if (i == order - 1)
                (derivatives[i], derivatives[order]) = Jvp(inner, x, Variable.Ones<T>(x.Shape));
            else
                derivatives[i] = inner(x);
        }

        if (order == 0)
            derivatives[0] = function(x);
        return derivatives;
    }

    private static (Variable<T> Value, Variable<T> Tangent) Forward<T, TState>(
        TState state, Func<TState, Variable<T>[], Variable<T>> function, ReadOnlySpan<Variable<T>> x, ReadOnlySpan<Variable<T>> tangents, DifferentiationOptions? options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < x.Length; i++)
        {
            if (x[i].Shape != tangents[i].Shape)
                throw new ShapeMismatchException("Jvp", $"the tangent of input {i} has the shape {tangents[i].Shape}, the input {x[i].Shape}.", nameof(tangents));
        }

        ForwardLevel<T> level = LevelStock<T, ForwardLevel<T>>.Take();
        CellPool<T> pool = CellPool<T>.Current;
        CellPool<T>.Region region = pool.Begin();
        var kept = new Variable<T>[2];
        try
        {
            level.Open(options ?? DifferentiationOptions.Default);
            pool.Context = level.Options.Context;
            var inputs = new Variable<T>[x.Length];
            for (int i = 0; i < inputs.Length; i++)
                inputs[i] = level.Lift(x[i], tangents[i]);
            (Variable<T> value, Variable<T> tangent) = level.Unwrap(function(state, inputs));
            kept[0] = value;
            kept[1] = tangent.IsNone ? Variable.Zeros<T>(value.Shape) : tangent;
            return (kept[0], kept[1]);
        }
        finally
        {
            pool.End(region, kept);
            level.Close();
            LevelStock<T, ForwardLevel<T>>.Return(level);
        }
    }
}
