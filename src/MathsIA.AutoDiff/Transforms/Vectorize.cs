using System.Numerics;
using MathsIA.AutoDiff.Engine;

namespace MathsIA.AutoDiff;

/// <summary>Batching: a function written for one example, applied to many at once (known as vmap).</summary>
/// <remarks>Every operation runs once on all examples, by its batch rule. Inside, a variable has the shape of one example and no readable
/// value: write a choice as <see cref="Variable.Where{T}(Variable{T}, Variable{T}, Variable{T})"/>. Nests with derivatives in any order:
/// gradients of single examples are <c>Vectorize.Map(Differentiate.Gradient(f), x)</c>.</remarks>
public static class Vectorize
{
    /// <summary>Applies a function to every entry along an axis.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">The function of one example.</param>
    /// <param name="x">All examples.</param>
    /// <param name="axis">The axis of the examples; negative counts from the end.</param>
    /// <param name="resultAxis">Where that axis stands in the result; negative counts from the end of the result.</param>
    /// <returns>All results.</returns>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static Variable<T> Map<T>(Func<Variable<T>, Variable<T>> function, Variable<T> x, int axis = 0, int resultAxis = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        return Run(function, static (f, inputs) => f(inputs[0]), [x], [axis], resultAxis);
    }

    /// <summary>Applies a function of several inputs to the entries along an axis of each.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">The function of one example.</param>
    /// <param name="x">The inputs.</param>
    /// <param name="axes">The axis of the examples of each input; null for one that all examples share.</param>
    /// <param name="resultAxis">Where that axis stands in the result; negative counts from the end of the result.</param>
    /// <returns>All results.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">There are not as many axes as inputs, or no input has one.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ShapeMismatchException">The inputs do not have the same number of examples.</exception>
    public static Variable<T> Map<T>(Func<IReadOnlyList<Variable<T>>, Variable<T>> function, IReadOnlyList<Variable<T>> x, IReadOnlyList<int?> axes, int resultAxis = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(axes);
        if (axes.Count != x.Count || axes.All(static axis => axis is null))
            throw new ArgumentException($"Vectorize: {axes.Count} axes for {x.Count} inputs, of which at least one needs an axis.", nameof(axes));
        return Run(function, static (f, inputs) => f(inputs), [.. x], [.. axes], resultAxis);
    }

    private static Variable<T> Run<T, TState>(TState state, Func<TState, Variable<T>[], Variable<T>> function, Variable<T>[] x, int?[] axes, int resultAxis)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int? size = null;
        for (int i = 0; i < x.Length; i++)
        {
            if (axes[i] is not { } axis)
                continue;
            int length = x[i].Shape[axis];
            if (size is { } known && known != length)
                throw new ShapeMismatchException("Vectorize", $"input {i} of shape {x[i].Shape} has {length} examples along axis {axis}, the inputs before {known}.", nameof(x));
            size = length;
        }

        BatchLevel<T> level = LevelStock<T, BatchLevel<T>>.Take();
        CellPool<T> pool = CellPool<T>.Current;
        CellPool<T>.Region region = pool.Begin();
        var kept = new Variable<T>[1];
        try
        {
            level.Open(size!.Value);
            var inputs = new Variable<T>[x.Length];
            for (int i = 0; i < inputs.Length; i++)
                inputs[i] = axes[i] is { } axis ? level.Lift(x[i].MoveAxis(axis, 0)) : x[i];
            Variable<T> all = level.Unwrap(function(state, inputs));
            kept[0] = all.MoveAxis(0, resultAxis);
            return kept[0];
        }
        finally
        {
            pool.End(region, kept);
            level.Close();
            LevelStock<T, BatchLevel<T>>.Return(level);
        }
    }
}
