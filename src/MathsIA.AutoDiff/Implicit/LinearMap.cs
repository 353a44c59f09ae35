using System.Numerics;
using MathsIA.AutoDiff.Engine;

namespace MathsIA.AutoDiff.Primitives;

/// <summary>A linear map <c>w ↦ A(p) w</c> that depends on parameters, and its transpose, both written with variables.</summary>
/// <param name="Apply"><c>A(p) w</c>.</param>
/// <param name="ApplyTransposed"><c>A(p)ᵀ u</c>.</param>
/// <param name="IsSymmetric">Whether the two are the same.</param>
internal sealed record LinearMap<T>(
    Func<Variable<T>, IReadOnlyList<Variable<T>>, Variable<T>> Apply, Func<Variable<T>, IReadOnlyList<Variable<T>>, Variable<T>> ApplyTransposed, bool IsSymmetric)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public LinearMap<T> Transposed => IsSymmetric ? this : new(ApplyTransposed, Apply, false);

    /// <summary>The derivative of a function of some operands in a direction; none where nothing moves.</summary>
    public static Variable<T> Pushforward(Func<IReadOnlyList<Variable<T>>, Variable<T>> function, Variable<T>[] operands, Variable<T>[] directions)
    {
        int[] moving = [.. Enumerable.Range(0, operands.Length).Where(k => !directions[k].IsNone)];
        return moving.Length == 0
            ? default
            : Differentiate.Jvp<T>(inputs => function(Replaced(operands, moving, inputs)), [.. moving.Select(k => operands[k])], [.. moving.Select(k => directions[k])]).Tangent;
    }

    /// <summary>The cotangents of the operands that are needed; none for the others.</summary>
    public static Variable<T>[] Pullback(Func<IReadOnlyList<Variable<T>>, Variable<T>> function, Variable<T>[] operands, bool[] needed, Variable<T> cotangent, DifferentiationOptions options)
    {
        int[] watched = [.. Enumerable.Range(0, operands.Length).Where(k => needed[k])];
        var shares = new Variable<T>[watched.Length];
        var result = new Variable<T>[operands.Length];
        if (watched.Length == 0)
            return result;
        ReversePass.Run((function, operands, watched), static (f, inputs) => f.function(Replaced(f.operands, f.watched, inputs)),
            Array.ConvertAll(watched, k => operands[k]), cotangent, shares, options);
        for (int i = 0; i < watched.Length; i++)
            result[watched[i]] = shares[i];
        return result;
    }

    private static Variable<T>[] Replaced(Variable<T>[] operands, int[] places, IReadOnlyList<Variable<T>> inputs)
    {
        var all = (Variable<T>[])operands.Clone();
        for (int i = 0; i < places.Length; i++)
            all[places[i]] = inputs[i];
        return all;
    }
}
