using System.Numerics;

namespace MathsIA.AutoDiff.Primitives;

/// <summary>The labels of an Einstein summation, one letter an axis, with every ellipsis and every implicit output written out.</summary>
internal sealed class EinsumLabels(string[] inputs, string output)
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    public string[] Inputs { get; } = inputs;

    public string Output { get; } = output;

    public string Equation { get; } = $"{string.Join(',', inputs)}->{output}";

    public static EinsumLabels Read(string equation, ReadOnlySpan<int> ranks)
    {
        string compact = string.Concat(equation.Where(static c => !char.IsWhiteSpace(c)));
        string[] sides = compact.Split("->");
        string[] terms = sides[0].Split(',');
        if (sides.Length > 2 || terms.Length != ranks.Length)
            throw new ArgumentException($"Einsum: '{equation}': it names {terms.Length} operands, {ranks.Length} are given.", nameof(equation));
        int hidden = 0;
        for (int k = 0; k < terms.Length; k++)
        {
            int named = terms[k].Replace("...", "", StringComparison.Ordinal).Length;
            bool dots = terms[k].Contains("...", StringComparison.Ordinal);
            if (named > ranks[k] || (!dots && named != ranks[k]))
                throw new ArgumentException($"Einsum: '{equation}': operand {k} has {named} labels and rank {ranks[k]}.", nameof(equation));
            hidden = Math.Max(hidden, dots ? ranks[k] - named : 0);
        }

        string free = string.Concat(Letters.Where(letter => !compact.Contains(letter, StringComparison.Ordinal)).Take(hidden));
        if (free.Length < hidden)
            throw new ArgumentException($"Einsum: '{equation}': there are not letters enough for its ellipses.", nameof(equation));
        var written = new string[terms.Length];
        for (int k = 0; k < written.Length; k++)
        {
            int named = terms[k].Replace("...", "", StringComparison.Ordinal).Length;
            written[k] = terms[k].Replace("...", free[(hidden - (ranks[k] - named))..], StringComparison.Ordinal);
        }

        string result = sides.Length == 2
            ? sides[1].Replace("...", free, StringComparison.Ordinal)
            : free + string.Concat(string.Concat(written).Where(c => !free.Contains(c, StringComparison.Ordinal)).GroupBy(static c => c).Where(static g => g.Count() == 1).Select(static g => g.Key).Order());
        foreach (char label in result)
        {
            if (!Array.Exists(written, term => term.Contains(label, StringComparison.Ordinal)))
                throw new ArgumentException($"Einsum: '{equation}': the label '{label}' of the output is in no operand.", nameof(equation));
        }

        return new EinsumLabels(written, result);
    }

    /// <summary>Where a label stands twice in a term: the diagonal in place of the operand, and the labels that then fit.</summary>
    public EinsumLabels WithoutRepetition<T>(int k, ref Variable<T> operand) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        string term = Inputs[k];
        for (int first = 0; first < term.Length; first++)
        {
            int second = term.IndexOf(term[first], first + 1);
            if (second < 0)
                continue;
            operand = operand.Diagonal(0, first, second);
            term = term.Remove(second, 1).Remove(first, 1) + term[first];
            first = -1;
        }

        if (string.Equals(term, Inputs[k], StringComparison.Ordinal))
            return this;
        string[] terms = [.. Inputs];
        terms[k] = term;
        return new EinsumLabels(terms, Output);
    }

    /// <summary>The summation that gives the cotangent of one operand from that of the output and the other operands.</summary>
    /// <param name="k">The operand.</param>
    /// <param name="present">Its labels that the output or another operand has.</param>
    public EinsumLabels Reverse(int k, out string present)
    {
        var terms = new List<string>(Inputs.Length) { Output };
        for (int j = 0; j < Inputs.Length; j++)
        {
            if (j != k)
                terms.Add(Inputs[j]);
        }

        present = string.Concat(Inputs[k].Where(label => terms.Exists(term => term.Contains(label, StringComparison.Ordinal))));
        return new EinsumLabels([.. terms], present);
    }

    public EinsumLabels Batched(bool[] batched)
    {
        string used = string.Concat(Inputs) + Output;
        char label = Letters.First(letter => !used.Contains(letter, StringComparison.Ordinal));
        var terms = new string[Inputs.Length];
        for (int k = 0; k < terms.Length; k++)
            terms[k] = batched[k] ? label + Inputs[k] : Inputs[k];
        return new EinsumLabels(terms, label + Output);
    }
}
