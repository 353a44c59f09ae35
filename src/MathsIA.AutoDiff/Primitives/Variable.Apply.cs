using System.Numerics;
using MathsIA.AutoDiff.Engine;

namespace MathsIA.AutoDiff;

public static partial class Variable
{
    /// <summary>Applies a primitive with one result: the way in for primitives of other libraries.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="primitive">The primitive.</param>
    /// <param name="operands">Its operands.</param>
    /// <returns>Its result.</returns>
    /// <exception cref="ArgumentNullException">The primitive is null.</exception>
    public static Variable<T> Apply<T>(IPrimitive<T> primitive, params ReadOnlySpan<Variable<T>> operands) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(primitive);
        return Interpreter.Apply(primitive, operands);
    }

    /// <summary>Applies a primitive with several results, of which some may be there for its derivative only.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="primitive">The primitive.</param>
    /// <param name="operands">Its operands.</param>
    /// <param name="results">Receives its results, as many as it has.</param>
    /// <exception cref="ArgumentNullException">The primitive is null.</exception>
    public static void Apply<T>(IPrimitive<T> primitive, ReadOnlySpan<Variable<T>> operands, Span<Variable<T>> results) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(primitive);
        Interpreter.Apply(primitive, operands, results);
    }
}
