using System.Numerics;
using MathsIA.AutoDiff.Engine;

namespace MathsIA.AutoDiff;

/// <summary>Derivatives of functions: transforms that take a function and give another, and that nest in any order and to any depth.</summary>
/// <remarks>
/// <para>A function takes and returns <see cref="Variable{T}"/>. A transform runs it once or more, so it should have no effects beside
/// its value. It may use other variables of the code around it: to this transform they are constants, to the transforms around it they
/// are not. Results are plain values of the level around; read their numbers by <see cref="Variable{T}.Value"/>.</para>
/// <para>Reverse mode costs a small multiple of the function whatever the number of inputs, and keeps intermediate values; forward
/// mode costs one pass a direction, and keeps nothing.</para>
/// </remarks>
public static partial class Differentiate
{
    /// <summary>The gradient of a function with one number as its value.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">The function; its value has one element.</param>
    /// <returns>The function <c>x ↦ ∇f(x)</c>.</returns>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    public static Func<Variable<T>, Variable<T>> Gradient<T>(Func<Variable<T>, Variable<T>> function) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        return x => Gradient(function, x);
    }

    /// <summary>The gradient of a function with one number as its value, at a point, by reverse mode.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">The function; its value has one element.</param>
    /// <param name="x">The point.</param>
    /// <param name="options">Threads, and what is watched for.</param>
    /// <returns><c>∇f(x)</c>, of the shape of the point.</returns>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    /// <exception cref="ShapeMismatchException">The value has more or less than one element.</exception>
    public static Variable<T> Gradient<T>(Func<Variable<T>, Variable<T>> function, Variable<T> x, DifferentiationOptions? options = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => ValueAndGradient(function, x, options).Gradient;

    /// <summary>The value and the gradient of a function with one number as its value, at a point, by reverse mode.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">The function; its value has one element.</param>
    /// <param name="x">The point.</param>
    /// <param name="options">Threads, and what is watched for.</param>
    /// <returns><c>f(x)</c> and <c>∇f(x)</c>.</returns>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    /// <exception cref="ShapeMismatchException">The value has more or less than one element.</exception>
    public static (Variable<T> Value, Variable<T> Gradient) ValueAndGradient<T>(Func<Variable<T>, Variable<T>> function, Variable<T> x, DifferentiationOptions? options = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        Variable<T> gradient = default;
        Variable<T> value = ReversePass.Run(function, static (f, inputs) => f(inputs[0]), new ReadOnlySpan<Variable<T>>(in x), default, new Span<Variable<T>>(ref gradient), options);
        return (value, gradient);
    }

    /// <summary>The value of a function and the product of a vector with its Jacobian, at a point, by reverse mode.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">The function, with a value of any shape.</param>
    /// <param name="x">The point.</param>
    /// <param name="cotangent">The vector <c>u</c>, of the shape of the value.</param>
    /// <param name="options">Threads, and what is watched for.</param>
    /// <returns><c>f(x)</c> and <c>J(x)ᵀ u</c>.</returns>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    /// <exception cref="ShapeMismatchException">The vector does not have the shape of the value.</exception>
    public static (Variable<T> Value, Variable<T> Cotangent) Vjp<T>(Func<Variable<T>, Variable<T>> function, Variable<T> x, Variable<T> cotangent, DifferentiationOptions? options = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        Variable<T> result = default;
        Variable<T> value = ReversePass.Run(function, static (f, inputs) => f(inputs[0]), new ReadOnlySpan<Variable<T>>(in x), cotangent, new Span<Variable<T>>(ref result), options);
        return (value, result);
    }

    /// <summary>The value and the gradient with respect to several inputs at once.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">The function; its value has one element.</param>
    /// <param name="x">The inputs.</param>
    /// <param name="options">Threads, and what is watched for.</param>
    /// <returns>The value, and one gradient an input.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The value has more or less than one element.</exception>
    public static (Variable<T> Value, Variable<T>[] Gradients) ValueAndGradient<T>(
        Func<IReadOnlyList<Variable<T>>, Variable<T>> function, IReadOnlyList<Variable<T>> x, DifferentiationOptions? options = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(x);
        var gradients = new Variable<T>[x.Count];
        Variable<T> value = ReversePass.Run(function, static (f, inputs) => f(inputs), x.ToArray(), default, gradients, options);
        return (value, gradients);
    }

    /// <summary>The value and the gradient with respect to named inputs.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">The function; its value has one element.</param>
    /// <param name="x">The inputs by name.</param>
    /// <param name="options">Threads, and what is watched for.</param>
    /// <returns>The value, and the gradients by the same names.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The value has more or less than one element.</exception>
    public static (Variable<T> Value, Dictionary<string, Variable<T>> Gradients) ValueAndGradient<T>(
        Func<IReadOnlyDictionary<string, Variable<T>>, Variable<T>> function, IReadOnlyDictionary<string, Variable<T>> x, DifferentiationOptions? options = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(x);
        string[] names = [.. x.Keys];
        (Variable<T> value, Variable<T>[] gradients) = ValueAndGradient<T>(inputs => function(Named(names, inputs)), Array.ConvertAll(names, name => x[name]), options);
        return (value, Named(names, gradients));
    }

    /// <summary>The value and the gradient with respect to all variables of a structure.</summary>
    /// <typeparam name="TParameters">The structure.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">The function; its value has one element.</param>
    /// <param name="parameters">The structure at the point.</param>
    /// <param name="options">Threads, and what is watched for.</param>
    /// <returns>The value, and the gradients as a structure of the same kind.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The value has more or less than one element.</exception>
    public static (Variable<T> Value, TParameters Gradients) ValueAndGradient<TParameters, T>(
        Func<TParameters, Variable<T>> function, TParameters parameters, DifferentiationOptions? options = null)
        where TParameters : IParameters<TParameters, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(parameters);
        var leaves = new List<Variable<T>>();
        parameters.Map(leaf =>
        {
            leaves.Add(leaf);
            return leaf;
        });
        (Variable<T> value, Variable<T>[] gradients) = ValueAndGradient<T>(inputs => function(Rebuilt(parameters, inputs)), leaves, options);
        return (value, Rebuilt(parameters, gradients));
    }

    private static TParameters Rebuilt<TParameters, T>(TParameters parameters, IReadOnlyList<Variable<T>> leaves)
        where TParameters : IParameters<TParameters, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int next = 0;
        return parameters.Map(_ => leaves[next++]);
    }

    private static Dictionary<string, Variable<T>> Named<T>(string[] names, IReadOnlyList<Variable<T>> variables) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var result = new Dictionary<string, Variable<T>>(names.Length, StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
            result.Add(names[i], variables[i]);
        return result;
    }
}
