using System.Numerics;

namespace MathsIA.AutoDiff;

/// <summary>A structure of variables, such as the parameters of a model, that derivatives can be taken with respect to as a whole.</summary>
/// <remarks>One method says all there is to know, without reflection: which variables there are, in which order, and how to build the same
/// structure from others.</remarks>
/// <example><code>
/// sealed record Layer(Variable&lt;float&gt; Weight, Variable&lt;float&gt; Bias) : IParameters&lt;Layer, float&gt;
/// {
///     public Layer Map(Func&lt;Variable&lt;float&gt;, Variable&lt;float&gt;&gt; map) => new(map(Weight), map(Bias));
/// }
/// </code></example>
/// <typeparam name="TSelf">The structure itself.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
public interface IParameters<TSelf, T>
    where TSelf : IParameters<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The same structure with every variable replaced, always in the same order.</summary>
    /// <param name="map">Gives the replacement of a variable.</param>
    /// <returns>A new structure.</returns>
    TSelf Map(Func<Variable<T>, Variable<T>> map);
}
