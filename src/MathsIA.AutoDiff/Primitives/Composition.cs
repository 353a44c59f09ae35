using System.Numerics;
using MathsIA.AutoDiff.Engine;

namespace MathsIA.AutoDiff.Primitives;

/// <summary>Rules of an operation with several results that has a plain composition with the same values: derivatives and batches that
/// have no kernel of their own.</summary>
internal static class Composition
{
    /// <summary>The forward rule: one forward derivative a result.</summary>
    public static void Forward<T>(in ForwardCall<T> call, int results, Func<IReadOnlyList<Variable<T>>, Variable<T>[]> composition) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var operands = new Variable<T>[call.Count];
        var tangents = new Variable<T>[call.Count];
        for (int k = 0; k < operands.Length; k++)
        {
            operands[k] = call.Operand(k);
            tangents[k] = call.HasTangent(k) ? call.Tangent(k) : Variable.Zeros<T>(operands[k].Shape);
        }

        for (int i = 0; i < results; i++)
        {
            int result = i;
            call.Add(Differentiate.Jvp(x => composition(x)[result], operands, tangents).Tangent, i);
        }
    }

    /// <summary>The reverse rule: the gradient of the scalar product of results and cotangents.</summary>
    public static void Reverse<T>(in ReverseCall<T> call, int results, Func<IReadOnlyList<Variable<T>>, Variable<T>[]> composition) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var operands = new Variable<T>[call.Count];
        for (int k = 0; k < operands.Length; k++)
            operands[k] = call.Operand(k);
        var seeds = new Variable<T>[results];
        for (int i = 0; i < results; i++)
            seeds[i] = call.HasCotangent(i) ? call.Cotangent(i) : default;
        var cotangents = new Variable<T>[operands.Length];
        ReversePass.Run((composition, seeds), static (state, x) => Product(state.composition(x), state.seeds), operands, default, cotangents, call.Options);
        for (int k = 0; k < cotangents.Length; k++)
            call.Add(k, cotangents[k]);
    }

    /// <summary>The batch rule: one batched run a result.</summary>
    public static void Batch<T>(in BatchCall<T> call, int results, Func<IReadOnlyList<Variable<T>>, Variable<T>[]> composition) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var operands = new Variable<T>[call.Count];
        var axes = new int?[call.Count];
        for (int k = 0; k < axes.Length; k++)
        {
            operands[k] = call.Operand(k);
            axes[k] = call.IsBatched(k) ? 0 : null;
        }

        for (int i = 0; i < results; i++)
        {
            int result = i;
            call.Set(Vectorize.Map(x => composition(x)[result], operands, axes), i);
        }
    }

    private static Variable<T> Product<T>(Variable<T>[] results, Variable<T>[] seeds) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Variable<T> sum = default;
        for (int i = 0; i < seeds.Length; i++)
        {
            if (seeds[i].IsNone)
                continue;
            Variable<T> share = (results[i] * seeds[i]).Sum();
            sum = sum.IsNone ? share : sum + share;
        }

        return sum;
    }
}
