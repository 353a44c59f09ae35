using System.Numerics;

namespace MathsIA.AutoDiff.Engine;

/// <summary>One run of a function under reverse mode, and back.</summary>
internal static class ReversePass
{
    /// <summary>Runs a function on watched inputs and computes their cotangents.</summary>
    /// <param name="state">Whatever the function needs besides.</param>
    /// <param name="function">The function.</param>
    /// <param name="x">The inputs.</param>
    /// <param name="seed">The cotangent of the value; none for a value of one element, whose cotangent is then 1.</param>
    /// <param name="cotangents">Receives the cotangents, zeros where nothing depends on an input.</param>
    /// <param name="options">How to compute.</param>
    /// <param name="gathered">What the inputs have gathered already, to which their cotangents are added; nothing if empty.</param>
    /// <returns>The value.</returns>
    public static Variable<T> Run<T, TState>(
        TState state, Func<TState, Variable<T>[], Variable<T>> function, ReadOnlySpan<Variable<T>> x, Variable<T> seed, Span<Variable<T>> cotangents, DifferentiationOptions? options,
        ReadOnlySpan<Variable<T>> gathered = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ReverseLevel<T> level = LevelStock<T, ReverseLevel<T>>.Take();
        CellPool<T> pool = CellPool<T>.Current;
        CellPool<T>.Region region = pool.Begin();
        Variable<T>[] kept = new Variable<T>[x.Length + 1];
        bool done = false;
        try
        {
            level.Open(options ?? DifferentiationOptions.Default);
            pool.Context = level.Options.Context;
            var inputs = new Variable<T>[x.Length];
            for (int i = 0; i < inputs.Length; i++)
                inputs[i] = level.Watch(x[i]);
            Variable<T> value = function(state, inputs);
            level.Backward(value, Seed(value, seed), keep: false, gathered: gathered);
            for (int i = 0; i < inputs.Length; i++)
            {
                Variable<T> cotangent = level.CotangentOf(inputs[i]);
                kept[i] = cotangents[i] = cotangent.IsNone ? Variable.Zeros<T>(x[i].Shape) : cotangent;
            }

            kept[^1] = level.Lower(value);
            done = true;
            return kept[^1];
        }
        finally
        {
            pool.End(region, done ? kept : []);
            level.Close();
            LevelStock<T, ReverseLevel<T>>.Return(level);
        }
    }

    public static Variable<T> Seed<T>(Variable<T> value, Variable<T> seed) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Shape shape = value.Shape;
        if (seed.IsNone)
        {
            return shape.ElementCount == 1
                ? Variable.Ones<T>(shape)
                : throw new ShapeMismatchException("Gradient", $"the value of the function has the shape {shape}, not one element: take a Jacobian, or the product of a vector with it (Vjp).", "function");
        }

        return seed.Shape == shape
            ? seed
            : throw new ShapeMismatchException("Vjp", $"the cotangent has the shape {seed.Shape}, the value {shape}.", "cotangent");
    }
}
