using System.Numerics;
using MathsIA.AutoDiff.Engine;

namespace MathsIA.AutoDiff;

/// <summary>The numbers behind variables, those of all examples where they are batched: for choices that all examples share.</summary>
internal static class BatchValues<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The numbers of some variables of one shape, each contiguous, all with the same axes of examples in front. For reading only.</summary>
    public static Tensor<T>[] Of(ReadOnlySpan<Variable<T>> variables)
    {
        var stopped = new Variable<T>[variables.Length];
        for (int i = 0; i < stopped.Length; i++)
            stopped[i] = variables[i].StopGradient();
        while (Innermost(stopped) is { } level)
        {
            foreach (ref Variable<T> variable in stopped.AsSpan())
                variable = level.Unwrap(variable);
        }

        // Read without taking the tensors away from the pool.
        return Array.ConvertAll(stopped, static variable => variable.Origin.CellOf(variable).Tensor.Contiguous());
    }

    /// <summary>Whether no derivative is taken of a variable.</summary>
    public static bool IsStopped(Variable<T> variable)
    {
        while (variable.Origin is BatchLevel<T> level)
            variable = level.Unwrap(variable);
        return variable.IsConstant;
    }

    private static BatchLevel<T>? Innermost(Variable<T>[] variables)
    {
        BatchLevel<T>? innermost = null;
        foreach (Variable<T> variable in variables)
        {
            if (variable.Origin is BatchLevel<T> level && level.Tag > (innermost?.Tag ?? 0))
                innermost = level;
        }

        return innermost;
    }
}
