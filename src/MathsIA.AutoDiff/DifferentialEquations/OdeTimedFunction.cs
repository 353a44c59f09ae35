using System.Numerics;

namespace MathsIA.AutoDiff;

/// <summary>The right side of <c>y′ = f(t, y, p)</c>, written with variables, of which the time is one.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="time">The time t, of rank 0.</param>
/// <param name="state">The state y, of any shape.</param>
/// <param name="parameters">The parameters p.</param>
/// <returns>The slope, of the shape of the state.</returns>
public delegate Variable<T> OdeTimedFunction<T>(Variable<T> time, Variable<T> state, IReadOnlyList<Variable<T>> parameters) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
