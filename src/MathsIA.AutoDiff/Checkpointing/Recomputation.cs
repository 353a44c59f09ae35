using System.Numerics;
using MathsIA.AutoDiff.Engine;

namespace MathsIA.AutoDiff;

/// <summary>Records a part of a computation that was not recorded the first time, and goes back through it.</summary>
internal static class Recomputation
{
    /// <summary>Adds the part's cotangents to what its operands have gathered from later operations, in the order in which one tape over
    /// everything would: one share after another, so that every bit is the same.</summary>
    /// <param name="segment">The part.</param>
    /// <param name="operands">Its operands.</param>
    /// <param name="needed">Which cotangents are wanted.</param>
    /// <param name="seed">The cotangent of its value.</param>
    /// <param name="totals">What each operand has gathered so far, none for nothing; receives the sums where wanted.</param>
    /// <param name="options">How to compute.</param>
    public static void Reverse<T>(
        Func<IReadOnlyList<Variable<T>>, Variable<T>> segment, Variable<T>[] operands, bool[] needed, Variable<T> seed, Variable<T>[] totals, DifferentiationOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int[] watched = [.. Enumerable.Range(0, operands.Length).Where(k => needed[k])];
        Variable<T>[] inputs = Array.ConvertAll(watched, k => operands[k]), gathered = Array.ConvertAll(watched, k => totals[k]), sums = new Variable<T>[watched.Length];
        ReversePass.Run((segment, operands, watched), static (part, entries) =>
        {
            var all = (Variable<T>[])part.operands.Clone();
            for (int i = 0; i < entries.Length; i++)
                all[part.watched[i]] = entries[i];
            return part.segment(all);
        }, inputs, seed, sums, options, gathered);
        for (int i = 0; i < sums.Length; i++)
            totals[watched[i]] = sums[i];
    }
}
