using System.Numerics;

namespace MathsIA.AutoDiff;

/// <summary>Makes functions of variables into objects that solvers and other libraries' code can use.</summary>
public static class Differentiable
{
    /// <summary>A function of one tensor with one number as its value, together with its derivatives.</summary>
    /// <example><code>
    /// var f = Differentiable.Of&lt;double&gt;(x => (x * x).Sum().Exp());
    /// var (value, gradient) = f.ValueAndGradient(x0);
    /// </code></example>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">The function; its value has one element.</param>
    /// <param name="options">Threads, and what is watched for.</param>
    /// <returns>The function as an object.</returns>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    public static DifferentiableFunction<T> Of<T>(Func<Variable<T>, Variable<T>> function, DifferentiationOptions? options = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(function, options);
}
