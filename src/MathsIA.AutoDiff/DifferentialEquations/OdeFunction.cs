using System.Numerics;

namespace MathsIA.AutoDiff;

/// <summary>The right side of <c>y′ = f(t, y, p)</c>, written with variables.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="time">The time t. No derivative is taken with respect to it; see <see cref="OdeTimedFunction{T}"/>.</param>
/// <param name="state">The state y, of any shape; a first axis of examples makes one solve of many.</param>
/// <param name="parameters">The parameters p.</param>
/// <returns>The slope, of the shape of the state.</returns>
public delegate Variable<T> OdeFunction<T>(double time, Variable<T> state, IReadOnlyList<Variable<T>> parameters) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
